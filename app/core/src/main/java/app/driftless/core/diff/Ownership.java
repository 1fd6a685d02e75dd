package app.driftless.core.diff;

import app.driftless.core.manifest.ApplySetLabel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who owns which field of an object: its `metadata.managedFields`.
record Ownership(List<Entry> entries) {
    static final String OURS = "driftless";
    private static final PathElement[] OUR_LABEL = {
        new PathElement.Field("metadata"), new PathElement.Field("labels"), new PathElement.Field(ApplySetLabel.NAME)
    };

    /// @param time when the manager last wrote any of its fields
    record Entry(
            String manager,
            String operation,
            String subresource,
            String apiVersion,
            Optional<Instant> time,
            FieldSet fields,
            boolean inherited) {
        private Entry asInherited() {
            return new Entry(manager, operation, subresource, apiVersion, time, fields, true);
        }

        boolean ours() {
            return inherited || manager.equals(OURS) && operation.equals("Apply") && subresource.isEmpty();
        }
    }

    static Ownership of(Map<String, Object> body) {
        var entries = new ArrayList<Entry>();
        if (body.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> entry) {
                    entries.add(new Entry(
                            text(entry.get("manager")),
                            text(entry.get("operation")),
                            text(entry.get("subresource")),
                            text(entry.get("apiVersion")),
                            time(text(entry.get("time"))),
                            FieldSet.read(entry.get("fieldsV1")).without(OUR_LABEL),
                            false));
                }
            }
        }
        return new Ownership(List.copyOf(entries));
    }

    /// The same, where updates of these managers count as ours.
    Ownership inheriting(Set<String> managers) {
        return managers.isEmpty()
                ? this
                : new Ownership(entries.stream()
                        .map(entry -> entry.operation().equals("Update")
                                        && entry.subresource().isEmpty()
                                        && managers.contains(entry.manager())
                                ? entry.asInherited()
                                : entry)
                        .toList());
    }

    private static String text(@Nullable Object value) {
        return value instanceof String s ? s : "";
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            // An upper bound that cannot be read is not shown.
            return Optional.empty();
        }
    }

    /// The entry that wrote last.
    static Optional<Entry> latest(List<Entry> entries) {
        return entries.stream().max(Comparator.comparing(e -> e.time().orElse(Instant.MIN)));
    }

    /// Whether both say the same of every field, times aside.
    boolean sameFields(Ownership other) {
        return claims().equals(other.claims());
    }

    private Set<List<Object>> claims() {
        var set = new HashSet<List<Object>>();
        for (Entry entry : entries) {
            if (!entry.fields().isLeaf()) {
                set.add(List.of(
                        entry.manager(), entry.operation(), entry.subresource(), entry.apiVersion(), entry.fields()));
            }
        }
        return set;
    }
}
