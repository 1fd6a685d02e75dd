package app.driftless.core.cluster;

import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.internal.predict.LocalPrediction;
import app.driftless.core.internal.predict.Schema;
import app.driftless.core.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges an object that the server will not predict: by its published schema and live's managedFields, labelled as
/// approximate. A person who may only read sees drift all the same, and a webhook that allows no dry runs hides
/// nothing. Thread-safe.
final class LocalJudge {
    private final Cluster cluster;
    private final LiveDiff.Context context;
    private final DiffResults results;

    LocalJudge(Cluster cluster, LiveDiff.Context context, DiffResults results) {
        this.cluster = cluster;
        this.context = context;
        this.results = results;
    }

    /// Empty where such a refusal says something about the object itself.
    static Optional<Approximation> approximation(ApplyAnswer.Refused refused) {
        if (refused.problem().code() == ClusterProblem.FORBIDDEN) {
            return Optional.of(Approximation.NO_RIGHT_TO_PATCH);
        }
        return refused.problem().code() == ClusterProblem.WEBHOOK_WITHOUT_DRY_RUN
                ? Optional.of(Approximation.WEBHOOK_NOT_ASKED)
                : Optional.empty();
    }

    /// @param why what the server said instead of an answer
    ResourceDiff judge(Placement.Placed object, Optional<LiveObject> live, Approximation approximation, Problem why) {
        Optional<Schema> schema = Schema.of(
                cluster.openApi(object.resource().type()), object.resource().type());
        if (schema.isEmpty()) {
            return results.failed(object, live, why, Optional.of(approximation));
        }
        ResourceDiff diff = live.isEmpty()
                ? results.created(
                        object,
                        LocalPrediction.created(object.resource().body(), Optional.empty(), schema.get()),
                        Optional.of(approximation))
                : compared(object, live.get(), schema.get());
        return DiffResults.approximate(diff, approximation, why);
    }

    /// As far as the schema tells; not labelled yet.
    ResourceDiff compared(Placement.Placed object, LiveObject live, Schema schema) {
        Map<String, Object> desired = object.resource().body();
        Optional<Map<String, Object>> baseline =
                Optional.ofNullable(context.baseline().get(object.key()));
        LocalPrediction.Prediction prediction = LocalPrediction.of(desired, live.body(), baseline, schema);
        var question = context.question(
                object,
                () -> Optional.of(LocalPrediction.created(desired, Optional.of(live.body()), schema)),
                Set.of());
        var diff = new ObjectDiff(
                object.written().body(),
                live.body(),
                prediction.predicted(),
                baseline,
                prediction.conflicts(),
                question);
        return results.compared(object, live, prediction.predicted(), diff);
    }
}
