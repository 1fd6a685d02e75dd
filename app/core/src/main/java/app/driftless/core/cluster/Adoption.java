package app.driftless.core.cluster;

import app.driftless.core.internal.predict.Inheritance;
import app.driftless.core.internal.predict.Schema;
import app.driftless.core.manifest.Gvk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Foresees applies that first take over the fields of older managers (R8): the server cannot be asked about both
/// steps at once, so the second is worked out by its schema, and the server then says what it would make of that.
/// Thread-safe.
final class Adoption {
    private final Cluster cluster;
    private final Set<String> consented;

    /// @param consented managers that a person gave up by name
    Adoption(Cluster cluster, Set<String> consented) {
        this.cluster = cluster;
        this.consented = consented;
    }

    /// What would be taken over; empty mostly.
    Optional<Inheritance> of(Placement.Placed object, LiveObject live) {
        return Inheritance.of(live.body(), object.resource().type().apiVersion(), consented);
    }

    /// What the server would hold in the end.
    ///
    /// @param applied what an apply with force would leave if nothing were taken over
    ApplyAnswer foreseen(
            Placement.Placed object, LiveObject live, Inheritance inheritance, ApplyAnswer.Applied applied) {
        Gvk type = object.resource().type();
        Optional<Schema> schema = Schema.of(cluster.openApi(type), type);
        if (schema.isEmpty()) {
            return applied;
        }
        Map<String, Object> target = inheritance.applied(applied.object().body(), schema.get());
        List<Map<String, Object>> steps = Inheritance.towards(live.body(), target);
        if (steps.isEmpty()) {
            return answer(applied, target);
        }
        ApplyAnswer answer = cluster.dryRunJsonPatch(type, object.key(), live.resourceVersion(), steps);
        return answer instanceof ApplyAnswer.Applied filled
                ? answer(applied, Inheritance.withOwners(filled.object().body(), target))
                : answer;
    }

    private static ApplyAnswer.Applied answer(ApplyAnswer.Applied applied, Map<String, Object> body) {
        LiveObject object = applied.object();
        return new ApplyAnswer.Applied(
                new LiveObject(object.type(), object.key(), object.uid(), object.resourceVersion(), body), false);
    }
}
