package app.driftless.core.internal.predict;

import app.driftless.core.diff.Canonical;
import app.driftless.core.diff.FieldConflict;
import app.driftless.core.diff.SecretForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works out what a server-side apply by us would leave, from the server's published schema and the live object's
/// managedFields alone: the merge of structured-merge-diff, removal of what we owned and want no more, and published
/// defaults. What only the server knows stays as it is in live: defaults of its own, validation, admission. Pure.
public final class LocalPrediction {
    private static final Set<String> IDENTITY = Set.of(
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "generation",
            "managedFields",
            "resourceVersion");

    private LocalPrediction() {}

    /// What an apply would leave.
    ///
    /// @param predicted with managedFields, as an apply with force leaves them; without the live object's `status`
    ///     changed
    /// @param conflicts what an apply without force would be refused for
    /// @param exact whether a dry run provably answers the same, mutating admission aside: content and owners
    ///     stay as they are, and nothing was assumed to come to that
    public record Prediction(Map<String, Object> predicted, List<FieldConflict> conflicts, boolean exact) {
        public Prediction {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// @param desired as rendered, namespace settled
    /// @param live in the same version of its kind, with managedFields
    /// @param baseline desired at the commit that was synced last: tells what admission changed from what
    ///     others did
    /// @param schema of the kind
    public static Prediction of(
            Map<String, Object> desired,
            Map<String, Object> live,
            Optional<Map<String, Object>> baseline,
            Schema schema) {
        Map<String, Object> wanted = content(SecretForm.stored(desired));
        Owners owners = Owners.of(live);
        FieldTree before = owners.ours().map(Owners.Owner::fields).orElseGet(FieldTree::new);
        FieldTree claims = FieldTree.of(claimed(wanted), schema);
        var merge = new Merge(
                before, owners.others().stream().map(Owners.Owner::fields).toList());
        Object merged = merge.merge(
                Merge.Where.ROOT,
                new Merge.Values(
                        wanted, true, live, baseline.map(SecretForm::stored).orElse(null)),
                schema);
        var conflicts = new ArrayList<FieldConflict>();
        var entries = new ArrayList<Map<String, Object>>();
        FieldTree kept = claims;
        for (Owners.Owner other : owners.others()) {
            FieldTree rest = other.fields();
            for (Merge.Where change : merge.changed()) {
                if (rest.contains(change.steps())) {
                    conflicts.add(new FieldConflict(change.text(), other.manager()));
                    rest = rest.without(change.steps());
                }
            }
            if (!rest.isEmpty()) {
                entries.add(other.with(rest));
            }
            kept = kept.with(rest);
        }
        var removal = new Removal(true);
        Object left = Presets.filled(removal.from(merged, schema, before, kept), schema);
        String apiVersion = String.valueOf(desired.get("apiVersion"));
        entries.add(owners.claimed(claims, apiVersion));
        Map<String, Object> predicted = owned(left, entries);
        boolean exact = !merge.guessed()
                && !removal.guessed()
                && conflicts.isEmpty()
                && owners.ours()
                        .filter(ours -> ours.apiVersion().equals(apiVersion)
                                && ours.fields().equals(claims))
                        .isPresent()
                && Canonical.same(content(live), content(predicted));
        return new Prediction(predicted, conflicts, exact);
    }

    /// About what a create of desired would leave, as far as schema and live tell: defaults are those values of live
    /// that the server may have filled in.
    public static Map<String, Object> created(
            Map<String, Object> desired, Optional<Map<String, Object>> live, Schema schema) {
        Map<String, Object> wanted = content(SecretForm.stored(desired));
        Object completed = live.isEmpty() ? wanted : new Whole().completed("", wanted, content(live.get()), schema);
        return Presets.filled(completed, schema) instanceof Map<?, ?> filled ? Owners.typed(filled) : wanted;
    }

    /// Without what an apply never changes.
    private static Map<String, Object> content(Map<String, Object> body) {
        Map<String, Object> copy = Owners.typed(body);
        copy.remove("status");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> rest = Owners.typed(metadata);
            rest.remove("managedFields");
            copy.put("metadata", rest);
        }
        return copy;
    }

    /// Without what managedFields never name.
    private static Map<String, Object> claimed(Map<String, Object> wanted) {
        Map<String, Object> copy = new LinkedHashMap<>(wanted);
        copy.remove("apiVersion");
        copy.remove("kind");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> rest = Owners.typed(metadata);
            rest.keySet().removeAll(IDENTITY);
            if (rest.isEmpty()) {
                copy.remove("metadata");
            } else {
                copy.put("metadata", rest);
            }
        }
        return copy;
    }

    private static Map<String, Object> owned(@Nullable Object body, List<Map<String, Object>> entries) {
        Map<String, Object> copy = body instanceof Map<?, ?> map ? Owners.typed(map) : new LinkedHashMap<>();
        Map<String, Object> metadata =
                copy.get("metadata") instanceof Map<?, ?> known ? Owners.typed(known) : new LinkedHashMap<>();
        metadata.put("managedFields", List.copyOf(entries));
        copy.put("metadata", metadata);
        return copy;
    }
}
