package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ledger as it was left on the disk. A torn last line is what a kill leaves, and is cut.
///
/// @param unfinished intents without a result, by object
/// @param ended whether the sync came to its end, however it ended
public record LedgerFile(Path file, SyncReport report, Map<ResourceKey, Intent> unfinished, boolean ended) {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    /// @param key the object as it was addressed in the cluster
    /// @param resourceVersion of the live object when it was planned
    record Intent(
            String verb,
            Gvk type,
            ResourceKey key,
            Action action,
            Optional<String> uid,
            Optional<String> resourceVersion,
            Instant at) {}

    /// Newest first; a file that cannot be read is named in the log and left where it is.
    public static List<LedgerFile> all(Path folder, int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jsonl"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .limit(limit)
                    .flatMap(f -> read(f).stream())
                    .toList();
        } catch (IOException e) {
            LOG.warn("The record of syncs in {} cannot be read", folder, e);
            return List.of();
        }
    }

    static Optional<LedgerFile> read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return parse(file, text.lines().toList());
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read as a record of a sync", file, e);
            return Optional.empty();
        }
    }

    private static Optional<LedgerFile> parse(Path file, List<String> lines) {
        JsonNode begin = null;
        JsonNode end = null;
        Map<ResourceKey, ObjectResult> results = new LinkedHashMap<>();
        Map<ResourceKey, Intent> open = new LinkedHashMap<>();
        for (String line : lines) {
            JsonNode node = json(line);
            if (node == null) {
                break;
            }
            switch (node.path("t").asText()) {
                case "begin" -> begin = node;
                case "intent" -> {
                    Intent intent = intent(node);
                    open.put(LedgerJson.key(node.path("key")), intent);
                }
                case "result" -> {
                    ObjectResult result = LedgerJson.result(node);
                    results.put(result.key(), result);
                    open.remove(result.key());
                }
                case "end" -> end = node;
                default -> LOG.info("{} has a line of a newer version", file);
            }
        }
        if (begin == null) {
            LOG.warn("{} does not say which sync it is the record of", file);
            return Optional.empty();
        }
        return Optional.of(new LedgerFile(file, report(begin, end, results, open), open, end != null));
    }

    private static @Nullable JsonNode json(String line) {
        try {
            return LedgerJson.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Intent intent(JsonNode node) {
        ResourceKey key = LedgerJson.key(node.path("target"));
        return new Intent(
                node.path("verb").asText(),
                new Gvk(key.group(), node.path("version").asText(), key.kind()),
                key,
                Action.valueOf(node.path("action").asText()),
                LedgerJson.optional(node, "uid").map(JsonNode::asText),
                LedgerJson.optional(node, "resourceVersion").map(JsonNode::asText),
                Instant.parse(node.path("at").asText()));
    }

    private static SyncReport report(
            JsonNode begin,
            @Nullable JsonNode end,
            Map<ResourceKey, ObjectResult> results,
            Map<ResourceKey, Intent> open) {
        Instant started = Instant.parse(begin.path("at").asText());
        String environment = begin.path("environment").asText();
        Commit commit = LedgerJson.commit(begin.path("commit"));
        var all = new ArrayList<>(results.values());
        open.forEach((key, intent) -> all.add(new ObjectResult(
                key,
                intent.action(),
                ObjectResult.Outcome.UNKNOWN,
                Optional.of(Problem.of(SyncProblem.UNSETTLED, key.toString())),
                Optional.empty(),
                intent.at())));
        Optional<Problem> problem = end == null
                ? Optional.of(Problem.of(SyncProblem.INTERRUPTED, environment, commit.shortId()))
                : LedgerJson.optional(end, "problem").map(LedgerJson::problem);
        return new SyncReport(
                begin.path("id").asText(),
                environment,
                begin.path("cluster").asText(),
                commit,
                started,
                end == null ? started : Instant.parse(end.path("at").asText()),
                end != null && end.path("cancelled").asBoolean(),
                all,
                problem,
                LedgerJson.optional(begin, "undoes").map(JsonNode::asText));
    }

    /// Adds what became known of a sync that was interrupted, and ends it. False if it is still running somewhere.
    boolean settle(List<ObjectResult> found, Instant now) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                return false;
            }
            byte[] bytes = Files.readAllBytes(file);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            channel.truncate(whole);
            channel.position(whole);
            var text = new StringBuilder();
            for (ObjectResult result : found) {
                text.append(LedgerJson.MAPPER.writeValueAsString(LedgerJson.result(result)))
                        .append('\n');
            }
            var end =
                    LedgerJson.node().put("t", "end").put("at", now.toString()).put("cancelled", false);
            end.set("problem", LedgerJson.problem(report.problem().orElseThrow()));
            text.append(LedgerJson.MAPPER.writeValueAsString(end)).append('\n');
            channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            return true;
        }
    }

    /// Adds what became known later of a sync that had ended.
    void amend(List<ObjectResult> found) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var text = new StringBuilder();
            for (ObjectResult result : found) {
                text.append(LedgerJson.MAPPER.writeValueAsString(LedgerJson.result(result)))
                        .append('\n');
            }
            channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /// Null while another sync holds it, here or in another process.
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
