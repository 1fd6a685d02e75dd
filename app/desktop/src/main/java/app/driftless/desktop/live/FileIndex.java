package app.driftless.desktop.live;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.validate.FileRoles;
import app.driftless.core.validate.SchemaSet;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.core.validate.Validator;
import app.driftless.core.workspace.IndexState;
import app.driftless.core.workspace.IndexedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the work tree with their resources and findings, read again when one changes. Parsed files are kept
/// by
/// content, so that a change reads one file. Any thread.
final class FileIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileIndex.class);

    private record Parsed(String contentId, ManifestFile file) {}

    private final Repository repository;
    private final Workers workers;
    private final ManifestParser parser;
    private final SchemaSets schemas;
    private final Validator validator = new SchemaValidator();
    private final SignalSource<IndexState> state = new SignalSource<>(new IndexState(new TreeMap<>(), false, 0));
    private final Subscription changes;
    private volatile Map<String, Parsed> parsed = Map.of();
    private volatile Optional<SchemaSet> schemaSet = Optional.empty();

    FileIndex(Repository repository, Workers workers, ManifestParser parser, SchemaSets schemas) {
        this.repository = repository;
        this.workers = workers;
        this.parser = parser;
        this.schemas = schemas;
        var refresh = new Coalesced(workers, "index", this::refresh);
        changes = repository.changedPaths().subscribe(_ -> refresh.request());
    }

    Signal<IndexState> state() {
        return state;
    }

    /// The schemas that count here: the newest bundled ones with the CRDs of the repository. Blocks the first time.
    SchemaSet schemaSet() {
        return schemaSet.orElseGet(schemas::newest);
    }

    /// What is wrong with a text that is being edited.
    List<Finding> check(String path, String text) {
        ManifestFile file = parser.parse(path, text, YamlRoute.RAW);
        return findings(file, FileRoles.of(List.of(file)));
    }

    private void refresh() {
        try {
            read();
        } catch (EngineException e) {
            LOG.warn("The files could not be read: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        Map<String, Parsed> known = parsed;
        var tree = repository.workTree();
        var tasks = new ArrayList<Callable<Optional<Parsed>>>();
        List<TreeEntry> entries = tree.files("");
        for (TreeEntry entry : entries) {
            Parsed before = known.get(entry.path());
            if (isManifest(entry) && (before == null || !before.contentId().equals(entry.contentId()))) {
                tasks.add(() -> parse(entry, tree.read(entry.path())));
            }
        }
        Map<String, Parsed> next = new HashMap<>();
        entries.forEach(entry -> {
            Parsed before = known.get(entry.path());
            if (before != null && before.contentId().equals(entry.contentId())) {
                next.put(entry.path(), before);
            }
        });
        for (var result : workers.cpu().invokeAll(tasks)) {
            try {
                result.get().ifPresent(p -> next.put(p.file().path(), p));
            } catch (ExecutionException e) {
                // Too large, or gone meanwhile: the other files go on.
                LOG.info("A file was left out of the index: {}", String.valueOf(e.getCause()));
            }
        }
        parsed = Map.copyOf(next);
        publish(entries, next);
    }

    private Optional<Parsed> parse(TreeEntry entry, byte[] bytes) {
        return Optional.of(new Parsed(
                entry.contentId(),
                parser.parse(entry.path(), new String(bytes, StandardCharsets.UTF_8), YamlRoute.RAW)));
    }

    private void publish(List<TreeEntry> entries, Map<String, Parsed> files) {
        List<ManifestFile> all = files.values().stream().map(Parsed::file).toList();
        List<Resource> resources =
                all.stream().flatMap(f -> f.resources().stream()).toList();
        schemaSet = Optional.of(schemas.with(schemas.newest(), resources));
        FileRoles roles = FileRoles.of(all);
        var index = new TreeMap<String, IndexedFile>();
        for (TreeEntry entry : entries) {
            Parsed found = files.get(entry.path());
            index.put(
                    entry.path(),
                    found == null
                            ? new IndexedFile(entry.path(), entry.contentId(), List.of(), List.of())
                            : new IndexedFile(
                                    entry.path(),
                                    entry.contentId(),
                                    entriesOf(found.file()),
                                    findings(found.file(), roles)));
        }
        state.update(before -> new IndexState(index, true, before.generation() + 1));
    }

    private static List<IndexedFile.Entry> entriesOf(ManifestFile file) {
        var entries = new ArrayList<IndexedFile.Entry>();
        for (Document document : file.documents()) {
            for (Resource resource : document.resources()) {
                entries.add(new IndexedFile.Entry(resource.type(), resource.key(), document.index(), document.range()));
            }
        }
        return entries;
    }

    private List<Finding> findings(ManifestFile file, FileRoles roles) {
        var findings = new ArrayList<>(file.findings());
        findings.addAll(validator.validate(file, schemaSet(), roles.role(file.path())));
        return findings;
    }

    private static boolean isManifest(TreeEntry entry) {
        return entry.kind() == TreeEntry.EntryKind.FILE
                && entry.path().matches("(?i).*\\.(ya?ml|json)")
                && entry.size() <= 5_000_000;
    }

    @Override
    public void close() {
        changes.close();
    }
}
