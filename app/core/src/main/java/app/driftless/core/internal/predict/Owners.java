package app.driftless.core.internal.predict;

import app.driftless.core.manifest.ApplySetLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The managedFields of a live object, ours apart from the others'.
record Owners(Optional<Owner> ours, List<Owner> others) {
    private static final String OURS = "driftless";
    /// The label of our set is no part of what is compared.
    private static final List<String> OUR_LABEL = List.of("f:metadata", "f:labels", "f:" + ApplySetLabel.NAME);

    /// @param entry as it stands in managedFields
    record Owner(Map<String, Object> entry, FieldTree fields) {
        String manager() {
            return text("manager");
        }

        String apiVersion() {
            return text("apiVersion");
        }

        private String text(String name) {
            return entry.get(name) instanceof String text ? text : "";
        }

        boolean isOurName() {
            return manager().equals(OURS);
        }

        /// Written by other means than an apply, and not through a subresource.
        boolean isUpdate() {
            return text("operation").equals("Update") && text("subresource").isEmpty();
        }

        private boolean isOurs() {
            return isOurName()
                    && text("operation").equals("Apply")
                    && text("subresource").isEmpty();
        }

        Map<String, Object> with(FieldTree other) {
            Map<String, Object> copy = new LinkedHashMap<>(entry);
            copy.put("fieldsV1", other.fieldsV1());
            return copy;
        }
    }

    /// As they are compared: without the label of our set.
    static Owners of(Map<String, Object> live) {
        return of(live, false);
    }

    /// As they stand in live.
    static Owners read(Map<String, Object> live) {
        return of(live, true);
    }

    private static Owners of(Map<String, Object> live, boolean label) {
        Optional<Owner> ours = Optional.empty();
        var others = new ArrayList<Owner>();
        if (live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> map) {
                    FieldTree fields = FieldTree.read(map.get("fieldsV1"));
                    var owner = new Owner(typed(map), label ? fields : fields.without(OUR_LABEL));
                    if (owner.isOurs()) {
                        ours = Optional.of(owner);
                    } else {
                        others.add(owner);
                    }
                }
            }
        }
        return new Owners(ours, List.copyOf(others));
    }

    static Map<String, Object> typed(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            @Nullable Object value = entry.getValue();
            if (value != null) {
                typed.put(String.valueOf(entry.getKey()), value);
            }
        }
        return typed;
    }

    /// Ours as an apply of `claims` would write it.
    Map<String, Object> claimed(FieldTree claims, String apiVersion) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("manager", OURS);
        entry.put("operation", "Apply");
        ours.map(owner -> owner.entry().get("time")).ifPresent(time -> entry.put("time", time));
        entry.put("apiVersion", apiVersion);
        entry.put("fieldsType", "FieldsV1");
        entry.put("fieldsV1", claims.fieldsV1());
        return entry;
    }
}
