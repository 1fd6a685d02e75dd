package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts manifests where the server will put them: a namespaced kind without a namespace into `default`, a
/// cluster-scoped one into none.
public final class Placement {
    private static final String DEFAULT_NAMESPACE = "default";
    private final Map<Gvk, ApiResource> kinds = new HashMap<>();

    /// @param resources what will be placed: for kinds among them that are unknown, the server is asked anew
    public Placement(Cluster cluster, List<Resource> resources) {
        cluster.discovery(false).forEach(kind -> kinds.put(kind.type(), kind));
        if (resources.stream().anyMatch(resource -> !kinds.containsKey(resource.type()))) {
            cluster.discovery(true).forEach(kind -> kinds.put(kind.type(), kind));
        }
    }

    /// @param resource with its namespace settled in key and body
    /// @param kind empty if the server does not serve it (yet)
    /// @param written as the repository wants it, of which `resource` may be what is sent only
    public record Placed(Resource resource, Optional<ApiResource> kind, Resource written) {
        public Placed(Resource resource, Optional<ApiResource> kind) {
            this(resource, kind, resource);
        }

        /// The same of which only this is sent.
        Placed sending(Map<String, Object> body) {
            return new Placed(new Resource(resource.type(), resource.key(), body, resource.origin()), kind, written);
        }

        public ResourceKey key() {
            return resource.key();
        }
    }

    public Placed place(Resource resource) {
        ApiResource kind = kinds.get(resource.type());
        if (kind == null) {
            return new Placed(resource, Optional.empty());
        }
        String written = resource.key().namespace();
        String namespace = !kind.namespaced() ? "" : written.isEmpty() ? DEFAULT_NAMESPACE : written;
        return new Placed(moved(resource, resource.key().name(), namespace), Optional.of(kind));
    }

    /// The same resource under another name and namespace.
    static Resource moved(Resource resource, String name, String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (resource.body().get("metadata") instanceof Map<?, ?> known) {
            known.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        metadata.put("name", name);
        if (namespace.isEmpty()) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", namespace);
        }
        Map<String, Object> body = new LinkedHashMap<>(resource.body());
        body.put("metadata", metadata);
        return Resource.of(body, resource.origin());
    }

    Map<ResourceKey, Map<String, Object>> index(List<Resource> resources) {
        Map<ResourceKey, Map<String, Object>> index = new HashMap<>();
        for (Resource resource : resources) {
            Resource placed = place(resource).resource();
            index.put(placed.key(), placed.body());
        }
        return index;
    }
}
