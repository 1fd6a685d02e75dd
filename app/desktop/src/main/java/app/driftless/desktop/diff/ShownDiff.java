package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.health.Health;
import java.util.Optional;

/// A comparison together with what its two sides are.
///
/// @param takeOver which conflicts are settled without asking
public record ShownDiff(ResourceDiff diff, String environment, String cluster, Sides sides, TakeOverRules takeOver) {
    /// One without rules.
    public ShownDiff(ResourceDiff diff, String environment, String cluster, Sides sides) {
        this(diff, environment, cluster, sides, TakeOverRules.NONE);
    }

    public Choices.Field field(Difference difference) {
        return new Choices.Field(environment, cluster, diff.key(), difference.fieldPath());
    }

    /// The rule by which the next sync takes a field over from its owner, unless a person says otherwise.
    public Optional<TakeOverRule> settled(Difference difference) {
        return takeOver.settling(diff.key(), difference);
    }

    /// Whether the cluster has been away since it was read.
    public boolean stale() {
        return sides instanceof Sides.Wanted wanted && wanted.stale();
    }

    Optional<Health> health() {
        return sides instanceof Sides.Wanted wanted ? wanted.health() : Optional.empty();
    }
}
