package app.driftless.core.internal.fs;

import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.fs.DraftRecord.Key;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Drafts;
import app.driftless.core.settings.SettingsProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps drafts in an append-only file of records with length and CRC32C. Written within 0.3 s, fsynced within 3 s; a
/// torn tail is cut when it is read. The file is rewritten with only the living drafts once it is much larger than
/// they are.
public final class JournalDrafts implements Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrafts.class);
    private static final Duration WRITE = Duration.ofMillis(300);
    private static final Duration SYNC = Duration.ofSeconds(3);
    private static final long COMPACT_ABOVE = 4L << 20;
    private static final long MOST = 8;

    private final Path file;
    private final DraftSeal seal;
    private final Lane lane;
    private final Subscription writing;
    private final Subscription syncing;
    private final Map<Key, Draft> living = new LinkedHashMap<>();
    private final Map<Key, Optional<Draft>> pending = new LinkedHashMap<>();
    private volatile FileChannel channel;
    private Optional<Problem> damage = Optional.empty();
    private long end;
    private long compactAbove = COMPACT_ABOVE;

    /// @param file written by this process only
    /// @param seal encrypts the texts: what is typed may be secret
    public JournalDrafts(Path file, DraftSeal seal, Workers workers) throws IOException {
        this.file = file;
        this.seal = seal;
        Files.createDirectories(file.getParent());
        DurableFile.removeOrphansOf(file);
        end = read();
        channel = open();
        lane = workers.lane("drafts");
        writing = workers.every(WRITE, "drafts", () -> lane.execute(this::writePending));
        // Not in the lane: a disk that is slow to sync must not keep what is typed meanwhile from being written.
        syncing = workers.every(SYNC, "drafts-sync", this::sync);
    }

    /// What of it could not be read.
    public Optional<Problem> damage() {
        return damage;
    }

    @Override
    public void put(Draft draft) {
        change(Key.of(draft), Optional.of(draft));
    }

    @Override
    public void remove(Path repository, String path) {
        change(new Key(repository, path), Optional.empty());
    }

    @Override
    public List<Draft> of(Path repository) {
        synchronized (living) {
            return living.values().stream()
                    .filter(draft -> draft.repository().equals(repository))
                    .toList();
        }
    }

    @Override
    public void flush() {
        lane.call(() -> {
            writePending();
            sync();
            return true;
        });
    }

    @Override
    public void close() {
        writing.close();
        syncing.close();
        flush();
        lane.call(() -> {
            channel.close();
            return true;
        });
    }

    private void change(Key key, Optional<Draft> draft) {
        synchronized (living) {
            boolean known = draft.isPresent() || living.containsKey(key);
            draft.ifPresentOrElse(d -> living.put(key, d), () -> living.remove(key));
            if (known) {
                pending.put(key, draft);
            }
        }
    }

    private void writePending() {
        Map<Key, Optional<Draft>> batch;
        synchronized (living) {
            batch = new LinkedHashMap<>(pending);
            pending.clear();
        }
        if (batch.isEmpty() && end <= compactAbove) {
            return;
        }
        try {
            if (!channel.isOpen()) {
                channel = open();
            }
            append(batch);
            // In a pause of typing, since a rewrite takes as long as the disk does; but not never.
            if (end > compactAbove && batch.isEmpty() || end > MOST * compactAbove) {
                compact();
            }
        } catch (IOException e) {
            synchronized (living) {
                batch.forEach(pending::putIfAbsent);
            }
            LOG.error("Unsaved text could not be journalled to {}: crash protection is off until it can", file, e);
        }
    }

    /// All of the batch or, where the disk is full, nothing: what is half written would hide all that comes after it.
    private void append(Map<Key, Optional<Draft>> batch) throws IOException {
        long start = end;
        try {
            for (var entry : batch.entrySet()) {
                ByteBuffer rest = ByteBuffer.wrap(new DraftRecord(entry.getKey(), entry.getValue()).bytes(seal));
                while (rest.hasRemaining()) {
                    end += channel.write(rest, end);
                }
            }
        } catch (IOException e) {
            end = start;
            channel.truncate(start);
            throw e;
        }
    }

    private void sync() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
            }
        } catch (ClosedChannelException e) {
            LOG.debug("The journal {} was replaced, durably, while it was synced", file, e);
        } catch (IOException e) {
            LOG.error("The journal {} could not be synced", file, e);
        }
    }

    private void compact() throws IOException {
        var content = new ByteArrayOutputStream();
        synchronized (living) {
            for (Draft draft : living.values()) {
                content.writeBytes(new DraftRecord(Key.of(draft), Optional.of(draft)).bytes(seal));
            }
        }
        // Some systems do not replace a file that is open.
        channel.close();
        DurableFile.write(file, content.toByteArray());
        end = content.size();
        compactAbove = Math.max(COMPACT_ABOVE, 2 * end);
        channel = open();
    }

    private FileChannel open() throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        opened.truncate(end);
        return opened;
    }

    /// @return where the last whole record ends
    private long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var lost = new ArrayList<IOException>();
        int good = 0;
        for (Optional<DraftRecord> found = next(bytes, lost); found.isPresent(); found = next(bytes, lost)) {
            Key key = found.get().key();
            found.get().draft().ifPresentOrElse(draft -> living.put(key, draft), () -> living.remove(key));
            good = bytes.position();
        }
        if (!lost.isEmpty()
                || !DraftRecord.mayBeCut(bytes.rewind().position(good).slice())) {
            damage = Optional.of(setAside(bytes.array(), lost));
        }
        return good;
    }

    /// The next record that can be read.
    private Optional<DraftRecord> next(ByteBuffer bytes, List<IOException> lost) {
        while (true) {
            try {
                return DraftRecord.next(bytes, seal);
            } catch (IOException e) {
                lost.add(e);
            }
        }
    }

    private Problem setAside(byte[] content, List<IOException> lost) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".broken-" + System.currentTimeMillis());
        DurableFile.write(kept, content);
        lost.forEach(e -> LOG.error("Unsaved text in {} cannot be read and is lost", file, e));
        return Problem.of(SettingsProblem.DRAFTS_DAMAGED, file.toString(), kept.toString(), living.size());
    }
}
