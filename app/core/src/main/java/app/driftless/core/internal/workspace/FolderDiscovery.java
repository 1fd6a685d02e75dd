package app.driftless.core.internal.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.internal.render.Listing;
import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.EnvironmentDiscovery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Recognises plain folders of manifests under names that people use for environments, or inside folders of
/// environments. Folders that belong to a kustomization or a chart are left to those.
public final class FolderDiscovery implements EnvironmentDiscovery {
    @Override
    public String id() {
        return "folders";
    }

    @Override
    public List<Environment> find(FileTree tree, List<String> claimed, CancelToken cancel) {
        var listing = new Listing(tree);
        Set<String> taken = foldersWith(listing, Kustomization.FILE_NAMES);
        taken.addAll(claimed);
        Set<String> charts = foldersWith(listing, List.of("Chart.yaml"));
        var candidates = new TreeSet<String>();
        for (TreeEntry entry : listing.all()) {
            cancel.throwIfCancelled();
            if (entry.kind() == EntryKind.FILE
                    && Listing.isManifestName(entry.path())
                    && !Listing.isHidden(entry.path())
                    && ancestors(entry.path()).noneMatch(f -> taken.contains(f) || charts.contains(f))) {
                environmentOf(entry.path())
                        .filter(folder -> !candidates.contains(folder))
                        .filter(_ -> ManifestSniff.looksLikeManifest(tree, entry))
                        .ifPresent(candidates::add);
            }
        }
        return candidates.stream()
                .filter(folder -> claimed.stream().noneMatch(c -> RepoPaths.isUnder(c, folder)))
                .map(folder -> Discovered.environment(folder, RenderMode.PLAIN, id()))
                .toList();
    }

    /// The topmost folder of the path that is an environment by its name or by its parent's.
    private static Optional<String> environmentOf(String path) {
        String[] parts = path.split("/");
        var folder = new StringBuilder();
        for (int i = 0; i < parts.length - 1; i++) {
            folder.append(i == 0 ? "" : "/").append(parts[i]);
            boolean inParent = i > 0 && Discovered.PARENTS.contains(parts[i - 1]);
            if (inParent || Discovered.isEnvironmentName(parts[i])) {
                return Optional.of(folder.toString());
            }
        }
        return Optional.empty();
    }

    private static Stream<String> ancestors(String path) {
        return Stream.iterate(RepoPaths.folderOf(path), f -> !f.isEmpty(), RepoPaths::folderOf);
    }

    private static Set<String> foldersWith(Listing listing, List<String> names) {
        return listing.all().stream()
                .map(TreeEntry::path)
                .filter(path -> names.contains(RepoPaths.nameOf(path)))
                .map(RepoPaths::folderOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
