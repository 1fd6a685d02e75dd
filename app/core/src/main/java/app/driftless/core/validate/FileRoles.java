package app.driftless.core.validate;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.ManifestFile;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The roles of a repository's files, as its kustomizations tell them. Immutable.
public final class FileRoles {
    private static final Pattern KUSTOMIZATION = Pattern.compile("(?:.*/)?(?:kustomization\\.ya?ml|Kustomization)");
    private static final Pattern VALUES = Pattern.compile("(?:.*/)?(?:values[^/]*|Chart|requirements)\\.ya?ml");

    private final Map<String, FileRole> roles;

    private FileRoles(Map<String, FileRole> roles) {
        this.roles = Map.copyOf(roles);
    }

    /// Reads what the kustomizations among `files` name. A file that is a resource somewhere stays one.
    public static FileRoles of(Collection<ManifestFile> files) {
        var roles = new HashMap<String, FileRole>();
        files.stream().filter(file -> isKustomization(file.path())).forEach(file -> {
            for (Document document : file.documents()) {
                if (document.value() instanceof Map<?, ?> map) {
                    new Reading(folder(file.path()), roles).kustomization(map);
                }
            }
        });
        return new FileRoles(roles);
    }

    public static boolean isKustomization(String path) {
        return KUSTOMIZATION.matcher(path).matches();
    }

    public FileRole role(String path) {
        FileRole role = roles.get(path);
        if (role != null) {
            return role;
        }
        return VALUES.matcher(path).matches() ? FileRole.OTHER : FileRole.OBJECTS;
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private record Reading(String folder, Map<String, FileRole> roles) {
        void kustomization(Map<?, ?> map) {
            names(map.get("patchesStrategicMerge"), FileRole.PATCH);
            paths(map.get("patches"));
            paths(map.get("patchesJson6902"));
            for (String key : List.of("configurations", "crds", "generators", "transformers", "validators")) {
                names(map.get(key), FileRole.OTHER);
            }
            names(map.get("resources"), FileRole.OBJECTS);
        }

        private void names(@Nullable Object list, FileRole role) {
            if (list instanceof List<?> names) {
                names.forEach(name -> name(name, role));
            }
        }

        private void paths(@Nullable Object list) {
            if (list instanceof List<?> items) {
                for (Object item : items) {
                    if (item instanceof Map<?, ?> map) {
                        name(map.get("path"), FileRole.PATCH);
                    }
                }
            }
        }

        private void name(@Nullable Object name, FileRole role) {
            if (name instanceof String text && !text.contains("\n")) {
                roles.merge(
                        resolve(text),
                        role,
                        (a, b) -> a == FileRole.OBJECTS || b == FileRole.OBJECTS ? FileRole.OBJECTS : a);
            }
        }

        private String resolve(String name) {
            Deque<String> parts = new ArrayDeque<>();
            for (String part : (folder + "/" + name).split("/")) {
                switch (part) {
                    case "", "." -> {}
                    case ".." -> parts.pollLast();
                    default -> parts.addLast(part);
                }
            }
            return String.join("/", parts);
        }
    }
}
