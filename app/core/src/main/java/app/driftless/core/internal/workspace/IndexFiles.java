package app.driftless.core.internal.workspace;

import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.internal.render.Listing;
import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.manifest.Finding;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import app.driftless.core.workspace.WorkspaceFinder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files of a tree are looked into: those named as YAML or JSON, and kustomizations; nothing in hidden folders.
public final class IndexFiles {
    private IndexFiles() {}

    /// Whether what is in it counts; of other files only the name does.
    public static boolean isRead(TreeEntry entry) {
        return entry.kind() == EntryKind.FILE && isManifest(entry.path());
    }

    /// Whether it has the name and the place of a manifest, whatever it is.
    public static boolean isManifest(String path) {
        return path.equals(WorkspaceFinder.FILE)
                || !Listing.isHidden(path)
                        && (Listing.isManifestName(path) || Kustomization.FILE_NAMES.contains(RepoPaths.nameOf(path)));
    }

    /// Why an entry that is not read, but has the name of a manifest, was not judged.
    public static List<Finding> notJudged(TreeEntry entry) {
        return isManifest(entry.path()) ? NotJudged.by(entry).map(List::of).orElse(List.of()) : List.of();
    }

    public static List<TreeEntry> all(FileTree tree) {
        return tree.files("");
    }

    /// Those of `paths` that are there.
    public static List<TreeEntry> at(FileTree tree, List<String> paths) {
        Set<String> wanted = new HashSet<>(paths);
        return paths.stream()
                .map(RepoPaths::folderOf)
                .distinct()
                .flatMap(folder -> tree.files(folder).stream())
                .filter(entry -> wanted.contains(entry.path()))
                .distinct()
                .toList();
    }

    public static Set<String> paths(List<TreeEntry> entries) {
        return entries.stream().map(TreeEntry::path).collect(Collectors.toSet());
    }
}
