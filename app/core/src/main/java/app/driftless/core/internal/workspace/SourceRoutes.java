package app.driftless.core.internal.workspace;

import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.manifest.YamlRoute;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Which YAML rules count for a file: those of kustomize where a kustomization stands beside it, else those of
/// kubectl (engine R3). The only place that decides it for files that are checked where they are. Immutable.
public record SourceRoutes(Set<String> kustomized) {
    public static SourceRoutes of(Collection<String> paths) {
        return new SourceRoutes(paths.stream()
                .filter(path -> Kustomization.FILE_NAMES.contains(RepoPaths.nameOf(path)))
                .map(RepoPaths::folderOf)
                .collect(Collectors.toUnmodifiableSet()));
    }

    public YamlRoute of(String path) {
        return kustomized.contains(RepoPaths.folderOf(path)) ? YamlRoute.KUSTOMIZE : YamlRoute.RAW;
    }
}
