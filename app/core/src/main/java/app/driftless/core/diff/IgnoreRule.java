package app.driftless.core.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One rule of `ignore` in `.driftless.yaml`: which fields of which objects are left to others, in comparisons and in
/// what is applied. A rule with neither fields nor managers leaves its objects alone altogether once they exist.
///
/// @param number from 1, among the rules that count for an environment; what a difference is attributed to
/// @param line of `.driftless.yaml`, from 1; 0 for a rule that stands in no file
/// @param objects which objects it is about
/// @param fields JSON pointers with `*` for any one step (`/spec/replicas`), or paths in the notation of managedFields
///     (`.spec.template.spec.containers[name="api"].image`, `[*]` for any item); each stands for all that lies in it
/// @param managers globs of field managers: only what they own. With fields, both must hold
/// @param reason what a person wrote why
public record IgnoreRule(
        int number, int line, Objects objects, List<String> fields, List<String> managers, Optional<String> reason) {
    public IgnoreRule {
        fields = List.copyOf(fields);
        managers = List.copyOf(managers);
    }

    /// Which objects; each part is a glob with `*` for any text.
    ///
    /// @param group the API group, empty for the core API
    public record Objects(String group, String kind, String namespace, String name) {
        public static final Objects ALL = new Objects("*", "*", "*", "*");

        public boolean include(ResourceKey key) {
            return Glob.matches(group, key.group())
                    && Glob.matches(kind, key.kind())
                    && Glob.matches(namespace, key.namespace())
                    && Glob.matches(name, key.name());
        }

        public static Objects just(ResourceKey key) {
            return new Objects(key.group(), key.kind(), key.namespace(), key.name());
        }
    }

    /// Whether it leaves whole objects alone.
    public boolean whole() {
        return fields.isEmpty() && managers.isEmpty();
    }

    /// Whether `field` can stand in [#fields()]: a place below the root that is not an object's identity.
    public static boolean isField(String field) {
        return FieldPattern.isValid(field);
    }

    /// In one line, without its reason: `apps/Deployment payments/api /spec/replicas kube-controller-manager`.
    public String text() {
        var parts = new ArrayList<String>();
        String kind = objects.kind();
        parts.add(objects.group().equals("*") || objects.group().isEmpty() ? kind : objects.group() + "/" + kind);
        parts.add(objects.namespace().isEmpty() ? objects.name() : objects.namespace() + "/" + objects.name());
        parts.addAll(fields);
        parts.addAll(managers);
        return String.join(" ", parts);
    }
}
