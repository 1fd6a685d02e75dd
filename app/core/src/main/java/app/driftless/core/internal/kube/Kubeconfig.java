package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Kubeconfig files merged by kubectl's rules: for each name the first file that has it counts, and the first
/// `current-context`. Nothing is executed or followed by reading.
public record Kubeconfig(
        Map<String, Entry> clusters, Map<String, Entry> users, Map<String, Entry> contexts, String currentContext) {
    private static final long MAX_BYTES = 5L << 20;

    /// @param fields strings, lists and maps of strings
    /// @param file the file that it stands in: its relative paths start there
    public record Entry(Map<String, Object> fields, Path file) {
        /// Empty where it is absent.
        String text(String name) {
            return fields.get(name) instanceof String s ? s : "";
        }

        @Nullable
        Map<?, ?> map(String name) {
            return fields.get(name) instanceof Map<?, ?> map ? map : null;
        }

        /// A path as it counts for this file, or null where it is absent.
        @Nullable
        Path path(String name) {
            String value = text(name);
            return value.isEmpty() ? null : directory().resolve(value).normalize();
        }

        Path directory() {
            Path parent = file.toAbsolutePath().getParent();
            return parent == null ? file.toAbsolutePath() : parent;
        }
    }

    /// Reads and merges the files that exist.
    ///
    /// @throws EngineException if a file cannot be read or is no kubeconfig
    public static Kubeconfig read(List<Path> files) {
        Map<String, Entry> clusters = new LinkedHashMap<>();
        Map<String, Entry> users = new LinkedHashMap<>();
        Map<String, Entry> contexts = new LinkedHashMap<>();
        String current = "";
        for (Path file : files) {
            Map<?, ?> root = load(file);
            merge(root.get("clusters"), "cluster", file, clusters);
            merge(root.get("users"), "user", file, users);
            merge(root.get("contexts"), "context", file, contexts);
            if (current.isEmpty() && root.get("current-context") instanceof String name) {
                current = name;
            }
        }
        return new Kubeconfig(clusters, users, contexts, current);
    }

    private static Map<?, ?> load(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw invalid(file, "it is larger than 5 MiB", null);
            }
            Object root = YamlStrings.read(Files.readString(file));
            return switch (root) {
                case null -> Map.of();
                case Map<?, ?> map -> map;
                default -> throw invalid(file, "it is not a mapping", null);
            };
        } catch (NoSuchFileException e) {
            // As kubectl does: a file that is named and absent holds nothing. A context that is missing then says so.
            return Map.of();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var place = e.getLocation();
            throw invalid(file, "line " + (place == null ? "?" : place.getLineNr()) + " is not valid YAML", e);
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(ClusterProblem.FILE_UNREADABLE, file.toString()).causedBy(e), e);
        }
    }

    private static EngineException invalid(Path file, String reason, @Nullable Throwable cause) {
        // The parser's own message quotes the text around the error, which may be a key: it is not passed on.
        return new EngineException(Problem.of(ClusterProblem.FILE_INVALID, file.toString(), reason), cause);
    }

    private static void merge(@Nullable Object list, String field, Path file, Map<String, Entry> into) {
        if (!(list instanceof List<?> items)) {
            return;
        }
        for (Object item : items) {
            if (item instanceof Map<?, ?> map && map.get("name") instanceof String name) {
                Map<String, Object> fields = new LinkedHashMap<>();
                if (map.get(field) instanceof Map<?, ?> body) {
                    body.forEach((key, value) -> fields.put(String.valueOf(key), value));
                }
                into.putIfAbsent(name, new Entry(fields, file));
            }
        }
    }
}
