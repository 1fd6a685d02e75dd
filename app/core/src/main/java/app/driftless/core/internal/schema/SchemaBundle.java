package app.driftless.core.internal.schema;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.validate.SchemaNode;
import app.driftless.core.validate.SchemaSet;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/// The schemas of one Kubernetes minor version, as `app/core/src/schemas/WriteSchemas.java` wrote them: a gzip stream
/// of a magic number, the version, the definitions (name, length, JSON) and the types (group, version, kind,
/// definition, scope). A definition is decoded when it is first asked for.
public final class SchemaBundle implements SchemaSet {
    static final int MAGIC = 0x444c5331;
    private static final int CLUSTER = 0;
    private static final int NAMESPACED = 1;

    private record Type(String definition, Optional<Boolean> namespaced) {}

    private record Place(int offset, int length) {}

    private final String version;
    private final byte[] bytes;
    private final Map<String, Place> places;
    private final Map<Gvk, Type> types;
    private final Map<String, TreeSchema> decoded = new ConcurrentHashMap<>();
    private final JsonTrees json = new JsonTrees();

    private SchemaBundle(String version, byte[] bytes, Map<String, Place> places, Map<Gvk, Type> types) {
        this.version = version;
        this.bytes = bytes;
        this.places = places;
        this.types = types;
    }

    /// @throws IOException if the stream is not a bundle
    public static SchemaBundle read(InputStream stream) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream, 1 << 16)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("Not a schema bundle");
            }
            String version = in.readUTF();
            int count = in.readInt();
            byte[] bytes = new byte[in.readInt()];
            Map<String, Place> places = HashMap.newHashMap(count);
            int offset = 0;
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                int length = in.readInt();
                in.readFully(bytes, offset, length);
                places.put(name, new Place(offset, length));
                offset += length;
            }
            Map<Gvk, Type> types = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                var type = new Gvk(in.readUTF(), in.readUTF(), in.readUTF());
                String definition = in.readUTF();
                int scope = in.readByte();
                types.put(
                        type,
                        new Type(
                                definition,
                                scope == CLUSTER || scope == NAMESPACED
                                        ? Optional.of(scope == NAMESPACED)
                                        : Optional.empty()));
            }
            return new SchemaBundle(version, bytes, places, types);
        }
    }

    @Override
    public String kubernetesVersion() {
        return version;
    }

    @Override
    public Set<Gvk> types() {
        return Collections.unmodifiableSet(types.keySet());
    }

    @Override
    public Optional<SchemaNode> schema(Gvk type) {
        return Optional.ofNullable(types.get(type)).flatMap(t -> definition(t.definition()));
    }

    @Override
    public Optional<Boolean> namespaced(Gvk type) {
        return Optional.ofNullable(types.get(type)).flatMap(Type::namespaced);
    }

    private Optional<TreeSchema> definition(String name) {
        Place place = places.get(name);
        return place == null ? Optional.empty() : Optional.of(decoded.computeIfAbsent(name, _ -> decode(place)));
    }

    private TreeSchema decode(Place place) {
        try {
            return new TreeSchema(json.object(bytes, place.offset(), place.length()), this::definition);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema bundle is damaged", e);
        }
    }
}
