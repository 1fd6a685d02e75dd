package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ImageFile;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncMark;
import app.driftless.core.sync.SyncProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/// Keeps what a sync is about to write over, encrypted, before its first write, and what each write left (R16 of the
/// engine reference). One file, one fsync, few requests: members are listed by their label, the rest is asked for one
/// by one. Thread-safe.
final class PreImages implements AutoCloseable {
    private static final int WORTH_A_LIST = 8;
    private final Workers workers;
    private final Path path;
    private final ImageFile file;
    private final Map<ResourceKey, LiveObject> replaced = new ConcurrentHashMap<>();

    /// A kind in a namespace.
    private record Group(Gvk type, String namespace) {}

    private PreImages(Workers workers, Path path, ImageFile file) {
        this.workers = workers;
        this.path = path;
        this.file = file;
    }

    /// @param id of the sync
    static PreImages begin(Workers workers, Path path, SecretKey key, String id) {
        try {
            return new PreImages(workers, path, ImageFile.create(path, key, id));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// Returns once the objects of all these lines are on the disk. To be called before the first write to any of
    /// them.
    ///
    /// @param wanted what objects shall become, where that takes more than one request
    /// @throws Halt if the whole sync must stop
    void keep(Sender sender, List<ResourceDiff> writes, Map<ResourceKey, Resource> wanted) {
        Optional<SyncMark> mark = sender.lease().before();
        Map<String, LiveObject> found = read(sender, writes);
        var images = new ArrayList<ObjectImage>();
        for (ResourceDiff diff : writes) {
            Optional<LiveObject> live = diff.uid().map(found::get);
            images.add(new ObjectImage(diff.type(), diff.key(), live));
            if (wanted.containsKey(diff.key())) {
                live.ifPresent(object -> replaced.put(diff.key(), object));
            }
        }
        try {
            for (Map.Entry<ResourceKey, Resource> entry : wanted.entrySet()) {
                file.wanted(wanted(entry.getKey(), entry.getValue()));
            }
            file.keep(new SyncImages.Start(mark.flatMap(SyncMark::synced), mark.flatMap(SyncMark::undone)), images);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// An object that is to be replaced, as it was kept.
    Optional<LiveObject> before(ResourceKey key) {
        return Optional.ofNullable(replaced.get(key));
    }

    private static ObjectImage wanted(ResourceKey key, Resource resource) {
        var object = new LiveObject(resource.type(), resource.key(), "", "", resource.body());
        return new ObjectImage(resource.type(), key, Optional.of(object));
    }

    /// An object as a write left it.
    void left(ResourceDiff diff, LiveObject object) {
        after(new ObjectImage(object.type(), diff.key(), Optional.of(object)));
    }

    /// An object that a delete took away.
    void gone(ResourceDiff diff) {
        after(ObjectImage.absent(diff.type(), diff.key()));
    }

    private void after(ObjectImage image) {
        try {
            file.after(image);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /// By uid; what is gone by now is not there.
    private Map<String, LiveObject> read(Sender sender, List<ResourceDiff> writes) {
        Map<Group, List<ResourceDiff>> groups = new LinkedHashMap<>();
        for (ResourceDiff diff : writes) {
            if (diff.uid().isPresent()) {
                groups.computeIfAbsent(new Group(diff.type(), diff.key().namespace()), _ -> new ArrayList<>())
                        .add(diff);
            }
        }
        var reading = new ArrayList<CompletableFuture<List<LiveObject>>>();
        groups.forEach((group, diffs) ->
                reading.add(CompletableFuture.supplyAsync(() -> read(sender, group, diffs), workers.io())));
        Map<String, LiveObject> found = new HashMap<>();
        reading.forEach(one -> join(one).forEach(live -> found.put(live.uid(), live)));
        return found;
    }

    private List<LiveObject> read(Sender sender, Group group, List<ResourceDiff> diffs) {
        Map<String, LiveObject> listed = new HashMap<>();
        if (diffs.size() >= WORTH_A_LIST) {
            members(sender, group).forEach(live -> listed.put(live.uid(), live));
        }
        var single = new ArrayList<CompletableFuture<Optional<LiveObject>>>();
        var found = new ArrayList<LiveObject>();
        for (ResourceDiff diff : diffs) {
            LiveObject known = listed.get(diff.uid().orElseThrow());
            if (known != null) {
                found.add(known);
            } else {
                single.add(CompletableFuture.supplyAsync(() -> get(sender, diff), workers.io()));
            }
        }
        single.forEach(one -> join(one).ifPresent(found::add));
        return found;
    }

    private static Optional<LiveObject> get(Sender sender, ResourceDiff diff) {
        return sender.read(diff.key().toString(), () -> sender.cluster()
                .get(diff.type(), diff.key().namespace(), diff.key().name()));
    }

    /// Who may not list can still get.
    private static List<LiveObject> members(Sender sender, Group group) {
        String selector = ParentObject.PART_OF + "=" + sender.lease().setId();
        try {
            return sender.read(group.type().toString(), () -> sender.cluster()
                    .list(group.type(), group.namespace(), selector, new CancelToken()));
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return List.of();
            }
            throw e;
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static EngineException unwritable(Path path, IOException e) {
        return new EngineException(
                Problem.of(SyncProblem.LEDGER_UNWRITABLE, path.toString()).causedBy(e), e);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }
}
