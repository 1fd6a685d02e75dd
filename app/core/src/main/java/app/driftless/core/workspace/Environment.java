package app.driftless.core.workspace;

import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.render.RenderMode;
import java.util.List;
import java.util.Optional;

/// A part of the repository that is kept in one or more clusters.
///
/// @param name unique within the repository
/// @param path its folder, relative to the repository
/// @param clusters names that each person binds to a kubeconfig context
/// @param foundBy who says that it exists: the file `.driftless.yaml`, or a discovery such as `kustomize`, `folders`
/// @param ignore what is left to others: the file's own rules, then those of the environment
/// @param takeOver which conflicts a sync settles without asking, in the same order
public record Environment(
        String name,
        String path,
        RenderMode render,
        List<String> clusters,
        SyncPolicy sync,
        Protection protection,
        Optional<String> promotedFrom,
        Optional<String> kubernetesVersion,
        String foundBy,
        IgnoreRules ignore,
        TakeOverRules takeOver) {
    /// One without rules.
    public Environment(
            String name,
            String path,
            RenderMode render,
            List<String> clusters,
            SyncPolicy sync,
            Protection protection,
            Optional<String> promotedFrom,
            Optional<String> kubernetesVersion,
            String foundBy) {
        this(
                name,
                path,
                render,
                clusters,
                sync,
                protection,
                promotedFrom,
                kubernetesVersion,
                foundBy,
                IgnoreRules.NONE,
                TakeOverRules.NONE);
    }

    /// One that asks about every conflict.
    public Environment(
            String name,
            String path,
            RenderMode render,
            List<String> clusters,
            SyncPolicy sync,
            Protection protection,
            Optional<String> promotedFrom,
            Optional<String> kubernetesVersion,
            String foundBy,
            IgnoreRules ignore) {
        this(
                name,
                path,
                render,
                clusters,
                sync,
                protection,
                promotedFrom,
                kubernetesVersion,
                foundBy,
                ignore,
                TakeOverRules.NONE);
    }

    public Environment {
        clusters = List.copyOf(clusters);
    }
}
