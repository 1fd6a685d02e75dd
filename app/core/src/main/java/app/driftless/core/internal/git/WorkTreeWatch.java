package app.driftless.core.internal.git;

import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices changes of a work tree and of Git's own files within two seconds, whoever makes them. Bursts are told
/// once.
final class WorkTreeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkTreeWatch.class);
    private static final long QUIET_MILLIS = 80;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final List<String> GIT_FILES = List.of("HEAD", "index", "packed-refs", "FETCH_HEAD", "ORIG_HEAD");

    private final Path root;
    private final Path gitDir;
    private final Consumer<List<String>> changed;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();
    private final Subscription polling;
    private String gitFingerprint;

    /// Set where the system has no more watches to give (F19): then every poll asks to look at everything.
    private volatile boolean incomplete;

    /// @param changed gets paths of the work tree; an empty list asks to look at everything again
    WorkTreeWatch(Path root, Path gitDir, Workers workers, Consumer<List<String>> changed) throws IOException {
        this.root = root;
        this.gitDir = gitDir;
        this.changed = changed;
        this.service = root.getFileSystem().newWatchService();
        this.gitFingerprint = fingerprint();
        // Before the caller reads the state, so that no change falls in between.
        watch(root);
        workers.io("watch " + root.getFileName(), this::run);
        polling = workers.every(POLL, "poll-git", this::poll);
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                var paths = new TreeSet<String>();
                boolean everything = drain(key, paths);
                // What comes within the quiet time belongs to the same change.
                for (WatchKey more = next(); more != null; more = next()) {
                    everything |= drain(more, paths);
                }
                if (everything) {
                    changed.accept(List.of());
                } else if (!paths.isEmpty()) {
                    changed.accept(List.copyOf(paths));
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("No longer watching {}", root);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Path folder) {
        try {
            register(folder);
        } catch (IOException e) {
            incomplete = true;
            LOG.warn("{} can't be watched; {} is looked at every {} instead", folder, root, POLL, e);
        }
    }

    private @Nullable WatchKey next() throws InterruptedException {
        return service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// @return whether events were lost, so that everything has to be looked at
    private boolean drain(WatchKey key, Set<String> paths) {
        Path folder = folders.get(key);
        boolean lost = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW || folder == null) {
                lost = true;
                continue;
            }
            Path path = folder.resolve((Path) event.context());
            if (path.startsWith(gitDir)) {
                continue;
            }
            if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(path)) {
                watch(path);
                lost = true;
            }
            paths.add(root.relativize(path).toString().replace('\\', '/'));
        }
        if (!key.reset()) {
            folders.remove(key);
        }
        return lost;
    }

    private void register(Path from) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(gitDir) || folder.getFileName().toString().equals("node_modules")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                WatchKey key = folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                folders.put(key, folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Git's own files change in too many ways to watch each: their times are compared.
    private void poll() {
        String now = fingerprint();
        if (incomplete || !now.equals(gitFingerprint)) {
            gitFingerprint = now;
            changed.accept(List.of());
        }
    }

    private String fingerprint() {
        var text = new StringBuilder();
        for (String name : GIT_FILES) {
            text.append(stamp(gitDir.resolve(name)));
        }
        try {
            String head = Files.readString(gitDir.resolve("HEAD")).strip();
            if (head.startsWith("ref: ")) {
                text.append(stamp(gitDir.resolve(head.substring(5))));
            }
        } catch (IOException e) {
            text.append("no head");
        }
        return text.toString();
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file) + " ";
        } catch (IOException e) {
            return "- ";
        }
    }

    @Override
    public void close() {
        polling.close();
        try {
            service.close();
        } catch (IOException e) {
            LOG.warn("The watch of {} could not be closed", root, e);
        }
    }
}
