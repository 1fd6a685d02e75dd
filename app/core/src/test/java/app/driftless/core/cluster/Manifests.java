package app.driftless.core.cluster;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Resources out of YAML for tests of clusters, without the engine's own parser.
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    static Resource one(String yaml) {
        return all(yaml).getFirst();
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
