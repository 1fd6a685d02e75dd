package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Scratch;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks the server what undoing would leave, and says it as a plan does. Dry runs only; secrets are masked here.
/// Thread-safe.
final class UndoDiffs {
    private final Cluster cluster;
    private final Masking masking;
    private final ExactChanges changes;
    private final Set<String> newNamespaces;
    private final boolean newKinds;

    /// @param verdicts all of them: what comes back may need what comes back with it
    UndoDiffs(Cluster cluster, Masking masking, PersonsTools tools, List<UndoVerdict.Of> verdicts) {
        this.cluster = cluster;
        this.masking = masking;
        this.changes = new ExactChanges(masking, tools);
        Set<ResourceKey> created = verdicts.stream()
                .filter(one -> one.verdict() instanceof UndoVerdict.Create)
                .map(UndoVerdict.Of::key)
                .collect(Collectors.toSet());
        this.newNamespaces = created.stream()
                .filter(key -> key.group().isEmpty() && key.kind().equals("Namespace"))
                .map(ResourceKey::name)
                .collect(Collectors.toSet());
        this.newKinds = created.stream().anyMatch(key -> key.kind().equals("CustomResourceDefinition"));
    }

    /// Empty for what is left alone.
    Optional<ResourceDiff> of(UndoVerdict.Of one) {
        return switch (one.verdict()) {
            case UndoVerdict.Nothing _, UndoVerdict.Left _ -> Optional.empty();
            case UndoVerdict.Create(var object) -> Optional.of(created(one.key(), object));
            case UndoVerdict.Change(var now, var object) -> Optional.of(changed(now, object));
            case UndoVerdict.Delete(var now) ->
                Optional.of(diff(Action.DELETE, now.type(), now.key(), Optional.of(now), new Found()));
        };
    }

    /// What was found out about an object beside its live form.
    private record Found(
            List<Difference> differences,
            Optional<Map<String, Object>> desired,
            Optional<Map<String, Object>> predicted,
            Optional<Problem> problem,
            Optional<Approximation> approximate) {
        Found() {
            this(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Found wanted(Map<String, Object> desired, Map<String, Object> predicted, Optional<Approximation> why) {
            return new Found(List.of(), Optional.of(desired), Optional.of(predicted), Optional.empty(), why);
        }

        static Found failed(Map<String, Object> desired, Problem problem) {
            return new Found(List.of(), Optional.of(desired), Optional.empty(), Optional.of(problem), Optional.empty());
        }
    }

    private ResourceDiff created(ResourceKey key, ExactObject object) {
        var resource = object.creatable();
        Gvk type = resource.type();
        Map<String, Object> body = resource.body();
        ApplyAnswer answer = asked(key, () -> cluster.dryRunCreate(resource));
        if (answer instanceof ApplyAnswer.Applied(var predicted, var _)) {
            return diff(
                    Action.CREATE, type, key, Optional.empty(), Found.wanted(body, predicted.body(), Optional.empty()));
        }
        if (answer instanceof ApplyAnswer.Missing(var _, var kind)) {
            if (!kind && newNamespaces.contains(key.namespace())) {
                return diff(
                        Action.CREATE,
                        type,
                        key,
                        Optional.empty(),
                        Found.wanted(body, body, Optional.of(Approximation.NAMESPACE_IS_NEW)));
            }
            if (kind && newKinds) {
                return diff(
                        Action.CREATE,
                        type,
                        key,
                        Optional.empty(),
                        Found.wanted(body, body, Optional.of(Approximation.KIND_IS_NEW)));
            }
        }
        return diff(Action.ERROR, type, key, Optional.empty(), Found.failed(body, problem(key, answer)));
    }

    private ResourceDiff changed(LiveObject now, ExactObject object) {
        List<Map<String, Object>> operations = object.changes(now.body());
        if (operations.isEmpty()) {
            return diff(
                    Action.OWNERSHIP,
                    now.type(),
                    now.key(),
                    Optional.of(now),
                    Found.wanted(object.body(), now.body(), Optional.empty()));
        }
        ApplyAnswer answer = asked(
                now.key(), () -> cluster.dryRunJsonPatch(now.type(), now.key(), now.resourceVersion(), operations));
        if (answer instanceof ApplyAnswer.Applied(var predicted, var _)) {
            return compared(Action.UPDATE, now, object, predicted.body(), Optional.empty());
        }
        if (answer instanceof ApplyAnswer.Refused refused
                && refused.immutable()
                && !Scratch.losesData(now.type())
                && asked(now.key(), () -> Scratch.inPlaceOf(cluster, object.creatable(), now.body()))
                        instanceof ApplyAnswer.Applied(var predicted, var _)) {
            return compared(Action.REPLACE, now, object, predicted.body(), Optional.of(refused.problem()));
        }
        return diff(
                Action.ERROR,
                now.type(),
                now.key(),
                Optional.of(now),
                Found.failed(object.body(), problem(now.key(), answer)));
    }

    private ResourceDiff compared(
            Action action,
            LiveObject now,
            ExactObject object,
            Map<String, Object> predicted,
            Optional<Problem> problem) {
        return diff(
                action,
                now.type(),
                now.key(),
                Optional.of(now),
                new Found(
                        changes.between(now.body(), object.body(), predicted),
                        Optional.of(object.body()),
                        Optional.of(predicted),
                        problem,
                        Optional.empty()));
    }

    private ResourceDiff diff(Action action, Gvk type, ResourceKey key, Optional<LiveObject> live, Found found) {
        return new ResourceDiff(
                action,
                type,
                key,
                Optional.empty(),
                found.differences(),
                found.desired().map(masking::shown),
                live.map(l -> masking.shown(l.body())),
                found.predicted().map(masking::shown),
                live.map(LiveObject::uid),
                live.map(LiveObject::resourceVersion),
                live.map(l -> LiveFacts.of(l.body())),
                found.problem(),
                found.approximate(),
                List.of());
    }

    /// One object that cannot be asked about spoils only itself.
    private static ApplyAnswer asked(ResourceKey key, java.util.function.Supplier<ApplyAnswer> question) {
        try {
            return question.get();
        } catch (EngineException e) {
            return new ApplyAnswer.Unknown(e.problem());
        }
    }

    private Problem problem(ResourceKey key, ApplyAnswer answer) {
        return switch (answer) {
            case ApplyAnswer.Refused refused -> refused.problem();
            case ApplyAnswer.Unknown(var problem) -> problem;
            case ApplyAnswer.Missing(var _, var kind) ->
                kind
                        ? Problem.of(
                                ClusterProblem.KIND_MISSING,
                                key.kind(),
                                cluster.context().context())
                        : Problem.of(ClusterProblem.NAMESPACE_MISSING, key.toString(), key.namespace());
            case ApplyAnswer.Busy _ ->
                Problem.of(
                        ClusterProblem.BUSY, key.toString(), cluster.context().context());
            case ApplyAnswer.Moved _, ApplyAnswer.Conflict _, ApplyAnswer.Applied _ ->
                Problem.of(SyncProblem.MOVED, key.toString());
        };
    }
}
