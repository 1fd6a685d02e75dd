package app.driftless.core.cluster;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Resources out of YAML for tests of clusters, without the engine's own parser.
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    static Resource one(String yaml) {
        return all(yaml).getFirst();
    }

    /// One of nearly every built-in kind, applicable in any order but for their namespace.
    static List<Resource> builtIn(String namespace) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Manifests.class.getResourceAsStream("truth.yaml"))) {
            return all(new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("NS", namespace)).stream()
                    .filter(resource -> !resource.type().group().equals("truth.example.org"))
                    .toList();
        }
    }

    static List<Resource> all(String yaml) {
        var resources = new ArrayList<Resource>();
        try (var documents = YAML.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                .with(DeserializationFeature.USE_LONG_FOR_INTS)
                .<Map<String, Object>>readValues(yaml)) {
            while (documents.hasNext()) {
                resources.add(Resource.of(documents.next(), new Origin("test.yaml", resources.size(), 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resources;
    }
}
