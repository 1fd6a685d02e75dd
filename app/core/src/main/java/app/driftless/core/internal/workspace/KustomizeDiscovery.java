package app.driftless.core.internal.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.internal.render.Kustomization.Kind;
import app.driftless.core.internal.render.Listing;
import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.EnvironmentDiscovery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Recognises Kustomize overlays: folders with a kustomization in `overlays`, `env`, `environments`, `clusters`, and
/// every kustomization that no other one uses.
public final class KustomizeDiscovery implements EnvironmentDiscovery {
    private final ManifestParser parser;

    public KustomizeDiscovery(ManifestParser parser) {
        this.parser = parser;
    }

    @Override
    public String id() {
        return "kustomize";
    }

    @Override
    public List<Environment> find(FileTree tree, List<String> claimed, CancelToken cancel) {
        var listing = new Listing(tree);
        Map<String, Kustomization> byFolder = new TreeMap<>();
        for (TreeEntry entry : listing.all()) {
            cancel.throwIfCancelled();
            if (entry.kind() == EntryKind.FILE
                    && Kustomization.FILE_NAMES.contains(RepoPaths.nameOf(entry.path()))
                    && !Listing.isHidden(entry.path())) {
                var kustomization = Kustomization.read(tree, entry.path(), parser);
                if (kustomization.isKustomize() && !kustomization.isComponent()) {
                    byFolder.putIfAbsent(kustomization.folder(), kustomization);
                } else if (kustomization.isKustomize()) {
                    byFolder.remove(kustomization.folder());
                }
            }
        }
        Set<String> used = new HashSet<>();
        byFolder.values().forEach(k -> used.addAll(k.targets(Kind.ENTRY)));
        return byFolder.keySet().stream()
                .filter(folder -> !claimed.contains(folder))
                .filter(folder -> isOverlay(folder) || !used.contains(folder))
                .map(folder -> Discovered.environment(folder, RenderMode.KUSTOMIZE, id()))
                .toList();
    }

    private static boolean isOverlay(String folder) {
        return Discovered.PARENTS.contains(RepoPaths.nameOf(RepoPaths.folderOf(folder)));
    }
}
