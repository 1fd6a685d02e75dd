package app.driftless.core.internal.adopt;

import app.driftless.core.internal.render.ContentHash;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A tree in which some files have another text.
record EditedTree(FileTree tree, Map<String, String> texts) implements FileTree {
    EditedTree {
        texts = Map.copyOf(texts);
    }

    @Override
    public Optional<Commit> commit() {
        return Optional.empty();
    }

    @Override
    public List<TreeEntry> files(String folder) {
        return tree.files(folder).stream().map(this::edited).toList();
    }

    /// With another content id, for what is rendered is remembered by it.
    private TreeEntry edited(TreeEntry entry) {
        String text = texts.get(entry.path());
        return text == null
                ? entry
                : new TreeEntry(
                        entry.path(),
                        entry.kind(),
                        "edited-" + new ContentHash().add(text).hex(),
                        text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public byte[] read(String path) {
        String text = texts.get(path);
        return text == null ? tree.read(path) : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean exists(String path) {
        return tree.exists(path);
    }
}
