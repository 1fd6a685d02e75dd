package app.driftless.core.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One node of a structural schema (Kubernetes' profile of OpenAPI 3), for completion, hover and validation.
/// Immutable; references are resolved lazily.
public interface SchemaNode {
    /// `object`, `array`, `string`, `integer`, `number`, `boolean`, or empty for anything.
    String type();

    String description();

    /// Known properties in the schema's order.
    Map<String, SchemaNode> properties();

    /// The schema of values under keys that are not known properties.
    Optional<SchemaNode> additionalProperties();

    Optional<SchemaNode> items();

    List<String> required();

    List<Object> allowedValues();

    /// `x-kubernetes-int-or-string`, or format `int-or-string`.
    boolean intOrString();

    /// `x-kubernetes-preserve-unknown-fields`.
    boolean preservesUnknown();

    /// `x-kubernetes-list-type`: `atomic`, `set`, `map`, or empty.
    String listType();

    /// `x-kubernetes-list-map-keys`.
    List<String> listMapKeys();

    String format();

    /// Limits of the value.
    Bounds bounds();

    /// What the server fills in where the field is missing; null for nothing.
    @Nullable
    Object defaultValue();

    /// `x-kubernetes-embedded-resource`: the value is a whole Kubernetes object.
    boolean embeddedResource();
}
