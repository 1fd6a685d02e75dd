package app.driftless.core.plan;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.Finding;
import app.driftless.core.repo.Commit;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sync of one environment to one cluster would do. Bound to a commit, to the live objects' versions and to a
/// cluster's identity.
///
/// @param commit empty when the files on disk were compared
/// @param findings of rendering and validation; an error means that nothing may be applied or pruned
/// @param changes every object, the unchanged ones too, in the order in which they would be applied
/// @param ignore what is left to others, in the comparisons and in what is applied
/// @param takeOver which conflicts are settled without asking
public record SyncPlan(
        String environment,
        String cluster,
        Optional<Commit> commit,
        Optional<ClusterIdentity> identity,
        Instant at,
        List<PlannedChange> changes,
        List<Risk> risks,
        List<Finding> findings,
        IgnoreRules ignore,
        TakeOverRules takeOver) {
    /// One without rules.
    public SyncPlan(
            String environment,
            String cluster,
            Optional<Commit> commit,
            Optional<ClusterIdentity> identity,
            Instant at,
            List<PlannedChange> changes,
            List<Risk> risks,
            List<Finding> findings) {
        this(
                environment,
                cluster,
                commit,
                identity,
                at,
                changes,
                risks,
                findings,
                IgnoreRules.NONE,
                TakeOverRules.NONE);
    }

    public SyncPlan {
        changes = List.copyOf(changes);
        risks = List.copyOf(risks);
        findings = List.copyOf(findings);
    }

    /// How many objects each action concerns; every action is a key.
    public Map<Action, Integer> summary() {
        var counts = new EnumMap<Action, Integer>(Action.class);
        for (Action action : Action.values()) {
            counts.put(action, 0);
        }
        changes.forEach(c -> counts.merge(c.diff().action(), 1, Integer::sum));
        return counts;
    }

    /// What each rule does here, in their order; one that leaves out nothing is there with zeros.
    public List<IgnoreUse> ignoreUses() {
        return IgnoreUse.of(ignore, changes.stream().map(PlannedChange::diff).toList());
    }

    /// The same of the rules about conflicts.
    public List<TakeOverRules.Use> takeOverUses() {
        return takeOver.uses(changes.stream().map(PlannedChange::diff).toList());
    }

    /// Objects that cannot be applied or deleted, as far as that is known without a write. A sync of them is refused
    /// as a whole, unless a person goes on without them.
    public List<ResourceDiff> refused() {
        return changes.stream()
                .map(PlannedChange::diff)
                .filter(diff ->
                        diff.action() == Action.ERROR || (diff.action() != Action.UNCHANGED && diff.isForbidden()))
                .toList();
    }

    public boolean isEmpty() {
        return changes.stream().allMatch(c -> c.diff().action() == Action.UNCHANGED);
    }
}
