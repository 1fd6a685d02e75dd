package app.driftless.core.internal.workspace;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.validate.SchemaSet;
import app.driftless.core.workspace.IndexSetup;
import app.driftless.core.workspace.IndexedFile;
import app.driftless.core.workspace.WorkspaceFinder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one file for the index. Thread-safe.
public final class FileIndexer {
    private final FileTree tree;
    private final IndexSetup setup;
    private final IndexScope scope;
    private final IndexCache cache;

    public FileIndexer(FileTree tree, IndexSetup setup, IndexScope scope, IndexCache cache) {
        this.tree = tree;
        this.setup = setup;
        this.scope = scope;
        this.cache = cache;
    }

    public IndexedFile index(TreeEntry entry) {
        String path = entry.path();
        Optional<List<IndexedFile.Entry>> known = cache.find(scope, path, entry.contentId());
        if (known.isPresent()) {
            return new IndexedFile(path, entry.contentId(), known.get(), List.of());
        }
        try {
            if (path.equals(WorkspaceFinder.FILE)) {
                var environments = new WorkspaceFileReader(setup.parser(), setup.schemas()).read(tree, path);
                return new IndexedFile(path, entry.contentId(), List.of(), environments.findings());
            }
            return parsed(entry);
        } catch (EngineException e) {
            return new IndexedFile(path, entry.contentId(), List.of(), List.of(NotJudged.because(entry, e)));
        }
    }

    private IndexedFile parsed(TreeEntry entry) {
        String path = entry.path();
        String text = new String(tree.read(path), StandardCharsets.UTF_8);
        ManifestFile file = setup.parser().parse(path, text, scope.route(path));
        var entries = new ArrayList<IndexedFile.Entry>();
        for (Document document : file.documents()) {
            for (Resource resource : document.resources()) {
                entries.add(new IndexedFile.Entry(resource.type(), resource.key(), document.index(), document.range()));
            }
        }
        return new IndexedFile(path, entry.contentId(), List.copyOf(entries), findings(file));
    }

    /// What is wrong with `text` as the content of a file.
    public List<Finding> check(String path, String text) {
        return findings(setup.parser().parse(path, text, scope.route(path)));
    }

    private List<Finding> findings(ManifestFile file) {
        var findings = new ArrayList<>(file.findings());
        SchemaSet schemas = scope.schemas().orElseGet(setup.schemas()::newest);
        findings.addAll(setup.validator().validate(file, schemas, scope.role(file.path())));
        return List.copyOf(findings);
    }
}
