package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.internal.images.ImageFile;
import app.driftless.core.internal.images.ImageKey;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the syncs of one repository are recorded: ledgers, and beside each its encrypted pre-images.
///
/// @param state of the profile
/// @param repository its id
public record SyncRecords(Path state, String repository) {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRecords.class);
    private static final String IMAGES = ".images";
    static final String LEDGER = ".jsonl";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST = 200;

    public Path folder() {
        return state.resolve("syncs").resolve(repository.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    SecretKey key() {
        try {
            return ImageKey.of(state);
        } catch (IOException e) {
            throw unreadable(state.resolve("keys"), e);
        }
    }

    static Path imagesOf(Path ledger) {
        String name = ledger.getFileName().toString();
        return ledger.resolveSibling(name.substring(0, name.length() - LEDGER.length()) + IMAGES);
    }

    /// What a sync found and left; nothing where that is not kept any more, or cannot be read.
    public SyncImages images(LedgerFile ledger) {
        Path file = imagesOf(ledger.file());
        try {
            return ImageFile.read(file, key(), ledger.report().id());
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return SyncImages.NONE;
        }
    }

    /// Adds what was found out later of an interrupted sync. Without its pre-images nothing can be undone, so nothing
    /// is added then.
    void left(LedgerFile ledger, List<ObjectImage> left) throws IOException {
        Path file = imagesOf(ledger.file());
        if (left.isEmpty() || !Files.exists(file)) {
            return;
        }
        try (ImageFile images = ImageFile.append(file, key(), ledger.report().id())) {
            for (ObjectImage image : left) {
                images.after(image);
            }
        }
    }

    /// Drops pre-images that are older than a month, and of the others those beyond the newest 200 syncs that deleted
    /// nothing: what was deleted is kept for the whole month.
    void sweep(Instant now) {
        try (Stream<Path> all = Files.list(folder())) {
            List<Path> files = all.filter(f -> f.toString().endsWith(IMAGES))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                if (older(file, now) || (i >= MOST && !deletes(file))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Old pre-images in {} cannot be removed", folder(), e);
        }
    }

    private static boolean older(Path file, Instant now) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT));
    }

    private static boolean deletes(Path images) {
        String name = images.getFileName().toString();
        Path ledger = images.resolveSibling(name.substring(0, name.length() - IMAGES.length()) + LEDGER);
        return LedgerFile.read(ledger).map(LedgerFile::report).stream()
                .flatMap(report -> report.results().stream())
                .anyMatch(r -> r.action() == Action.DELETE && r.outcome() != ObjectResult.Outcome.SKIPPED);
    }

    private static EngineException unreadable(Path path, IOException e) {
        return new EngineException(
                Problem.of(SyncProblem.LEDGER_UNWRITABLE, path.toString()).causedBy(e), e);
    }
}
