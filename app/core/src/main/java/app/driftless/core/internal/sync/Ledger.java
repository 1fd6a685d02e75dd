package app.driftless.core.internal.sync;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncProblem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The record of one sync: every write is on the disk before it is on the wire, and its outcome after (§5 of the
/// trust reference). Append-only JSON lines. Thread-safe; several writers share one fsync.
final class Ledger implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final InstantSource clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock forcing = new ReentrantLock();
    private volatile long written;
    private long forced;

    private Ledger(Path file, FileChannel channel, InstantSource clock) {
        this.file = file;
        this.channel = channel;
        this.clock = clock;
    }

    /// Begins the record of a sync. The file stays locked until it is closed, so that nobody settles a sync that is
    /// still running.
    static Ledger begin(Path folder, String id, SyncJob job, InstantSource clock) {
        SyncPlan plan = job.plan();
        Commit commit = plan.commit().orElseThrow();
        Instant now = clock.instant();
        Path file = folder.resolve(now.toString().replace(":", "") + "-" + id + ".jsonl");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            var ledger = new Ledger(file, channel, clock);
            ObjectNode begin = LedgerJson.node()
                    .put("t", "begin")
                    .put("id", id)
                    .put("environment", plan.environment())
                    .put("cluster", plan.cluster())
                    .put("at", now.toString());
            begin.set("commit", LedgerJson.commit(commit));
            job.restoration().ifPresent(undo -> begin.put("undoes", undo.sync()));
            plan.identity().ifPresent(identity -> begin.put("uid", identity.uid()));
            ledger.append(begin, true);
            forceFolder(folder);
            return ledger;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /// Returns once it is on the disk.
    void intent(String verb, PlannedChange change, Gvk type, ResourceKey key) {
        ObjectNode node = LedgerJson.node()
                .put("t", "intent")
                .put("verb", verb)
                .put("version", type.version())
                .put("action", change.diff().action().name())
                .put("at", clock.instant().toString());
        node.set("key", LedgerJson.key(change.diff().key()));
        node.set("target", LedgerJson.key(key));
        change.diff().uid().ifPresent(uid -> node.put("uid", uid));
        change.diff().resourceVersion().ifPresent(version -> node.put("resourceVersion", version));
        append(node, true);
    }

    void result(ObjectResult result) {
        append(LedgerJson.result(result), false);
    }

    void end(boolean cancelled, Optional<Problem> problem) {
        ObjectNode node = LedgerJson.node()
                .put("t", "end")
                .put("at", clock.instant().toString())
                .put("cancelled", cancelled);
        problem.ifPresent(p -> node.set("problem", LedgerJson.problem(p)));
        append(node, true);
    }

    private void append(ObjectNode node, boolean durable) {
        try {
            byte[] line = (LedgerJson.MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
            long mine;
            writing.lock();
            try {
                ByteBuffer buffer = ByteBuffer.wrap(line);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                written++;
                mine = written;
            } finally {
                writing.unlock();
            }
            if (durable) {
                force(mine);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Ledger lines are plain JSON", e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void force(long mine) throws IOException {
        forcing.lock();
        try {
            if (forced < mine) {
                long upTo = written;
                channel.force(false);
                forced = upTo;
            }
        } finally {
            forcing.unlock();
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Some systems cannot sync a folder (Windows); there the entry is as durable as that system makes it.
            org.slf4j.LoggerFactory.getLogger(Ledger.class).debug("{} cannot be synced", folder, e);
        }
    }

    private static EngineException unwritable(Path file, IOException e) {
        return new EngineException(
                Problem.of(SyncProblem.LEDGER_UNWRITABLE, file.toString()).causedBy(e), e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
