package app.driftless.core.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/// The rules about conflicts that count for an environment, first match wins.
public record TakeOverRules(List<TakeOverRule> all) {
    public static final TakeOverRules NONE = new TakeOverRules(List.of());

    public TakeOverRules {
        all = List.copyOf(all);
    }

    /// The rule by which this difference of the object is taken over; empty for one that is no conflict.
    public Optional<TakeOverRule> settling(ResourceKey key, Difference difference) {
        return difference.conflict()
                ? all.stream().filter(rule -> rule.settles(key, difference)).findFirst()
                : Optional.empty();
    }

    /// What a rule does in a comparison.
    ///
    /// @param objects how many objects it is about
    /// @param differences how many conflicts it settles
    public record Use(TakeOverRule rule, int objects, int differences) {}

    /// In the order of the rules, those that settle nothing too.
    public List<Use> uses(List<ResourceDiff> diffs) {
        return all.stream().map(rule -> use(rule, diffs)).toList();
    }

    private Use use(TakeOverRule rule, List<ResourceDiff> diffs) {
        int objects = 0;
        int differences = 0;
        for (ResourceDiff diff : diffs) {
            objects += rule.objects().include(diff.key()) ? 1 : 0;
            for (Difference difference : diff.differences()) {
                differences += settling(diff.key(), difference).equals(Optional.of(rule)) ? 1 : 0;
            }
        }
        return new Use(rule, objects, differences);
    }
}
