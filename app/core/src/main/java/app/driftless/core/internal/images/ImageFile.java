package app.driftless.core.internal.images;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.internal.images.SyncImages.Start;
import app.driftless.core.internal.json.WholeNumbers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The encrypted pre-images of one sync, and what it left, in one append-only file. Thread-safe.
public final class ImageFile implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST = 64 << 20;
    private final FileChannel channel;
    private final ImageSeal seal;
    private long records;

    private ImageFile(FileChannel channel, ImageSeal seal, long records) {
        this.channel = channel;
        this.seal = seal;
        this.records = records;
    }

    /// @param id of the sync; the file can be read with the same one only
    public static ImageFile create(Path file, SecretKey key, String id) throws IOException {
        PrivateFiles.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        FileChannel channel = PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        return new ImageFile(channel, new ImageSeal(key, id), 0);
    }

    /// Goes on with a file that a crash may have cut: what is torn at its end is dropped.
    public static ImageFile append(Path file, SecretKey key, String id) throws IOException {
        FileChannel channel = PrivateFiles.open(file, Set.of(StandardOpenOption.WRITE));
        long[] whole = {0, 0};
        each(file, (place, end, _) -> {
            whole[0] = place + 1;
            whole[1] = end;
        });
        channel.truncate(whole[1]);
        channel.position(whole[1]);
        return new ImageFile(channel, new ImageSeal(key, id), whole[0]);
    }

    /// Returns once all of it is on the disk: from then on these objects may be written.
    public void keep(Start start, Collection<ObjectImage> before) throws IOException {
        Map<String, Object> node = new LinkedHashMap<>(Map.of("t", "start"));
        start.synced().ifPresent(commit -> node.put("synced", commit));
        start.undone().ifPresent(commit -> node.put("undone", commit));
        write(node);
        keep(before);
    }

    /// Returns once all of it is on the disk.
    public void keep(Collection<ObjectImage> before) throws IOException {
        for (ObjectImage image : before) {
            write(json("before", image));
        }
        channel.force(false);
    }

    /// What an object shall become by a write that takes several requests. Goes with the objects that are kept next.
    public void wanted(ObjectImage image) throws IOException {
        write(json("wanted", image));
    }

    /// What became of an object. On the disk at the latest when this is closed.
    public void after(ObjectImage image) throws IOException {
        write(json("after", image));
    }

    private synchronized void write(Map<String, Object> node) throws IOException {
        byte[] sealed = seal.seal(records, MAPPER.writeValueAsBytes(node));
        var out = new ByteArrayOutputStream(sealed.length + Integer.BYTES);
        var data = new DataOutputStream(out);
        data.writeInt(sealed.length);
        data.write(sealed);
        ByteBuffer buffer = ByteBuffer.wrap(out.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        records++;
    }

    private static Map<String, Object> json(String kind, ObjectImage image) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("t", kind);
        node.put("version", image.type().version());
        node.put("group", image.key().group());
        node.put("kind", image.key().kind());
        node.put("namespace", image.key().namespace());
        node.put("name", image.key().name());
        image.object().ifPresent(object -> node.put("object", object.body()));
        return node;
    }

    /// What can be read of it; nothing where there is no such file.
    ///
    /// @throws IOException if a whole record of it is not what this key and sync sealed
    public static SyncImages read(Path file, SecretKey key, String id) throws IOException {
        var seal = new ImageSeal(key, id);
        var starts = new @Nullable Start[1];
        Map<ResourceKey, ObjectImage> before = new LinkedHashMap<>();
        Map<ResourceKey, ObjectImage> wanted = new LinkedHashMap<>();
        Map<ResourceKey, ObjectImage> after = new LinkedHashMap<>();
        try {
            each(file, (place, _, bytes) -> {
                Map<String, Object> node = WholeNumbers.in(MAPPER.readValue(seal.open(place, bytes), Object.class));
                switch (string(node, "t")) {
                    case "start" -> starts[0] = new Start(text(node, "synced"), text(node, "undone"));
                    case "before" -> put(before, image(node), true);
                    case "wanted" -> put(wanted, image(node), false);
                    case "after" -> put(after, image(node), false);
                    default -> throw new IOException("A record of a newer version");
                }
            });
        } catch (NoSuchFileException e) {
            return SyncImages.NONE;
        }
        return new SyncImages(Optional.ofNullable(starts[0]), before, wanted, after);
    }

    /// The first look at an object is what it was; the last one is what it became.
    private static void put(Map<ResourceKey, ObjectImage> images, ObjectImage image, boolean first) {
        if (first) {
            images.putIfAbsent(image.key(), image);
        } else {
            images.put(image.key(), image);
        }
    }

    private static ObjectImage image(Map<String, Object> node) {
        var type = new Gvk(string(node, "group"), string(node, "version"), string(node, "kind"));
        var key = new ResourceKey(type.group(), type.kind(), string(node, "namespace"), string(node, "name"));
        Map<String, Object> body = WholeNumbers.in(node.get("object"));
        if (body.isEmpty()) {
            return ObjectImage.absent(type, key);
        }
        Map<String, Object> metadata = WholeNumbers.in(body.get("metadata"));
        var there = new ResourceKey(type.group(), type.kind(), string(metadata, "namespace"), string(metadata, "name"));
        var object = new LiveObject(type, there, string(metadata, "uid"), string(metadata, "resourceVersion"), body);
        return new ObjectImage(type, key, Optional.of(object));
    }

    private static String string(Map<String, Object> node, String field) {
        return node.get(field) instanceof String text ? text : "";
    }

    private static Optional<String> text(Map<String, Object> node, String field) {
        return Optional.of(string(node, field)).filter(text -> !text.isEmpty());
    }

    @FunctionalInterface
    private interface Each {
        void record(long place, long end, byte[] sealed) throws IOException;
    }

    private static void each(Path file, Each each) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        long place = 0;
        while (bytes.remaining() > Integer.BYTES) {
            int length = bytes.getInt();
            if (length <= 0 || length > LONGEST || length > bytes.remaining()) {
                return;
            }
            byte[] sealed = new byte[length];
            bytes.get(sealed);
            each.record(place++, bytes.position(), sealed);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(false);
        }
    }
}
