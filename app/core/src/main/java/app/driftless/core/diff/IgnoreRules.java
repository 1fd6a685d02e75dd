package app.driftless.core.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rules that count for an environment, first match wins. One set for comparisons and for what is applied.
public record IgnoreRules(List<IgnoreRule> all) {
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    public IgnoreRules {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// Those that are about this object.
    public IgnoreRules about(ResourceKey key) {
        List<IgnoreRule> some =
                all.stream().filter(rule -> rule.objects().include(key)).toList();
        return some.size() == all.size() ? this : some.isEmpty() ? NONE : new IgnoreRules(some);
    }

    /// Whether the objects that they are about are left alone altogether, once they exist.
    public boolean whole() {
        return all.stream().anyMatch(IgnoreRule::whole);
    }

    /// What is sent of a desired object where a live one exists: without the ignored fields that others own, and with
    /// the live value of those that nobody but us owns, for leaving these out would delete them. Equal to `desired`
    /// where no rule leaves anything out. These must be the rules [#about] the object.
    ///
    /// @param live with managedFields
    public Map<String, Object> sent(Map<String, Object> desired, Map<String, Object> live) {
        return sent(desired, live, Set.of());
    }

    /// @param heirOf managers whose updates count as ours, since they are taken over with this apply
    public Map<String, Object> sent(Map<String, Object> desired, Map<String, Object> live, Set<String> heirOf) {
        return isEmpty() ? desired : new SentObject(desired, live, heirOf).without(this);
    }

    /// What is sent to change only some fields of a live object: these as desired, and all else that we own as it is
    /// live.
    ///
    /// @param fields in the notation of managedFields; each stands for all that lies in it
    /// @param live with managedFields
    public static Map<String, Object> sentOnly(
            Set<String> fields, Map<String, Object> desired, Map<String, Object> live) {
        return new SentObject(desired, live, Set.of()).only(fields);
    }

    /// The first rule that leaves this place to others.
    Optional<IgnoreRule> at(Place place) {
        return all.stream().filter(rule -> leaves(rule, place)).findFirst();
    }

    private static boolean leaves(IgnoreRule rule, Place place) {
        boolean field = rule.fields().isEmpty()
                || rule.fields().stream()
                        .anyMatch(text -> new FieldPattern(text).covers(place.path(), place.pointer()));
        return field && (rule.managers().isEmpty() || place.ownedWholly(rule.managers()));
    }
}
