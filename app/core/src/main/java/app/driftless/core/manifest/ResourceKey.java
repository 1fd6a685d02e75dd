package app.driftless.core.manifest;

import java.util.Comparator;

/// What makes a resource the same one over versions, commits and clusters.
///
/// @param group API group, empty for the core API
/// @param namespace empty for a cluster-scoped resource, and for one whose manifest leaves it open
public record ResourceKey(String group, String kind, String namespace, String name) implements Comparable<ResourceKey> {
    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::namespace)
            .thenComparing(ResourceKey::kind)
            .thenComparing(ResourceKey::name)
            .thenComparing(ResourceKey::group);

    public ResourceKey inNamespace(String other) {
        return new ResourceKey(group, kind, other, name);
    }

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    /// For example `apps/Deployment payments/api`.
    @Override
    public String toString() {
        return (group.isEmpty() ? "" : group + "/") + kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
