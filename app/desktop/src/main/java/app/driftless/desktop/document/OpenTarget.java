package app.driftless.desktop.document;

import app.driftless.core.manifest.ResourceKey;
import java.util.Optional;

/// Something to look at: a file, a resource, or a resource's place in a file.
///
/// @param path relative to the repository; empty for a resource that no file holds, because it is only live
/// @param line from 1; 0 for no place in particular
/// @param environment the environment that it was chosen in
/// @param cluster the cluster to compare with; empty for the environment's first
public record OpenTarget(
        Optional<String> path,
        int line,
        Optional<ResourceKey> resource,
        Optional<String> environment,
        Optional<String> cluster) {

    public static OpenTarget file(String path, int line) {
        return new OpenTarget(Optional.of(path), line, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same in a file that was renamed.
    OpenTarget at(String newPath) {
        return new OpenTarget(Optional.of(newPath), 0, resource, environment, cluster);
    }

    /// Names the tab: one for each file, and one for each resource without a file.
    String tabId() {
        return path.map(p -> "file:" + p)
                .orElseGet(() -> "resource:" + environment.orElse("") + ":"
                        + resource.map(ResourceKey::toString).orElse(""));
    }

    String title() {
        return path.map(p -> p.substring(p.lastIndexOf('/') + 1))
                .or(() -> resource.map(ResourceKey::name))
                .orElse("");
    }
}
