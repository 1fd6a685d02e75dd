package app.driftless.core.cluster;

import app.driftless.core.Product;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compares what a repository wants with what a cluster holds. The server's own dry run of an apply is the truth;
/// many are under way at once, and an object that cannot be judged spoils only itself. Reads and dry runs only:
/// nothing is changed. Any thread; [#diff] blocks.
public final class LiveDiff {
    private final Workers workers;
    private final Masking masking;
    private final PersonsTools tools;
    private final QuietObjects quiet = new QuietObjects();
    private final Foresight foresight;

    /// Keep one for as long as a cluster is looked at: it remembers which objects need not be asked about again.
    ///
    /// @param masking one for each view, so that equal secret values look equal in it
    public LiveDiff(Workers workers, Masking masking, PersonsTools tools) {
        this.workers = workers;
        this.masking = masking;
        this.tools = tools;
        this.foresight = new Foresight(workers);
    }

    /// What to compare.
    ///
    /// @param desired as rendered
    /// @param baseline as rendered from the commit that was synced last; empty if there is none
    /// @param prunable live objects of ours, as they were read a moment ago: those that are desired are not
    ///     read once more, the others are shown as deletes
    /// @param migrate managers whose fields a person gave up to us, by their exact names; see
    ///     [app.driftless.core.diff.Migration] for those that need no such word
    /// @param ignored what is left to others
    /// @param set the [ApplySetLabel] that a sync would write on each; empty where nothing is going to be written
    public record Request(
            List<Resource> desired,
            List<Resource> baseline,
            List<LiveObject> prunable,
            Set<String> migrate,
            IgnoreRules ignored,
            Optional<String> set) {
        public Request {
            desired = List.copyOf(desired);
            baseline = List.copyOf(baseline);
            prunable = List.copyOf(prunable);
            migrate = Set.copyOf(migrate);
        }

        /// Where nothing is taken over or ignored, and nothing going to be written.
        public Request(List<Resource> desired, List<Resource> baseline, List<LiveObject> prunable) {
            this(desired, baseline, prunable, Set.of(), IgnoreRules.NONE, Optional.empty());
        }
    }

    /// @param each is given every result as soon as it is there, on an I/O thread, one at a time
    /// @return one result for each desired object in their order, then the deletes
    /// @throws EngineException if the cluster cannot be asked at all
    public List<ResourceDiff> diff(
            Cluster cluster, Request request, Consumer<ResourceDiff> each, Progress progress, CancelToken cancel) {
        Context context = context(cluster, request);
        List<Placement.Placed> placed = context.placed();
        progress.begin(Message.of("diff", "phase.compare"), placed.size());
        var judge = new ObjectJudge(
                cluster,
                new LiveLookup(cluster, workers, new LiveLookup.Wanted(placed, request.prunable()), cancel),
                context,
                new UnaskedNoOps(
                        new MutatingAdmission(cluster, workers),
                        new Definitions(cluster),
                        new Adoption(cluster, request.migrate()),
                        quiet),
                new DryRuns(cluster, workers, context),
                masking);
        List<ResourceDiff> results = inParallel(placed, judge::judge, each, progress, cancel);
        for (ResourceDiff delete : new DiffResults(masking).deletes(request.prunable(), placed)) {
            each.accept(delete);
            results.add(delete);
        }
        return results;
    }

    /// What differs in some objects as far as the server's schema tells, before the server is asked: labelled
    /// as approximate, for the eye and not for a plan. Those of which nothing is known yet, or which seem not
    /// to differ, are left out. Any thread; waits for no answer of the server: a schema that is not known yet comes
    /// in the background.
    ///
    /// @param request with the live objects among `prunable`
    public List<ResourceDiff> foreseen(Cluster cluster, Request request) {
        return foresight.differing(cluster, context(cluster, request), request.prunable(), new DiffResults(masking));
    }

    private Context context(Cluster cluster, Request request) {
        var placement = new Placement(cluster, request.desired());
        return new Context(
                request.desired().stream().map(placement::place).toList(),
                placement.index(request.baseline()),
                tools,
                request.migrate(),
                request.ignored(),
                request.set());
    }

    /// What the objects of one comparison have in common.
    record Context(
            List<Placement.Placed> placed,
            Map<ResourceKey, Map<String, Object>> baseline,
            PersonsTools tools,
            Set<String> migrate,
            IgnoreRules ignored,
            Optional<String> set) {
        /// The object as a sync would send it.
        Resource labelled(Resource resource) {
            return set.map(value -> ApplySetLabel.on(resource, value)).orElse(resource);
        }

        /// @param heirOf managers whose fields are taken over with this apply
        ObjectDiff.Question question(
                Placement.Placed object, Supplier<Optional<Map<String, Object>>> created, Set<String> heirOf) {
            return new ObjectDiff.Question(created, tools, heirOf, ignored.about(object.key()));
        }

        /// Whether others write it although it is wanted as it was synced last: a conflict with them is to be
        /// expected.
        boolean isContested(Placement.Placed object, LiveObject live) {
            return object.written().body().equals(baseline.get(object.key()))
                    && !LiveFacts.of(live.body()).managers().equals(Set.of(Product.FIELD_MANAGER));
        }

        /// Whether it is left alone altogether, once it exists.
        boolean leavesAlone(Placement.Placed object) {
            return ignored.about(object.key()).whole();
        }

        /// What is sent of an object where a live one exists.
        ///
        /// @param heirOf managers whose fields are taken over with this apply
        Placement.Placed sent(Placement.Placed object, LiveObject live, Set<String> heirOf) {
            Map<String, Object> desired = object.resource().body();
            Map<String, Object> body = ignored.about(object.key()).sent(desired, live.body(), heirOf);
            return body == desired ? object : object.sending(body);
        }
    }

    /// The first failure stops the rest: with it, nothing can be asked any more. Dry runs leave no trace, so that
    /// neither it nor a cancel waits for those under way.
    private List<ResourceDiff> inParallel(
            List<Placement.Placed> placed,
            Function<Placement.Placed, ResourceDiff> judge,
            Consumer<ResourceDiff> each,
            Progress progress,
            CancelToken cancel) {
        CancelToken stop = cancel.child();
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var delivery = new Object();
        var pending = new ArrayList<CompletableFuture<ResourceDiff>>();
        for (Placement.Placed object : placed) {
            pending.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            stop.throwIfCancelled();
                            ResourceDiff result = judge.apply(object);
                            synchronized (delivery) {
                                stop.throwIfCancelled();
                                each.accept(result);
                            }
                            progress.advance(1);
                            return result;
                        } catch (RuntimeException e) {
                            failure.compareAndSet(null, e);
                            stop.cancel();
                            throw e;
                        }
                    },
                    workers.io()));
        }
        try (Subscription _ =
                stop.onCancel(() -> pending.forEach(one -> one.completeExceptionally(new CancellationException())))) {
            return new ArrayList<>(pending.stream().map(CompletableFuture::join).toList());
        } catch (CancellationException | CompletionException e) {
            cancel.throwIfCancelled();
            RuntimeException first = failure.get();
            throw first == null ? e : first;
        }
    }
}
