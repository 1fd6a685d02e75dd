package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Awaited;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ImageFile;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.manifest.ApplySetLabel;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/// Keeps what a sync is about to write over, encrypted, before its first write, and what each write left (R16 of the
/// engine reference). One file, one fsync, few requests: members are listed by their label, over all namespaces where
/// that is allowed and saves requests, the rest is asked for one by one. Thread-safe.
final class PreImages implements AutoCloseable {
    private static final int WORTH_A_LIST = 8;
    /// Such a list brings members that nobody asked for, too.
    private static final int WORTH_A_WIDE_LIST = 24;
    private final Workers workers;
    private final Path path;
    private final ImageFile file;
    private final Map<ResourceKey, LiveObject> replaced = new ConcurrentHashMap<>();

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
        Map<Gvk, List<ResourceDiff>> kinds = new LinkedHashMap<>();
        for (ResourceDiff diff : writes) {
            if (diff.uid().isPresent()) {
                kinds.computeIfAbsent(diff.type(), _ -> new ArrayList<>()).add(diff);
            }
        }
        Map<String, LiveObject> found = new HashMap<>();
        all(kinds.values(), diffs -> ofKind(sender, diffs)).forEach(live -> found.put(live.uid(), live));
        return found;
    }

    /// @param diffs of one kind
    private List<LiveObject> ofKind(Sender sender, List<ResourceDiff> diffs) {
        Map<String, List<ResourceDiff>> namespaces =
                diffs.stream().collect(Collectors.groupingBy(diff -> diff.key().namespace()));
        Gvk type = diffs.getFirst().type();
        Optional<ApiResource> kind = sender.cluster().discovery(false).stream()
                .filter(one -> one.type().equals(type))
                .findFirst();
        boolean wide = diffs.size() >= WORTH_A_WIDE_LIST
                && kind.filter(one -> new WideLists().worthTrying(sender.cluster(), one, namespaces.size()))
                        .isPresent();
        var found = new ArrayList<>(wide ? those(diffs, members(sender, type, "")) : List.<LiveObject>of());
        Set<String> known = found.stream().map(LiveObject::uid).collect(Collectors.toSet());
        found.addAll(all(
                namespaces.values(),
                some -> inNamespace(
                        sender,
                        some.stream()
                                .filter(diff -> !known.contains(diff.uid().orElseThrow()))
                                .toList())));
        return found;
    }

    private static List<LiveObject> those(List<ResourceDiff> diffs, List<LiveObject> members) {
        Set<String> wanted = diffs.stream().flatMap(diff -> diff.uid().stream()).collect(Collectors.toSet());
        return members.stream().filter(live -> wanted.contains(live.uid())).toList();
    }

    /// @param diffs of one kind in one namespace
    private List<LiveObject> inNamespace(Sender sender, List<ResourceDiff> diffs) {
        if (diffs.size() < WORTH_A_LIST) {
            return each(sender, diffs);
        }
        ResourceDiff first = diffs.getFirst();
        var found = new ArrayList<>(
                those(diffs, members(sender, first.type(), first.key().namespace())));
        Set<String> known = found.stream().map(LiveObject::uid).collect(Collectors.toSet());
        found.addAll(each(
                sender,
                diffs.stream()
                        .filter(diff -> !known.contains(diff.uid().orElseThrow()))
                        .toList()));
        return found;
    }

    private List<LiveObject> each(Sender sender, List<ResourceDiff> diffs) {
        return all(diffs, diff -> get(sender, diff).stream().toList());
    }

    /// All at once.
    private <T> List<LiveObject> all(Collection<T> questions, Function<T, List<LiveObject>> ask) {
        var asked = questions.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> ask.apply(one), workers.io()))
                .toList();
        return asked.stream().flatMap(one -> Awaited.of(one).stream()).toList();
    }

    private static Optional<LiveObject> get(Sender sender, ResourceDiff diff) {
        return sender.read(diff.key().toString(), () -> sender.cluster()
                .get(diff.type(), diff.key().namespace(), diff.key().name()));
    }

    /// Who may not list can still get.
    private static List<LiveObject> members(Sender sender, Gvk type, String namespace) {
        String selector = ApplySetLabel.NAME + "=" + sender.lease().setId();
        try {
            return sender.read(
                    type.toString(), () -> sender.cluster().list(type, namespace, selector, new CancelToken()));
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return List.of();
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
