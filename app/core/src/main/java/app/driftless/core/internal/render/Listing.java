package app.driftless.core.internal.render;

import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import java.util.Collection;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The files of a tree by path, listed once: many questions are asked of them while rendering.
public final class Listing {
    private final FileTree tree;
    private final NavigableMap<String, TreeEntry> entries = new TreeMap<>();

    public Listing(FileTree tree) {
        this.tree = tree;
        tree.files("").forEach(entry -> entries.put(entry.path(), entry));
    }

    public FileTree tree() {
        return tree;
    }

    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    public boolean isFolder(String path) {
        return path.isEmpty() || !under(path).isEmpty();
    }

    public Collection<TreeEntry> all() {
        return entries.values();
    }

    /// Every entry in `folder` and its folders.
    public Collection<TreeEntry> under(String folder) {
        return folder.isEmpty()
                ? entries.values()
                : entries.subMap(folder + "/", true, folder + "0", false).values();
    }

    /// The kustomization file of a folder, whatever it says; the first by name if there are several.
    public Optional<String> kustomizationOf(String folder) {
        return Kustomization.FILE_NAMES.stream()
                .map(name -> folder.isEmpty() ? name : folder + "/" + name)
                .filter(entries::containsKey)
                .findFirst();
    }

    /// Whether a file has a name under which manifests are kept.
    public static boolean isManifestName(String path) {
        String name = RepoPaths.nameOf(path).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    /// Whether a path lies in a folder that tools keep for themselves, such as `.github`.
    public static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }
}
