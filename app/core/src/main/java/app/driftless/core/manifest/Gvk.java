package app.driftless.core.manifest;

/// Group, version and kind of a resource. The group of the core API is the empty string.
public record Gvk(String group, String version, String kind) implements Comparable<Gvk> {
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    @Override
    public int compareTo(Gvk other) {
        return toString().compareTo(other.toString());
    }

    /// For example `apps/v1 Deployment`.
    @Override
    public String toString() {
        return apiVersion() + " " + kind;
    }
}
