package app.driftless.core.diff;

import java.util.List;

/// What a rule does in a comparison.
///
/// @param objects how many objects it is about
/// @param differences how many differences it leaves to others
public record IgnoreUse(IgnoreRule rule, int objects, int differences) {
    public static List<IgnoreUse> of(IgnoreRules rules, List<ResourceDiff> diffs) {
        return rules.all().stream().map(rule -> of(rule, diffs)).toList();
    }

    private static IgnoreUse of(IgnoreRule rule, List<ResourceDiff> diffs) {
        int objects = 0;
        int differences = 0;
        for (ResourceDiff diff : diffs) {
            objects += rule.objects().include(diff.key()) ? 1 : 0;
            for (Difference difference : diff.differences()) {
                differences += difference.ignored().filter(rule::equals).isPresent() ? 1 : 0;
            }
        }
        return new IgnoreUse(rule, objects, differences);
    }
}
