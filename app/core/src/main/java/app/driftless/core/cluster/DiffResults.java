package app.driftless.core.cluster;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.diff.SecretForm;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts results together, masked.
record DiffResults(Masking masking) {
    ResourceDiff created(
            Placement.Placed object, Map<String, Object> predicted, Optional<Approximation> approximation) {
        return result(object, Action.CREATE, Optional.empty(), Optional.of(predicted), Optional.empty(), approximation);
    }

    ResourceDiff failed(
            Placement.Placed object,
            Optional<LiveObject> live,
            Problem problem,
            Optional<Approximation> approximation) {
        return result(object, Action.ERROR, live, Optional.empty(), Optional.of(problem), approximation);
    }

    private ResourceDiff result(
            Placement.Placed object,
            Action action,
            Optional<LiveObject> live,
            Optional<Map<String, Object>> predicted,
            Optional<Problem> problem,
            Optional<Approximation> approximation) {
        return new ResourceDiff(
                action,
                object.resource().type(),
                object.key(),
                Optional.of(object.resource().origin()),
                List.of(),
                Optional.of(masking.shown(object.resource().body())),
                live.map(l -> masking.shown(l.body())),
                predicted.map(masking::shown),
                live.map(LiveObject::uid),
                live.map(LiveObject::resourceVersion),
                live.map(l -> LiveFacts.of(l.body())),
                problem,
                approximation,
                List.of());
    }

    /// The same judged without the server's own answer.
    ///
    /// @param why shown where something would change
    static ResourceDiff approximate(ResourceDiff diff, Approximation approximation, Problem why) {
        return diff.judged(
                diff.action(),
                diff.action() == Action.UNCHANGED ? Optional.empty() : Optional.of(why),
                Optional.of(approximation));
    }

    /// The same, and what is to be known about it.
    static ResourceDiff with(ResourceDiff diff, Problem problem) {
        return diff.judged(diff.action(), Optional.of(problem), diff.approximate());
    }

    ResourceDiff compared(Placement.Placed object, LiveObject live, Map<String, Object> predicted, ObjectDiff diff) {
        List<Difference> differences = diff.differences();
        return changed(object, object.written(), live, predicted, differences)
                .judged(diff.action(differences), Optional.empty(), Optional.empty());
    }

    /// @param problem why it can't be changed instead
    ResourceDiff replaced(
            Placement.Placed object, LiveObject live, Map<String, Object> predicted, ObjectDiff diff, Problem problem) {
        return changed(object, object.resource(), live, predicted, diff.differences())
                .judged(Action.REPLACE, Optional.of(problem), Optional.empty());
    }

    private ResourceDiff changed(
            Placement.Placed object,
            Resource desired,
            LiveObject live,
            Map<String, Object> predicted,
            List<Difference> differences) {
        Map<String, Object> shown = masking.shown(live.body());
        return new ResourceDiff(
                Action.UPDATE,
                object.resource().type(),
                object.key(),
                Optional.of(object.resource().origin()),
                masked(object, live, predicted, differences),
                Optional.of(masking.shown(desired.body())),
                Optional.of(shown),
                // Of what was not asked for, it is the same one.
                Optional.of(predicted == live.body() ? shown : masking.shown(predicted)),
                Optional.of(live.uid()),
                Optional.of(live.resourceVersion()),
                Optional.of(LiveFacts.of(live.body())),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private List<Difference> masked(
            Placement.Placed object, LiveObject live, Map<String, Object> predicted, List<Difference> differences) {
        Map<String, Object> desired = SecretForm.stored(object.written().body());
        return masking.mask(List.of(live.body(), predicted, desired), differences);
    }

    /// Those of ours that nobody wants any more.
    List<ResourceDiff> deletes(List<LiveObject> prunable, List<Placement.Placed> placed) {
        var wanted = new HashSet<>();
        placed.forEach(object -> wanted.add(object.key()));
        return prunable.stream()
                .filter(object -> !wanted.contains(object.key()))
                .map(this::deleted)
                .toList();
    }

    private ResourceDiff deleted(LiveObject live) {
        return new ResourceDiff(
                Action.DELETE,
                live.type(),
                live.key(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(masking.shown(live.body())),
                Optional.empty(),
                Optional.of(live.uid()),
                Optional.of(live.resourceVersion()),
                Optional.of(LiveFacts.of(live.body())),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
