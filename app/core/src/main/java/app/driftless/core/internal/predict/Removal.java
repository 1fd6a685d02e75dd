package app.driftless.core.internal.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes away what we owned, want no more, and nobody else owns (structured-merge-diff's `prune`). Used once.
final class Removal {
    private static final FieldTree NAMED = FieldTree.read(
            Map.of("f:apiVersion", Map.of(), "f:kind", Map.of(), "f:metadata", Map.of("f:name", Map.of())));
    /// Below a field that nobody names.
    private static final FieldTree NONE = new FieldTree();

    private final boolean keepsDefaults;
    private boolean guessed;

    /// @param keepsDefaults whether what the server would fill in again is kept, as a guess
    Removal(boolean keepsDefaults) {
        this.keepsDefaults = keepsDefaults;
    }

    /// Whether something was kept because the server would fill in the same.
    boolean guessed() {
        return guessed;
    }

    /// A whole object; whoever applies it names it, which managedFields never say.
    ///
    /// @param before what we owned
    /// @param kept what anybody owns afterwards
    @Nullable
    Object from(@Nullable Object value, Schema schema, FieldTree before, FieldTree kept) {
        return without(value, schema, before, kept.with(NAMED));
    }

    private @Nullable Object without(@Nullable Object value, Schema schema, FieldTree before, FieldTree kept) {
        return switch (schema.form(value)) {
            case LEAF -> value;
            case MAP -> {
                Map<String, @Nullable Object> rest = new LinkedHashMap<>();
                Items.entries(value).forEach((key, item) -> {
                    String name = String.valueOf(key);
                    Schema type = schema.field(name);
                    boolean named = schema.declares(name);
                    FieldTree was = child(before, Step.field(name));
                    FieldTree stays = child(kept, Step.field(name));
                    if (!counts(was, named) || counts(stays, named)) {
                        rest.put(name, was.isEmpty() ? item : without(item, type, was, stays));
                    } else if (keepsDefaults && named && Presets.plausible(name, item, type)) {
                        guessed = true;
                        rest.put(name, item);
                    }
                });
                yield rest;
            }
            case KEYED, SET -> {
                var rest = new ArrayList<@Nullable Object>();
                for (Object item : Items.listed(value)) {
                    Step step = Items.step(item, schema);
                    FieldTree was = step == null ? NONE : child(before, step);
                    FieldTree stays = step == null ? NONE : child(kept, step);
                    if (!counts(was, false) || counts(stays, false)) {
                        rest.add(was.isEmpty() ? item : without(item, schema.items(), was, stays));
                    }
                }
                yield rest;
            }
        };
    }

    private static FieldTree child(FieldTree tree, Step step) {
        FieldTree child = tree.child(step.id());
        return child == null ? NONE : child;
    }

    /// A declared field counts as owned with anything in it; an entry or item only by itself.
    private static boolean counts(FieldTree tree, boolean declared) {
        return tree.isMember() || (declared && !tree.isEmpty());
    }
}
