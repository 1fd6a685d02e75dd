package app.driftless.core.internal.fs;

import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.repo.Drafts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps drafts in an append-only file of records with length and CRC32C. Written within 0.3 s, fsynced within 3 s; a
/// torn tail is cut
/// when it is read. The file is rewritten with only the living drafts once it is much larger than they are.
public final class JournalDrafts implements Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrafts.class);
    private static final Duration WRITE = Duration.ofMillis(300);
    private static final Duration SYNC = Duration.ofSeconds(3);
    private static final long COMPACT_ABOVE = 4L << 20;

    private record Key(Path repository, String path) {}

    private final Path file;
    private final Lane lane;
    private final Subscription writing;
    private final Subscription syncing;
    private final Map<Key, Draft> living = new LinkedHashMap<>();
    private final Map<Key, Optional<Draft>> pending = new LinkedHashMap<>();
    private FileChannel channel;

    public JournalDrafts(Path file, Workers workers) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        long good = read();
        channel = open();
        channel.truncate(good);
        channel.position(good);
        lane = workers.lane("drafts");
        writing = workers.every(WRITE, "drafts", () -> lane.execute(this::writePending));
        syncing = workers.every(SYNC, "drafts-sync", () -> lane.execute(this::sync));
    }

    @Override
    public void put(Draft draft) {
        change(new Key(draft.repository(), draft.path()), Optional.of(draft));
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
        try {
            for (var entry : batch.entrySet()) {
                append(channel, record(entry.getKey(), entry.getValue()));
            }
            if (!batch.isEmpty() && channel.size() > COMPACT_ABOVE) {
                compact();
            }
        } catch (IOException e) {
            synchronized (living) {
                batch.forEach(pending::putIfAbsent);
            }
            LOG.error("Unsaved text could not be journalled to {}: crash protection is off until it can", file, e);
        }
    }

    private void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            LOG.error("The journal {} could not be synced", file, e);
        }
    }

    private void compact() throws IOException {
        var content = new ByteArrayOutputStream();
        synchronized (living) {
            for (var entry : living.entrySet()) {
                content.writeBytes(record(entry.getKey(), Optional.of(entry.getValue())));
            }
        }
        channel.close();
        DurableFile.write(file, content.toByteArray());
        channel = open();
        channel.position(channel.size());
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    private static void append(FileChannel channel, byte[] record) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(record);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /// @return where the last whole record ends
    private long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int good = 0;
        while (bytes.remaining() >= 12) {
            int length = bytes.getInt();
            long sum = bytes.getLong();
            if (length < 0 || length > bytes.remaining()) {
                break;
            }
            byte[] body = new byte[length];
            bytes.get(body);
            if (sum(body) != sum) {
                break;
            }
            take(body);
            good = bytes.position();
        }
        return good;
    }

    private void take(byte[] body) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(body));
        var key = new Key(Path.of(in.readUTF()), in.readUTF());
        if (!in.readBoolean()) {
            living.remove(key);
            return;
        }
        String basedOn = in.readUTF();
        Instant at = Instant.ofEpochMilli(in.readLong());
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        living.put(
                key,
                new Draft(
                        key.repository(),
                        key.path(),
                        text,
                        basedOn.isEmpty() ? Optional.empty() : Optional.of(basedOn),
                        at));
    }

    private static byte[] record(Key key, Optional<Draft> draft) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF(key.repository().toString());
        out.writeUTF(key.path());
        out.writeBoolean(draft.isPresent());
        if (draft.isPresent()) {
            out.writeUTF(draft.get().basedOn().orElse(""));
            out.writeLong(draft.get().at().toEpochMilli());
            out.write(draft.get().text().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = body.toByteArray();
        return ByteBuffer.allocate(12 + bytes.length)
                .putInt(bytes.length)
                .putLong(sum(bytes))
                .put(bytes)
                .array();
    }

    private static long sum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
