package app.driftless.core.internal.schema;

import app.driftless.core.validate.Bounds;
import app.driftless.core.validate.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a schema says, its reference followed.
record SchemaFacts(
        String type,
        String description,
        Map<String, SchemaNode> properties,
        Optional<SchemaNode> additional,
        Optional<SchemaNode> items,
        List<String> required,
        List<Object> allowed,
        Bounds bounds,
        Marks marks) {
    /// The rarer ones.
    record Marks(
            String format,
            boolean intOrString,
            boolean preserves,
            boolean embedded,
            String listType,
            List<String> mapKeys,
            @Nullable Object byDefault) {}
}
