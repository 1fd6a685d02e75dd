package app.driftless.core.plan;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a plan out of comparisons: in which order, what to look at first, what is kept back. Pure.
public final class Planner {
    private static final List<Risk.Kind> RISKS_FIRST = List.of(
            Risk.Kind.LOOSENING,
            Risk.Kind.DELETE,
            Risk.Kind.RECREATE,
            Risk.Kind.IMMUTABLE,
            Risk.Kind.CONFLICT,
            Risk.Kind.REFUSED,
            Risk.Kind.PERMISSION,
            Risk.Kind.WEBHOOK,
            Risk.Kind.ORDER,
            Risk.Kind.REFERENCE);
    private static final Comparator<Risk> RISK_ORDER = Comparator.comparing(
                    (Risk risk) -> RISKS_FIRST.indexOf(risk.kind()))
            .thenComparing(risk -> !risk.consent())
            .thenComparing(Risk::resource);
    private static final Comparator<PlannedChange> ORDER = Comparator.comparingInt(PlannedChange::wave)
            .thenComparing(c -> c.diff().key());

    private Planner() {}

    /// What a plan is made of.
    ///
    /// @param diffs every desired object, and members of the inventory that are not desired as deletes
    /// @param inventory how many live members the inventory has
    /// @param ownSet the id of the inventory's set; members of another set are not touched
    /// @param elsewhere objects that other environments of the repository want in the same cluster
    /// @param checks what was asked of the cluster besides
    /// @param loosenings settings of `.driftless.yaml` that still wait for consent
    public record Input(
            Target target,
            List<ResourceDiff> diffs,
            int inventory,
            String ownSet,
            SyncPolicy policy,
            Protection protection,
            List<Finding> findings,
            Set<ResourceKey> elsewhere,
            Checks checks,
            List<Loosening> loosenings) {
        public Input {
            diffs = List.copyOf(diffs);
            findings = List.copyOf(findings);
            elsewhere = Set.copyOf(elsewhere);
            loosenings = List.copyOf(loosenings);
        }

        /// The same with other comparisons of the same objects.
        public Input with(List<ResourceDiff> again) {
            return new Input(
                    target, again, inventory, ownSet, policy, protection, findings, elsewhere, checks, loosenings);
        }

        /// Whether something of the environment could not be read or rendered.
        boolean failed() {
            return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
        }
    }

    /// What the plan is bound to.
    public record Target(
            String environment,
            String cluster,
            Optional<Commit> commit,
            Optional<ClusterIdentity> identity,
            Instant at,
            IgnoreRules ignore,
            TakeOverRules takeOver) {
        /// Where there are no rules.
        public Target(
                String environment,
                String cluster,
                Optional<Commit> commit,
                Optional<ClusterIdentity> identity,
                Instant at) {
            this(environment, cluster, commit, identity, at, IgnoreRules.NONE, TakeOverRules.NONE);
        }
    }

    public static SyncPlan plan(Input input) {
        return plan(input, PruneGuards.ofSync(input));
    }

    /// A plan that takes back a sync: what that created goes, whatever the repository wants.
    public static SyncPlan undo(Input input) {
        return plan(input, PruneGuards.ofUndo(input));
    }

    private static SyncPlan plan(Input input, PruneGuards guards) {
        var changes = new ArrayList<PlannedChange>();
        var risks = new ArrayList<Risk>();
        Map<ResourceKey, PruneGuards.Verdict> prunes = guards.judge();
        ApplyOrder order = ApplyOrder.of(where(input.diffs(), false));
        ApplyOrder prune = ApplyOrder.of(where(input.diffs(), true));
        Map<ResourceKey, Problem> refused = refused(input.checks(), order);
        for (ResourceDiff diff : input.diffs()) {
            PruneGuards.Verdict verdict = prunes.get(diff.key());
            if (diff.action() == Action.DELETE && verdict != null) {
                changes.add(new PlannedChange(delete(diff, verdict, input, risks), prune.pruneWave(diff.key())));
            } else if (diff.action() == Action.REPLACE
                    && input.checks().undeletable().contains(diff.key())) {
                changes.add(new PlannedChange(undeletable(diff, risks), order.wave(diff.key())));
            } else {
                ResourceDiff checked = diff.action() == Action.UNCHANGED || diff.action() == Action.ERROR
                        ? diff
                        : Optional.ofNullable(refused.get(diff.key()))
                                .map(problem -> diff.judged(Action.ERROR, Optional.of(problem), diff.approximate()))
                                .orElse(diff);
                changes.add(new PlannedChange(checked, order.wave(diff.key())));
                risks.addAll(
                        ObjectRisks.of(checked, input.ownSet(), input.target().takeOver()));
            }
        }
        order.circles().stream().filter(circle -> !circle.refused()).forEach(circle -> risks.add(released(circle)));
        input.checks().missing().forEach(missing -> risks.add(missing.risk()));
        input.loosenings().forEach(loosening -> risks.add(loosening.risk()));
        changes.sort(ORDER);
        risks.sort(RISK_ORDER);
        Target target = input.target();
        return new SyncPlan(
                target.environment(),
                target.cluster(),
                target.commit(),
                target.identity(),
                target.at(),
                changes,
                risks,
                input.findings(),
                target.ignore(),
                target.takeOver());
    }

    private static List<ResourceDiff> where(List<ResourceDiff> diffs, boolean delete) {
        return diffs.stream()
                .filter(diff -> (diff.action() == Action.DELETE) == delete)
                .toList();
    }

    /// What is known to fail, though a dry run of the object alone would not tell.
    private static Map<ResourceKey, Problem> refused(Checks checks, ApplyOrder order) {
        Map<ResourceKey, Problem> refused = new HashMap<>(checks.refused());
        for (ApplyOrder.Circle circle : order.circles()) {
            if (circle.refused()) {
                circle.objects()
                        .forEach(key -> refused.putIfAbsent(
                                key, Problem.of(PlanProblem.CIRCLE, key.toString(), circle.path())));
            }
        }
        return refused;
    }

    private static Risk released(ApplyOrder.Circle circle) {
        return new Risk(Risk.Kind.ORDER, circle.released(), Message.of("plan", "circle", circle.path()), false);
    }

    private static ResourceDiff delete(ResourceDiff diff, PruneGuards.Verdict verdict, Input input, List<Risk> risks) {
        if (verdict.kept().isPresent()) {
            risks.add(new Risk(Risk.Kind.REFUSED, diff.key(), verdict.kept().get(), false));
            return diff.judged(Action.UNCHANGED, Optional.empty(), diff.approximate());
        }
        if (input.checks().undeletable().contains(diff.key())) {
            return undeletable(diff, risks);
        }
        verdict.delete()
                .forEach(reason ->
                        risks.add(new Risk(Risk.Kind.DELETE, diff.key(), reason.message(), reason.consent())));
        return diff;
    }

    private static ResourceDiff undeletable(ResourceDiff diff, List<Risk> risks) {
        risks.add(new Risk(Risk.Kind.PERMISSION, diff.key(), Message.of("plan", "permission.delete"), false));
        PlanProblem code = diff.action() == Action.REPLACE ? PlanProblem.MAY_NOT_REPLACE : PlanProblem.MAY_NOT_DELETE;
        return diff.judged(Action.ERROR, Optional.of(Problem.of(code, diff.key().toString())), diff.approximate());
    }
}
