package app.driftless.core.internal.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.Listing;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.EnvironmentDiscovery;
import java.util.List;

/// The last resort: a repository of manifests in which nothing looks like an environment is one environment.
public final class WholeFolder implements EnvironmentDiscovery {
    @Override
    public String id() {
        return "repository";
    }

    @Override
    public List<Environment> find(FileTree tree, List<String> claimed, CancelToken cancel) {
        if (!claimed.isEmpty()) {
            return List.of();
        }
        for (TreeEntry entry : tree.files("")) {
            cancel.throwIfCancelled();
            if (entry.kind() == EntryKind.FILE
                    && Listing.isManifestName(entry.path())
                    && !Listing.isHidden(entry.path())
                    && ManifestSniff.looksLikeManifest(tree, entry)) {
                return List.of(Discovered.environment("", RenderMode.AUTO, id()));
            }
        }
        return List.of();
    }
}
