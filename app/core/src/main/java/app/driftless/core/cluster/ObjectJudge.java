package app.driftless.core.cluster;

import app.driftless.core.diff.FieldConflict;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.internal.predict.Inheritance;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Judges one object by asking the server. Thread-safe.
final class ObjectJudge {
    private final Cluster cluster;
    private final LiveLookup lookup;
    private final LiveDiff.Context context;
    private final UnaskedNoOps unasked;
    private final DryRuns dryRuns;
    private final PlannedState planned;
    private final DiffResults results;
    private final LocalJudge local;
    private final Adoption adoption;
    private final Convergence convergence;
    private final ReplacementJudge replacement;

    ObjectJudge(
            Cluster cluster,
            LiveLookup lookup,
            LiveDiff.Context context,
            UnaskedNoOps unasked,
            DryRuns dryRuns,
            Masking masking) {
        this.cluster = cluster;
        this.lookup = lookup;
        this.context = context;
        this.unasked = unasked;
        this.dryRuns = dryRuns;
        this.planned = new PlannedState(cluster, context);
        this.adoption = unasked.adoption();
        this.convergence = new Convergence(unasked.admission());
        this.results = new DiffResults(masking);
        this.local = new LocalJudge(cluster, context, results);
        this.replacement = new ReplacementJudge(cluster, context, results);
    }

    ResourceDiff judge(Placement.Placed object) {
        return OneObject.judged(object, results, this::asked);
    }

    private ResourceDiff asked(Placement.Placed object) {
        if (object.kind().isEmpty()) {
            return unknownKind(object);
        }
        Optional<LiveObject> live = lookup.find(object);
        if (live.isEmpty()) {
            return compared(object, live);
        }
        Optional<QuietObjects.Basis> basis = unasked.basis(object, live.get(), context);
        return basis.flatMap(known -> unasked.quiet().find(live.get(), known))
                .orElseGet(() -> judgedAnew(object, live.get(), basis));
    }

    private ResourceDiff judgedAnew(Placement.Placed object, LiveObject live, Optional<QuietObjects.Basis> basis) {
        Placement.Placed sent = context.sent(
                object,
                live,
                adoption.of(object, live).map(Inheritance::managers).orElse(Set.of()));
        if (!context.leavesAlone(object) && !unasked.proven(sent, live)) {
            return compared(sent, Optional.of(live));
        }
        var asked = new AtomicBoolean();
        ResourceDiff result = judged(sent, live, live.body(), List.of(), () -> {
            asked.set(true);
            return planned.asCreated(sent);
        });
        // What a create would leave is the server's word of this moment.
        basis.filter(_ -> !asked.get()).ifPresent(known -> unasked.quiet().remember(live, known, result));
        return result;
    }

    private ResourceDiff unknownKind(Placement.Placed object) {
        return planned.ofNewKind(object)
                .map(guess -> guessed(object, Optional.empty(), guess, Approximation.KIND_IS_NEW))
                .orElseGet(() -> results.failed(
                        object,
                        Optional.empty(),
                        Problem.of(
                                ClusterProblem.KIND_MISSING,
                                object.resource().type().toString(),
                                server()),
                        Optional.empty()));
    }

    private ResourceDiff compared(Placement.Placed object, Optional<LiveObject> live) {
        DryRuns.Answers answers = dryRuns.both(
                object, live.filter(l -> context.isContested(object, l)).isPresent());
        ApplyAnswer answer = answers.plain();
        return switch (answer) {
            case ApplyAnswer.Applied applied -> predicted(object, live, applied, List.of());
            case ApplyAnswer.Conflict conflict ->
                forced(object, live, conflict, answers.forced().orElseThrow());
            case ApplyAnswer.Missing missing -> missing(object, live, missing);
            case ApplyAnswer.Refused refused -> refused(object, live, refused);
            case ApplyAnswer.Moved _, ApplyAnswer.Busy _, ApplyAnswer.Unknown _ ->
                results.failed(object, live, problem(object, answer), Optional.empty());
        };
    }

    private ResourceDiff forced(
            Placement.Placed object, Optional<LiveObject> live, ApplyAnswer.Conflict conflict, ApplyAnswer answer) {
        List<FieldConflict> causes = conflict.causes().stream()
                // Which set it belongs to is a risk of the plan's, not a difference.
                .filter(cause -> !cause.fieldPath().equals(ApplySetLabel.FIELD_PATH))
                .map(cause -> new FieldConflict(cause.fieldPath(), cause.manager()))
                .toList();
        return answer instanceof ApplyAnswer.Applied applied
                ? predicted(object, live, applied, causes)
                : answer instanceof ApplyAnswer.Refused refused
                        ? refused(object, live, refused)
                        : results.failed(object, live, problem(object, answer), Optional.empty());
    }

