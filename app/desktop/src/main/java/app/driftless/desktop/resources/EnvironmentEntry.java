package app.driftless.desktop.resources;

import app.driftless.core.problem.Problem;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Optional;

/// An environment with what is known of it.
///
/// @param loading whether its resources are being rendered
/// @param problem why they could not be rendered
public record EnvironmentEntry(
        Environment environment,
        List<ClusterEntry> clusters,
        List<ResourceEntry> resources,
        boolean loading,
        Optional<Problem> problem) {
    public EnvironmentEntry {
        clusters = List.copyOf(clusters);
        resources = List.copyOf(resources);
    }
}
