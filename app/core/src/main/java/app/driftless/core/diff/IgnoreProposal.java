package app.driftless.core.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A rule that would leave a difference to others, for a person to choose from.
public record IgnoreProposal(Scope scope, IgnoreRule rule) {
    public enum Scope {
        /// This field of this object.
        OBJECT,
        /// This field of every object of the kind.
        KIND,
        /// All that this manager owns, of every object.
        MANAGER
    }

    /// From the narrowest to the widest. A manager is proposed only if it is another one than ours.
    public static List<IgnoreProposal> from(Difference difference, ResourceKey key) {
        List<String> field = field(difference);
        var kind = new IgnoreRule.Objects(key.group(), key.kind(), "*", "*");
        var found = new ArrayList<IgnoreProposal>();
        found.add(new IgnoreProposal(Scope.OBJECT, rule(IgnoreRule.Objects.just(key), field, List.of())));
        found.add(new IgnoreProposal(Scope.KIND, rule(kind, field, List.of())));
        difference
                .manager()
                .filter(manager -> !manager.equals(Ownership.OURS))
                .ifPresent(manager -> found.add(
                        new IgnoreProposal(Scope.MANAGER, rule(IgnoreRule.Objects.ALL, List.of(), List.of(manager)))));
        return List.copyOf(found);
    }

    /// The narrowest rule that remembers that a conflict is left to its owner: this field of this object, for as long
    /// as this manager owns it.
    public static IgnoreRule leaving(ResourceKey key, Difference conflict) {
        List<String> owner = conflict.manager()
                .filter(manager -> !manager.equals(Ownership.OURS))
                .map(List::of)
                .orElse(List.of());
        return rule(IgnoreRule.Objects.just(key), field(conflict), owner);
    }

    /// Items of lists are named by their keys: indexes move.
    private static List<String> field(Difference difference) {
        boolean item = difference.fieldPath().contains("[");
        return List.of(item ? difference.fieldPath() : difference.path().toString());
    }

    private static IgnoreRule rule(IgnoreRule.Objects objects, List<String> fields, List<String> managers) {
        return new IgnoreRule(1, 0, objects, fields, managers, Optional.empty());
    }
}
