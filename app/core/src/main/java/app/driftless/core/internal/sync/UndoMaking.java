package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.Restoration;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Makes the lines of an undo: looks at every object that the sync wrote, judges it, and asks what putting it back
/// would leave. Reads and dry runs only; many are under way at once.
public final class UndoMaking {
    private final Cluster cluster;
    private final Workers workers;
    private final Masking masking;
    private final PersonsTools tools;

    public UndoMaking(Cluster cluster, Workers workers, Masking masking, PersonsTools tools) {
        this.cluster = cluster;
        this.workers = workers;
        this.masking = masking;
        this.tools = tools;
    }

    /// @param start what the inventory said before the sync
    public record Made(
            List<ResourceDiff> diffs,
            Map<ResourceKey, Restoration.Target> targets,
            List<UndoPlan.Left> left,
            SyncImages.Start start) {}

    /// @throws EngineException if nothing is kept of the sync, or the cluster cannot be asked
    public Made of(SyncImages images, SyncReport sync, CancelToken cancel) {
        SyncImages.Start start = images.start()
                .orElseThrow(() -> new EngineException(Problem.of(
                        SyncProblem.NOT_KEPT, sync.id(), sync.startedAt().toString())));
        var left = new ArrayList<UndoPlan.Left>();
        var written = new ArrayList<ObjectImage>();
        for (ObjectResult result : sync.results()) {
            ObjectImage after = images.after().get(result.key());
            if (after != null && images.before().containsKey(result.key())) {
                written.add(after);
            } else if (result.outcome() == ObjectResult.Outcome.APPLIED
                    || result.outcome() == ObjectResult.Outcome.UNKNOWN) {
                left.add(new UndoPlan.Left(result.key(), Message.of("sync", "undo.unknown")));
            }
        }
        List<UndoVerdict.Of> verdicts = inParallel(written, after -> verdict(images, after), cancel);
        var asking = new UndoDiffs(cluster, masking, tools, verdicts);
        var diffs = new ArrayList<ResourceDiff>();
        inParallel(verdicts, asking::of, cancel).forEach(diff -> diff.ifPresent(diffs::add));
        Map<ResourceKey, Restoration.Target> targets = new HashMap<>();
        for (UndoVerdict.Of one : verdicts) {
            switch (one.verdict()) {
                case UndoVerdict.Left(var why) -> left.add(new UndoPlan.Left(one.key(), why));
                case UndoVerdict.Create(var object) ->
                    targets.put(one.key(), new Restoration.Target(Optional.empty(), object.body()));
                case UndoVerdict.Change(var now, var object) ->
                    targets.put(one.key(), new Restoration.Target(Optional.of(now), object.body()));
                case UndoVerdict.Nothing _, UndoVerdict.Delete _ -> {}
            }
        }
        return new Made(diffs, targets, left, start);
    }

    /// What a run of it calls desired.
    public static List<Resource> resources(Restoration restoration) {
        return restoration.targets().values().stream()
                .map(target -> Resource.of(target.body(), ExactObject.NOWHERE))
                .toList();
    }

    private UndoVerdict.Of verdict(SyncImages images, ObjectImage after) {
        Optional<LiveObject> before =
                Objects.requireNonNull(images.before().get(after.key())).object();
        ResourceKey key = after.object().or(() -> before).map(LiveObject::key).orElse(after.key());
        return new UndoVerdict.Of(key, UndoVerdict.about(before, after, live(after, key), tools));
    }

    /// Nothing is there of a kind that is not served any more.
    private Optional<LiveObject> live(ObjectImage after, ResourceKey key) {
        try {
            return cluster.get(after.type(), key.namespace(), key.name());
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.KIND_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <A, B> List<B> inParallel(List<A> items, Function<A, B> work, CancelToken cancel) {
        List<CompletableFuture<B>> running = items.stream()
                .map(item -> CompletableFuture.supplyAsync(
                        () -> {
                            cancel.throwIfCancelled();
                            return work.apply(item);
                        },
                        workers.io()))
                .toList();
        try {
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            cancel.throwIfCancelled();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
