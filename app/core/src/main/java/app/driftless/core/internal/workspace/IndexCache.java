package app.driftless.core.internal.workspace;

import app.driftless.core.Product;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.workspace.IndexedFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the identities of clean files over restarts, by blob id. Files with findings are read again, since findings
/// may quote values, and no value of a repository is copied to the cache. A cache that can't be used costs time only.
public final class IndexCache {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCache.class);
    /// Grows with each change of the parser, the validator or the format.
    private static final String VERSION = "index-2 " + Product.version();

    private record Kept(String role, boolean definesTypes, List<IndexedFile.Entry> entries) {}

    private final Path file;
    private volatile Map<String, Kept> kept = Map.of();
    private volatile String scopeId = "";

    public IndexCache(Path file) {
        this.file = file;
    }

    /// Whether the content defines types, where that is known.
    Optional<Boolean> definesTypes(String contentId) {
        return Optional.ofNullable(kept.get(contentId)).map(Kept::definesTypes);
    }

    /// What a clean file with this content holds when it is read in `scope`.
    Optional<List<IndexedFile.Entry>> find(IndexScope scope, String path, String contentId) {
        Kept known = scope.id().equals(scopeId) ? kept.get(contentId) : null;
        return known != null && known.role().equals(roleOf(scope, path))
                ? Optional.of(known.entries())
                : Optional.empty();
    }

    public void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(checked(Files.readAllBytes(file))))) {
            if (!in.readUTF().equals(VERSION)) {
                return;
            }
            String scope = in.readUTF();
            int count = in.readInt();
            Map<String, Kept> read = new HashMap<>(Math.min(count, 1 << 20) * 2);
            for (int i = 0; i < count; i++) {
                String id = in.readUTF();
                read.put(id, new Kept(in.readUTF(), in.readBoolean(), readEntries(in)));
            }
            scopeId = scope;
            kept = read;
        } catch (IOException e) {
            LOG.info("The kept index {} can't be read; it is built again", file, e);
        }
    }

    public void save(IndexScope scope, SortedMap<String, IndexedFile> files) {
        List<IndexedFile> clean = files.values().stream()
                .filter(f -> f.findings().isEmpty() && IndexFiles.isManifest(f.path()))
                .toList();
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), "index", null);
            var sum = new CRC32C();
            try (var out = new DataOutputStream(new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16), sum))) {
                out.writeUTF(VERSION);
                out.writeUTF(scope.id());
                out.writeInt(clean.size());
                for (IndexedFile indexed : clean) {
                    out.writeUTF(indexed.contentId());
                    out.writeUTF(roleOf(scope, indexed.path()));
                    out.writeBoolean(scope.shapers().contains(indexed.path()));
                    writeEntries(out, indexed.entries());
                }
                out.writeLong(sum.getValue());
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.info("The index could not be kept in {}", file, e);
        }
    }

    /// It is not synced, so that a loss of power may leave zeros anywhere in it.
    private static byte[] checked(byte[] bytes) throws IOException {
        int length = bytes.length - Long.BYTES;
        var sum = new CRC32C();
        sum.update(bytes, 0, Math.max(0, length));
        if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != sum.getValue()) {
            throw new IOException("Its sum is another one");
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String roleOf(IndexScope scope, String path) {
        return scope.role(path).name() + " " + scope.route(path).name();
    }

    private static void writeEntries(DataOutputStream out, List<IndexedFile.Entry> entries) throws IOException {
        out.writeInt(entries.size());
        for (IndexedFile.Entry entry : entries) {
            out.writeUTF(entry.type().apiVersion());
            out.writeUTF(entry.type().kind());
            out.writeUTF(entry.key().namespace());
            out.writeUTF(entry.key().name());
            out.writeInt(entry.document());
            SourceRange range = entry.range();
            for (int number : new int[] {
                range.start(), range.end(), range.line(), range.column(), range.endLine(), range.endColumn()
            }) {
                out.writeInt(number);
            }
        }
    }

    private static List<IndexedFile.Entry> readEntries(DataInputStream in) throws IOException {
        int count = in.readInt();
        var entries = new ArrayList<IndexedFile.Entry>(Math.min(count, 1 << 16));
        for (int i = 0; i < count; i++) {
            Gvk type = Gvk.of(in.readUTF(), in.readUTF());
            var key = new ResourceKey(type.group(), type.kind(), in.readUTF(), in.readUTF());
            int document = in.readInt();
            var range =
                    new SourceRange(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
            entries.add(new IndexedFile.Entry(type, key, document, range));
        }
        return List.copyOf(entries);
    }
}