    private ResourceDiff predicted(
            Placement.Placed object,
            Optional<LiveObject> known,
            ApplyAnswer.Applied applied,
            List<FieldConflict> conflicts) {
        // Made by somebody else since it was looked up.
        Optional<LiveObject> live = known.isEmpty() && !applied.created() ? lookUpAgain(object) : known;
        if (live.isEmpty()) {
            return results.created(object, applied.object().body(), Optional.empty());
        }
        if (conflicts.isEmpty() && applied.object().body().equals(live.get().body())) {
            unasked.remember(object, live.get());
        }
        Map<String, Object> answer = applied.object().body();
        Optional<Inheritance> inheritance = adoption.of(object, live.get());
        if (inheritance.isPresent()) {
            return adopted(object, live.get(), inheritance.get(), applied, conflicts);
        }
        return convergence.checked(
                judged(object, live.get(), answer, conflicts, () -> planned.asCreated(object)),
                object,
                Optional.ofNullable(context.baseline().get(object.key())),
                answer,
                () -> dryRuns.of(object, !conflicts.isEmpty()) instanceof ApplyAnswer.Applied again
                        ? Optional.of(again.object().body())
                        : Optional.empty());
    }

    /// What older managers of ours own is no conflict: it becomes ours before the apply.
    private ResourceDiff adopted(
            Placement.Placed object,
            LiveObject live,
            Inheritance inheritance,
            ApplyAnswer.Applied applied,
            List<FieldConflict> conflicts) {
        ApplyAnswer foreseen = adoption.foreseen(object, live, inheritance, applied);
        if (!(foreseen instanceof ApplyAnswer.Applied(var predicted, var _))) {
            return foreseen instanceof ApplyAnswer.Refused refused
                    ? refused(object, Optional.of(live), refused)
                    : results.failed(object, Optional.of(live), problem(object, foreseen), Optional.empty());
        }
        Set<String> heirOf = inheritance.managers();
        var diff = new ObjectDiff(
                object.written().body(),
                live.body(),
                predicted.body(),
                Optional.ofNullable(context.baseline().get(object.key())),
                conflicts.stream()
                        .filter(conflict -> !heirOf.contains(conflict.manager()))
                        .toList(),
                context.question(object, () -> planned.asCreated(object), heirOf));
        return results.compared(object, live, predicted.body(), diff).migrating(inheritance.migrations());
    }

    private ResourceDiff judged(
            Placement.Placed object,
            LiveObject live,
            Map<String, Object> predicted,
            List<FieldConflict> conflicts,
            Supplier<Optional<Map<String, Object>>> created) {
        var diff = new ObjectDiff(
                object.written().body(),
                live.body(),
                predicted,
                Optional.ofNullable(context.baseline().get(object.key())),
                conflicts,
                context.question(object, created, Set.of()));
        return results.compared(object, live, predicted, diff);
    }

    private Optional<LiveObject> lookUpAgain(Placement.Placed object) {
        return cluster.get(
                object.resource().type(), object.key().namespace(), object.key().name());
    }

    private ResourceDiff missing(Placement.Placed object, Optional<LiveObject> live, ApplyAnswer.Missing missing) {
        if (missing.kind()) {
            return unknownKind(object);
        }
        if (!planned.makesNamespace(object.key().namespace())) {
            return results.failed(object, live, problem(object, missing), Optional.empty());
        }
        return guessed(object, live, planned.inNewNamespace(object), Approximation.NAMESPACE_IS_NEW);
    }

    private ResourceDiff guessed(
            Placement.Placed object, Optional<LiveObject> live, PlannedState.Guess guess, Approximation why) {
        return switch (guess) {
            case PlannedState.Likely(var body) -> results.created(object, body, Optional.of(why));
            case PlannedState.Wrong(var problem) -> results.failed(object, live, problem, Optional.of(why));
        };
    }

    private ResourceDiff refused(Placement.Placed object, Optional<LiveObject> live, ApplyAnswer.Refused refused) {
        if (refused.immutable() && live.isPresent()) {
            return replacement.judge(object, live.get(), refused);
        }
        return LocalJudge.approximation(refused)
                .map(approximation -> local.judge(object, live, approximation, refused.problem()))
                .orElseGet(() -> results.failed(object, live, refused.problem(), Optional.empty()));
    }

    private Problem problem(Placement.Placed object, ApplyAnswer answer) {
        return UnansweredProblem.of(object, answer, server());
    }

    private String server() {
        return cluster.context().context();
    }
}
