package app.driftless.core.cluster;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.predict.Schema;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells from schema and managedFields that an object differs, so that drift is seen before the server has said what
/// an apply would do about it: two more answers, over a slow network a good while. For one cluster; thread-safe.
final class Foresight {
    private static final Logger LOG = LoggerFactory.getLogger(Foresight.class);
    /// Not while the change that asked for it is being compared.
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Workers workers;
    private final Map<Gvk, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<Gvk> loading = ConcurrentHashMap.newKeySet();

    Foresight(Workers workers) {
        this.workers = workers;
    }

    /// Of the objects of `context` those that differ from `live`.
    List<ResourceDiff> differing(
            Cluster cluster, LiveDiff.Context context, List<LiveObject> live, DiffResults results) {
        Map<ResourceKey, LiveObject> objects =
                live.stream().collect(Collectors.toMap(LiveObject::key, Function.identity(), (one, _) -> one));
        var judge = new LocalJudge(cluster, context, results);
        return context.placed().stream()
                .filter(object -> !context.leavesAlone(object))
                .flatMap(object -> Optional.ofNullable(objects.get(object.key()))
                        .flatMap(held -> schema(cluster, object.resource().type())
                                .map(schema -> OneObject.judged(
                                        object,
                                        results,
                                        placed -> judge.compared(context.sent(placed, held, Set.of()), held, schema))))
                        .stream())
                .filter(diff -> diff.action() == Action.UPDATE
                        && diff.differences().stream().anyMatch(Foresight::isCertain))
                .map(diff -> diff.judged(diff.action(), Optional.empty(), Optional.of(Approximation.NOT_ASKED_YET)))
                .toList();
    }

    /// Whether somebody added a field or the server filled it in is not to be told without the server.
    private static boolean isCertain(Difference difference) {
        return !difference.addedByHand()
                && (difference.kind() == DiffClass.YOURS || difference.kind() == DiffClass.DRIFT);
    }

    /// As it was a moment ago; loaded, or looked at again, in the background.
    private Optional<Schema> schema(Cluster cluster, Gvk type) {
        if (loading.add(type)) {
            workers.after(LATER, "schema", () -> {
                try {
                    Schema.of(cluster.openApi(type), type)
                            .ifPresentOrElse(schema -> schemas.put(type, schema), () -> schemas.remove(type));
                } catch (EngineException | CancellationException e) {
                    LOG.debug("No schema of {}: {}", type, e.getMessage());
                } finally {
                    loading.remove(type);
                }
            });
        }
        return Optional.ofNullable(schemas.get(type));
    }
}
