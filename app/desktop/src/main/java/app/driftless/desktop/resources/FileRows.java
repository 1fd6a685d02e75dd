package app.driftless.desktop.resources;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.core.repo.Change;
import app.driftless.core.workspace.IndexedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Flattens the files of a repository into the lines that are shown: folders before files, each sorted by name. Pure.
final class FileRows {
    private record Node(String path, Map<String, Node> folders, List<FileRow> files) {
        static Node at(String path) {
            return new Node(path, new HashMap<>(), new ArrayList<>());
        }
    }

    private FileRows() {}

    /// @param unfolded folders whose children are shown
    static List<FileRow> of(Collection<IndexedFile> files, List<Change> changes, Set<String> unfolded, String text) {
        var kinds = new HashMap<String, Change.Kind>();
        changes.forEach(c -> kinds.put(c.path(), kindOf(c)));
        var all = new TreeSet<String>();
        var indexed = new HashMap<String, IndexedFile>();
        files.forEach(f -> {
            all.add(f.path());
            indexed.put(f.path(), f);
        });
        all.addAll(kinds.keySet());
        Node root = Node.at("");
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        for (String path : all) {
            if (wanted.isEmpty() || path.toLowerCase(Locale.ROOT).contains(wanted)) {
                put(root, path, row(path, indexed.get(path), kinds.getOrDefault(path, Change.Kind.NONE)));
            }
        }
        var rows = new ArrayList<FileRow>();
        flatten(root, 0, unfolded, !wanted.isEmpty(), rows);
        return rows;
    }

    static Change.Kind kindOf(Change change) {
        return change.unstaged() == Change.Kind.NONE ? change.staged() : change.unstaged();
    }

    private static FileRow row(String path, @Nullable IndexedFile file, Change.Kind kind) {
        Optional<Severity> worst = file == null
                ? Optional.empty()
                : file.findings().stream().map(Finding::severity).min(Comparator.naturalOrder());
        return new FileRow(
                path, 0, Optional.empty(), file == null ? 0 : file.entries().size(), kind, worst);
    }

    private static void put(Node root, String path, FileRow row) {
        Node node = root;
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            String folder = path.substring(0, slash);
            node = node.folders().computeIfAbsent(folder, Node::at);
            from = slash + 1;
        }
        node.files().add(row);
    }

    private static int flatten(Node node, int depth, Set<String> unfolded, boolean all, List<FileRow> rows) {
        int count = 0;
        for (Node folder : node.folders().values().stream()
                .sorted(Comparator.comparing(Node::path))
                .toList()) {
            int at = rows.size();
            boolean open = all || unfolded.contains(folder.path());
            var children = new ArrayList<FileRow>();
            int inside = flatten(folder, depth + 1, unfolded, all, children);
            boolean changed = children.stream().anyMatch(r -> r.change() != Change.Kind.NONE) || changedBelow(folder);
            Optional<Severity> worst =
                    children.stream().flatMap(r -> r.worst().stream()).min(Comparator.naturalOrder());
            rows.add(
                    at,
                    new FileRow(
                            folder.path(),
                            depth,
                            Optional.of(open),
                            inside,
                            changed ? Change.Kind.MODIFIED : Change.Kind.NONE,
                            worst));
            if (open) {
                rows.addAll(children);
            }
            count += inside;
        }
        for (FileRow file : node.files()) {
            rows.add(new FileRow(file.path(), depth, Optional.empty(), file.resources(), file.change(), file.worst()));
            count += file.resources();
        }
        return count;
    }

    private static boolean changedBelow(Node node) {
        return node.files().stream().anyMatch(f -> f.change() != Change.Kind.NONE)
                || node.folders().values().stream().anyMatch(FileRows::changedBelow);
    }
}
