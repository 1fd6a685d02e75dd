package app.driftless.core.cluster;

import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.ResourceDiff;
import java.util.List;
import java.util.Optional;

/// Tells an immutable change from a merely invalid object (R13 of the engine reference). Only what the server refuses
/// because of a field that cannot change, by the cause that it names and at a path where the object really differs, and
/// would accept as a new object, can be replaced. Dry runs only.
///
/// Never what holds data or other objects: deleting a PersistentVolumeClaim, PersistentVolume, Namespace or CRD takes
/// along what no pre-image brings back.
record ReplacementJudge(Cluster cluster, LiveDiff.Context context, DiffResults results) {
    ResourceDiff judge(Placement.Placed object, LiveObject live, ApplyAnswer.Refused refused) {
        boolean differs = refused.causes().keySet().stream()
                .allMatch(path -> FieldErrorPath.differs(path, object.resource().body(), live.body()));
        if (Scratch.losesData(object.resource().type()) || !differs) {
            return results.failed(object, Optional.of(live), refused.problem(), Optional.empty());
        }
        return switch (Scratch.inPlaceOf(cluster, context.labelled(object.resource()), live.body())) {
            case ApplyAnswer.Applied(var created, var _) -> replaced(object, live, created, refused);
            // Wrong as a new object as well: that is what has to be put right, and nothing is deleted for it.
            case ApplyAnswer.Refused(var problem, var _, var _, var _) ->
                results.failed(object, Optional.of(live), problem, Optional.empty());
            case ApplyAnswer.Unknown(var problem) ->
                results.failed(object, Optional.of(live), problem, Optional.empty());
            case ApplyAnswer.Busy _, ApplyAnswer.Moved _, ApplyAnswer.Conflict _, ApplyAnswer.Missing _ ->
                results.failed(object, Optional.of(live), refused.problem(), Optional.empty());
        };
    }

    private ResourceDiff replaced(
            Placement.Placed object, LiveObject live, LiveObject created, ApplyAnswer.Refused refused) {
        var diff = new ObjectDiff(
                object.resource().body(),
                live.body(),
                created.body(),
                Optional.ofNullable(context.baseline().get(object.key())),
                List.of(),
                new ObjectDiff.Question(() -> Optional.of(created.body()), context.tools()));
        return results.replaced(object, live, created.body(), diff, refused.problem());
    }
}
