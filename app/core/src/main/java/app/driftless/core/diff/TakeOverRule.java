package app.driftless.core.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/// One rule of `takeOver` in `.driftless.yaml`: fields that a sync takes from the managers who own them without
/// asking each time (R12 of the engine reference: decisions about conflicts are remembered). What is to stay with its
/// owner is an [IgnoreRule].
///
/// It settles conflicts of what is synced anyway; it does not make drift be put back unattended, which only
/// `selfHeal` does.
///
/// @param number from 1, among the rules that count for an environment
/// @param line of `.driftless.yaml`, from 1; 0 for a rule that stands in no file
/// @param fields as in [IgnoreRule#fields()]; never empty
/// @param managers globs of field managers that they may be taken from; empty for all
/// @param reason what a person wrote why
public record TakeOverRule(
        int number,
        int line,
        IgnoreRule.Objects objects,
        List<String> fields,
        List<String> managers,
        Optional<String> reason) {
    public TakeOverRule {
        fields = List.copyOf(fields);
        managers = List.copyOf(managers);
    }

    /// The narrowest rule that remembers this decision: this field of this object, from this manager.
    public static TakeOverRule of(ResourceKey key, Difference conflict) {
        IgnoreRule rule = IgnoreProposal.leaving(key, conflict);
        return new TakeOverRule(1, 0, rule.objects(), rule.fields(), rule.managers(), Optional.empty());
    }

    /// Whether it settles this conflict.
    boolean settles(ResourceKey key, Difference conflict) {
        return objects.include(key)
                && (managers.isEmpty()
                        || conflict.manager()
                                .filter(owner -> managers.stream().anyMatch(glob -> Glob.matches(glob, owner)))
                                .isPresent())
                && fields.stream()
                        .anyMatch(field -> new FieldPattern(field).covers(conflict.fieldPath(), conflict.path()));
    }

    /// In one line, without its reason: `apps/Deployment payments/api /spec/replicas kubectl-edit`.
    public String text() {
        return new IgnoreRule(number, line, objects, fields, managers, reason).text();
    }
}
