package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.internal.workspace.FileIndexer;
import app.driftless.core.internal.workspace.IndexCache;
import app.driftless.core.internal.workspace.IndexFiles;
import app.driftless.core.internal.workspace.IndexScope;
import app.driftless.core.manifest.Finding;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.Repository.ChangedPaths;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.validate.SchemaSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Knows the files of a work tree, and what is in every manifest: objects, places, findings. Built in the background,
/// in parallel, from what is kept by blob id; then updated for the files that change. Thread-safe.
public final class WorkspaceIndex implements AutoCloseable {
    private static final long PUBLISH_NANOS = 50_000_000;
    /// Each step is copied, and shown, as a whole: its cost grows with the files, so the steps do too.
    private static final long PUBLISH_NANOS_EACH = 20_000;
    private static final int MOST_SINGLE = 500;

    private final FileTree tree;
    private final IndexSetup setup;
    private final IndexCache cache;
    private final Lane lane;
    private final CancelToken closed = new CancelToken();
    private final SignalSource<IndexState> state =
            new SignalSource<>(new IndexState(Collections.emptySortedMap(), false, 0));
    private final AtomicLong lastPublished = new AtomicLong();
    // Confined to the lane, except that the workers of a pass put into `files`.
    private final SortedMap<String, IndexedFile> files = new ConcurrentSkipListMap<>();
    private volatile IndexScope scope = IndexScope.NONE;
    /// The scope under which `files` were read.
    private String indexed = "";

    public WorkspaceIndex(FileTree workTree, IndexSetup setup) {
        this.tree = workTree;
        this.setup = setup;
        this.cache = new IndexCache(setup.cache());
        this.lane = setup.workers().lane("index");
    }

    /// Every state; while it is built, a new one at most every 50 ms, and for 50,000 files once a second.
    public Signal<IndexState> state() {
        return state;
    }

    /// Indexes everything in the background.
    ///
    /// @return completes when it is done; exceptionally if the tree can't be listed, or it was cancelled or closed
    public CompletableFuture<IndexState> build(Progress progress, CancelToken cancel) {
        return queue(() -> {
            cache.load();
            refresh(IndexFiles.all(tree), true, progress, cancel);
            cache.save(scope, files);
        });
    }

    /// What is wrong with `text` as the content of a file, by the types and roles of the last whole look.
    public List<Finding> check(String path, String text) {
        return new FileIndexer(tree, setup, scope, cache).check(path, text);
    }

    /// The types that count here: the newest bundled ones with those that the repository defines.
    public SchemaSet schemas() {
        return scope.schemas().orElseGet(setup.schemas()::newest);
    }

    /// Follows a repository's changes until the returned subscription is closed.
    public Subscription follow(Signal<ChangedPaths> changes) {
        long known = changes.get().serial();
        return changes.subscribe(event -> {
            if (event.serial() != known) {
                update(event.paths());
            }
        });
    }

    /// Looks at `paths` again; at everything if there are none.
    public CompletableFuture<IndexState> update(List<String> paths) {
        return queue(() -> {
            boolean many = paths.isEmpty() || paths.size() > MOST_SINGLE;
            List<TreeEntry> now = many ? List.of() : IndexFiles.at(tree, paths);
            if (many
                    || paths.stream().anyMatch(this::shapesScope)
                    || now.stream().anyMatch(this::definesTypes)) {
                refresh(IndexFiles.all(tree), true, Progress.none(), closed);
            } else {
                Set<String> left = IndexFiles.paths(now);
                paths.stream().filter(path -> !left.contains(path)).forEach(files::remove);
                refresh(now, false, Progress.none(), closed);
            }
        });
    }

    /// Ends the work; what was indexed is kept on disk by the last complete pass.
    @Override
    public void close() {
        closed.cancel();
    }

    private CompletableFuture<IndexState> queue(Runnable work) {
        var done = new CompletableFuture<IndexState>();
        lane.execute(() -> {
            try {
                closed.throwIfCancelled();
                work.run();
                done.complete(publish(true));
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /// Whether a change of the file changes how others are read.
    private boolean shapesScope(String path) {
        return scope.isShapedBy(path);
    }

    private boolean definesTypes(TreeEntry entry) {
        return IndexFiles.isRead(entry) && IndexScope.definesTypes(tree, entry);
    }

    private void refresh(List<TreeEntry> entries, boolean whole, Progress progress, CancelToken cancel) {
        List<TreeEntry> manifests = entries.stream().filter(IndexFiles::isRead).toList();
        entries.stream()
                .filter(entry -> !IndexFiles.isRead(entry))
                .forEach(entry -> files.put(
                        entry.path(),
                        new IndexedFile(entry.path(), entry.contentId(), List.of(), IndexFiles.notJudged(entry))));
        if (whole) {
            scope = IndexScope.read(tree, manifests, setup, cache, closed);
            Set<String> paths = IndexFiles.paths(entries);
            files.keySet().removeIf(path -> !paths.contains(path));
        }
        IndexScope current = scope;
        var indexer = new FileIndexer(tree, setup, current, cache);
        progress.begin(Message.of("workspace", "progress.index"), manifests.size());
        List<CompletableFuture<Void>> running = manifests.stream()
                .filter(entry -> !isCurrent(entry, current))
                .map(entry -> CompletableFuture.runAsync(
                        () -> {
                            closed.throwIfCancelled();
                            cancel.throwIfCancelled();
                            files.put(entry.path(), indexer.index(entry));
                            progress.advance(1);
                            publish(false);
                        },
                        setup.workers().cpu()))
                .toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw e;
        }
        indexed = current.id();
    }

    private boolean isCurrent(TreeEntry entry, IndexScope current) {
        IndexedFile known = files.get(entry.path());
        return known != null && known.contentId().equals(entry.contentId()) && indexed.equals(current.id());
    }

    private IndexState publish(boolean complete) {
        long now = System.nanoTime();
        long last = lastPublished.get();
        long pause =
                Math.max(PUBLISH_NANOS, PUBLISH_NANOS_EACH * state.get().files().size());
        if (!complete && (now - last < pause || !lastPublished.compareAndSet(last, now))) {
            return state.get();
        }
        SortedMap<String, IndexedFile> copy = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        return state.update(before -> new IndexState(copy, complete, before.generation() + 1));
    }
}
