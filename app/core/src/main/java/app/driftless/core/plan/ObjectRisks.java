package app.driftless.core.plan;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.Migration;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What there is to look at about one object before a plan is approved, deletes left aside. Pure.
final class ObjectRisks {
    private ObjectRisks() {}

    /// @param ownSet the id of the inventory's set; members of another set are not touched
    /// @param takeOver which conflicts need no look
    static List<Risk> of(ResourceDiff diff, String ownSet, TakeOverRules takeOver) {
        var risks = new ArrayList<Risk>();
        if (diff.action() == Action.REPLACE) {
            Object why = diff.problem().<Object>map(p -> p.args().getFirst()).orElse("");
            risks.add(new Risk(Risk.Kind.RECREATE, diff.key(), Message.of("plan", recreate(diff.type()), why), true));
        } else {
            diff.problem().ifPresent(problem -> risks.add(ofProblem(diff.key(), problem)));
        }
        String fields = diff.differences().stream()
                .filter(Difference::conflict)
                .filter(d -> takeOver.settling(diff.key(), d).isEmpty())
                .map(d -> d.fieldPath() + " (" + d.manager().orElse("?") + ")")
                .collect(Collectors.joining(", "));
        if (!fields.isEmpty()) {
            risks.add(new Risk(Risk.Kind.CONFLICT, diff.key(), Message.of("plan", "conflict", fields), true));
        }
        if (diff.action() == Action.UPDATE || diff.action() == Action.OWNERSHIP || diff.action() == Action.REPLACE) {
            refusal(diff, ownSet)
                    .ifPresent(reason -> risks.add(new Risk(Risk.Kind.REFUSED, diff.key(), reason, false)));
        }
        return risks;
    }

    private static Risk ofProblem(ResourceKey key, Problem problem) {
        return switch (problem.code()) {
            case ClusterProblem.IMMUTABLE ->
                new Risk(Risk.Kind.IMMUTABLE, key, Message.of("plan", immutable(key)), false);
            case ClusterProblem.FORBIDDEN ->
                new Risk(Risk.Kind.PERMISSION, key, Message.of("plan", "permission.apply"), false);
            case ClusterProblem.WEBHOOK_FAILED ->
                new Risk(Risk.Kind.WEBHOOK, key, Message.of("plan", "webhook"), false);
            case ClusterProblem.WEBHOOK_WITHOUT_DRY_RUN ->
                new Risk(
                        Risk.Kind.WEBHOOK,
                        key,
                        Message.of("plan", "webhook.unasked", problem.args().getFirst()),
                        false);
            case ClusterProblem.NOT_CONVERGING ->
                new Risk(
                        Risk.Kind.WEBHOOK,
                        key,
                        Message.of("plan", "webhook.restless", problem.args().toArray()),
                        false);
            case PlanProblem.MAY_NOT_CREATE ->
                new Risk(Risk.Kind.PERMISSION, key, Message.of("plan", "permission.apply"), false);
            default -> new Risk(Risk.Kind.REFUSED, key, Message.of("plan", "refused"), false);
        };
    }

    private static String immutable(ResourceKey key) {
        return PruneGuards.precious(key.group() + "/" + key.kind()) ? "immutable.data" : "immutable";
    }

    private static String recreate(Gvk type) {
        return type.group().equals("apps") && type.kind().equals("StatefulSet") ? "recreate.alone" : "recreate";
    }

    /// We never write what another tool or controller looks after.
    private static Optional<Message> refusal(ResourceDiff diff, String ownSet) {
        Map<String, Object> live = diff.live().orElse(Map.of());
        Map<String, Object> desired = diff.desired().orElse(Map.of());
        Set<String> managers = diff.facts().map(LiveFacts::managers).orElse(Set.of());
        Set<String> given = diff.migrations().stream().map(Migration::manager).collect(Collectors.toSet());
        return Marks.otherTool(live, desired, given)
                .or(() -> Marks.otherManager(live, managers, given))
                .map(tool -> Message.of("plan", "other.tool", tool))
                .or(() -> Marks.otherSet(live, ownSet).map(set -> Message.of("plan", "other.set", set)))
                .or(() -> Marks.controller(live).map(owner -> Message.of("plan", "other.controller", owner)))
                .or(() -> diff.action() == Action.REPLACE
                        ? Marks.keep(live).map(mark -> Message.of("plan", "replace.mark", mark))
                        : Optional.empty());
    }
}
