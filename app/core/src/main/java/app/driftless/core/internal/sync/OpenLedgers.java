package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.sync.ObjectResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the records of syncs that still leave something open. One that came to its end with nothing open stays so,
/// and is read only once. Keep one for as long as the folder of state is in use. Thread-safe.
public final class OpenLedgers {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLedgers.class);
    private final Set<Path> inOrder = ConcurrentHashMap.newKeySet();

    /// Of the newest `limit` records those that were cut off, or in which a replacement is cut off; newest first.
    List<LedgerFile> of(Path folder, int limit) {
        var open = new ArrayList<LedgerFile>();
        for (Path file : newest(folder, limit)) {
            if (!inOrder.contains(file)) {
                LedgerFile.read(file).ifPresent(ledger -> {
                    if (isInOrder(ledger)) {
                        inOrder.add(file);
                    } else {
                        open.add(ledger);
                    }
                });
            }
        }
        return open;
    }

    private static boolean isInOrder(LedgerFile ledger) {
        return ledger.ended()
                && ledger.report().results().stream()
                        .noneMatch(r -> r.action() == Action.REPLACE && r.outcome() == Outcome.UNKNOWN);
    }

    private static List<Path> newest(Path folder, int limit) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SyncRecords.LEDGER))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            LOG.warn("The record of syncs in {} cannot be read", folder, e);
            return List.of();
        }
    }
}
