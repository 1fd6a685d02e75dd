package app.driftless.core.internal.render;

import app.driftless.core.diff.SecretValues;
import app.driftless.core.render.RenderResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what kustomize printed over restarts, by the hash of what it was made from. An output with a
/// secret value in it is never written to disk. A cache that can't be used costs time only, so its failures are
/// logged.
final class OutputCache {
    private static final Logger LOG = LoggerFactory.getLogger(OutputCache.class);
    private static final int MOST_FILES = 400;
    private final Path folder;

    OutputCache(Path cache) {
        this.folder = cache.resolve("kustomize");
    }

    Optional<String> find(String contentId) {
        Path file = folder.resolve(contentId);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            LOG.info("The kept rendering {} can't be read; it is made again", file, e);
            return Optional.empty();
        }
    }

    void keep(String contentId, String output, RenderResult result) {
        if (result.resources().stream().anyMatch(resource -> SecretValues.any(resource.body()))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "new", null);
            Files.write(temporary, output.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, folder.resolve(contentId), StandardCopyOption.ATOMIC_MOVE);
            trim();
        } catch (IOException e) {
            LOG.info("A rendering could not be kept in {}", folder, e);
        }
    }

    private void trim() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        if (files.size() > MOST_FILES) {
            record Aged(Path file, FileTime time) {}
            var aged = new ArrayList<Aged>();
            for (Path file : files) {
                aged.add(new Aged(file, Files.getLastModifiedTime(file)));
            }
            aged.sort(Comparator.comparing(Aged::time));
            for (Aged old : aged.subList(0, files.size() - MOST_FILES / 2)) {
                Files.deleteIfExists(old.file());
            }
        }
    }
}
