package app.driftless.core.internal.predict;

import app.driftless.core.diff.Canonical;
import app.driftless.core.diff.Migration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What we take over from older managers of a live object before we apply (client-go's `csaupgrade`, for the managers
/// that [Migration] lists). Pure.
///
/// @param migrations what moves
/// @param fields what is ours afterwards, before the apply
/// @param entries the managedFields that say so
public record Inheritance(List<Migration> migrations, FieldTree fields, List<Map<String, Object>> entries) {
    private static final Set<String> UNASKED =
            Set.of("kubectl-client-side-apply", "kubectl-create", "kubectl-replace", "before-first-apply");

    /// Empty if there is nothing to take over.
    ///
    /// @param live with managedFields
    /// @param apiVersion of desired
    /// @param consented further managers that a person gave up, by their exact names
    public static Optional<Inheritance> of(Map<String, Object> live, String apiVersion, Set<String> consented) {
        Owners owners = Owners.read(live);
        var migrations = new ArrayList<Migration>();
        var entries = new ArrayList<Map<String, Object>>();
        FieldTree fields = owners.ours().map(Owners.Owner::fields).orElseGet(FieldTree::new);
        Optional<Object> time = owners.ours().map(ours -> ours.entry().get("time"));
        for (Owners.Owner owner : owners.others()) {
            if (!owner.isUpdate() || !(given(owner, owners.ours().isEmpty(), consented))) {
                entries.add(owner.entry());
                continue;
            }
            // A field of a version that is gone, or of a value that is gone, would only confuse the server.
            FieldTree there = owner.fields().within(live);
            fields = fields.with(there);
            migrations.add(new Migration(owner.manager(), there.texts()));
            time = time.or(() -> Optional.ofNullable(owner.entry().get("time")));
        }
        if (migrations.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> entry = new LinkedHashMap<>(owners.claimed(fields, apiVersion));
        time.ifPresent(at -> entry.put("time", at));
        entries.add(entry);
        return Optional.of(new Inheritance(List.copyOf(migrations), fields, List.copyOf(entries)));
    }

    private static boolean given(Owners.Owner owner, boolean adopting, Set<String> consented) {
        return owner.isOurName()
                || consented.contains(owner.manager())
                || (adopting && UNASKED.contains(owner.manager()));
    }

    public Set<String> managers() {
        Set<String> names = new LinkedHashSet<String>();
        migrations.forEach(migration -> names.add(migration.manager()));
        return names;
    }

    /// The JSON patch that does it; it holds for one resourceVersion only, which the caller has tested with it.
    public List<Map<String, Object>> operations() {
        return List.of(Map.of("op", "replace", "path", "/metadata/managedFields", "value", entries));
    }

    /// What an apply would leave that comes after it, except for defaults that the server fills in where something
    /// went.
    ///
    /// @param predicted what an apply with force would leave without it, with managedFields
    public Map<String, Object> applied(Map<String, Object> predicted, Schema schema) {
        Owners after = Owners.of(predicted);
        FieldTree kept = after.ours().map(Owners.Owner::fields).orElseGet(FieldTree::new);
        var left = new ArrayList<Map<String, Object>>();
        after.ours().ifPresent(ours -> left.add(ours.entry()));
        for (Owners.Owner other : after.others()) {
            if (!other.isUpdate() || !managers().contains(other.manager())) {
                kept = kept.with(other.fields());
                left.add(other.entry());
            }
        }
        Object body = new Removal(false).from(predicted, schema, fields, kept);
        return owned(Owners.typed(Items.entries(body)), List.copyOf(left));
    }

    /// An object with the managedFields of another.
    public static Map<String, Object> withOwners(Map<String, Object> body, Map<String, Object> owners) {
        Object entries = Items.entries(owners.get("metadata")).get("managedFields");
        return owned(new LinkedHashMap<>(body), entries == null ? List.of() : entries);
    }

    private static Map<String, Object> owned(Map<String, Object> body, Object entries) {
        Map<String, Object> metadata = Owners.typed(Items.entries(body.get("metadata")));
        metadata.put("managedFields", entries);
        body.put("metadata", metadata);
        return body;
    }

    /// The JSON patch that gives `live` the content of `target`, to ask the server what it would fill in.
    public static List<Map<String, Object>> towards(Map<String, Object> live, Map<String, Object> target) {
        var operations = new ArrayList<Map<String, Object>>();
        compare("", content(live), content(target), operations);
        compare(
                "/metadata",
                Owners.typed(Items.entries(live.get("metadata"))),
                Owners.typed(Items.entries(target.get("metadata"))),
                operations);
        return operations;
    }

    private static Map<String, Object> content(Map<String, Object> body) {
        Map<String, Object> copy = Owners.typed(body);
        copy.keySet().removeAll(Set.of("metadata", "status", "apiVersion", "kind"));
        return copy;
    }

    private static void compare(
            String at, Map<String, Object> live, Map<String, Object> target, List<Map<String, Object>> operations) {
        live.forEach((name, value) -> {
            String path = at + "/" + name;
            if (name.equals("managedFields")) {
                return;
            }
            if (!target.containsKey(name)) {
                operations.add(Map.of("op", "remove", "path", path));
            } else if (!Canonical.same(value, target.get(name))) {
                operations.add(Map.of("op", "replace", "path", path, "value", target.get(name)));
            }
        });
        target.forEach((name, value) -> {
            if (!live.containsKey(name) && !name.equals("managedFields")) {
                operations.add(Map.of("op", "add", "path", at + "/" + name, "value", value));
            }
        });
    }
}
