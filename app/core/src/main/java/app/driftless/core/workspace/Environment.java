package app.driftless.core.workspace;

import app.driftless.core.render.RenderMode;
import java.util.List;
import java.util.Optional;

/// A part of the repository that is kept in one or more clusters.
///
/// @param name unique within the repository
/// @param path its folder, relative to the repository
/// @param clusters names that each person binds to a kubeconfig context
/// @param foundBy who says that it exists: the file `.driftless.yaml`, or a discovery such as `kustomize`, `folders`
public record Environment(
        String name,
        String path,
        RenderMode render,
        List<String> clusters,
        SyncPolicy sync,
        Protection protection,
        Optional<String> promotedFrom,
        Optional<String> kubernetesVersion,
        String foundBy) {
    public Environment {
        clusters = List.copyOf(clusters);
    }
}
