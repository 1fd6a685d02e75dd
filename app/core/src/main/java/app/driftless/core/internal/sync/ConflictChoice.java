package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is done about fields that somebody else owns: forced only if every path that the server names was approved;
/// left out only where that was asked for. Pure.
sealed interface ConflictChoice {
    /// It is sent again.
    record Again(Resource resource, boolean force) implements ConflictChoice {}

    /// A person has to decide.
    record Hold(Problem why) implements ConflictChoice {}

    static ConflictChoice of(Decision.Write decision, ApplyAnswer.Conflict conflict, Resource resource) {
        List<ApplyAnswer.Conflict.Cause> unapproved = conflict.causes().stream()
                .filter(cause ->
                        decision.approved().stream().noneMatch(path -> FieldRoute.covers(path, cause.fieldPath())))
                .toList();
        return switch (decision.conflicts()) {
            case TAKE_OVER -> new Again(resource, true);
            case LEAVE -> left(unapproved, conflict, resource);
            case HOLD -> unapproved.isEmpty() ? new Again(resource, true) : held(conflict, resource);
        };
    }

    /// With the others left out, what is still in conflict was approved: then it is taken.
    private static ConflictChoice left(
            List<ApplyAnswer.Conflict.Cause> unapproved, ApplyAnswer.Conflict conflict, Resource resource) {
        Resource less = resource;
        for (ApplyAnswer.Conflict.Cause cause : unapproved) {
            Optional<FieldRoute> place = FieldRoute.find(less.body(), cause.fieldPath());
            if (place.isPresent()) {
                less = Resource.of(place.get().removedFrom(less.body()), less.origin());
            }
        }
        return unapproved.isEmpty() || less != resource
                ? new Again(less, unapproved.isEmpty())
                : held(conflict, resource);
    }

    private static Hold held(ApplyAnswer.Conflict conflict, Resource resource) {
        String fields = conflict.causes().stream()
                .map(cause -> cause.fieldPath() + " (" + cause.manager() + ")")
                .collect(Collectors.joining(", "));
        return new Hold(Problem.of(SyncProblem.CONFLICT, resource.key().toString(), fields));
    }
}
