package app.driftless.core.manifest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One YAML document of a file: its value, and where each part of it stands in the text. Immutable.
public interface Document {
    /// From 0 within the file.
    int index();

    /// From its first content to its last.
    SourceRange range();

    /// The value as JSON types (see [Resource#body()]); null for an empty document.
    @Nullable
    Object value();

    /// The resources in it: one, the items of a `List`, or none if it is not a Kubernetes object.
    List<Resource> resources();

    /// Where in the document one of its [#resources()] stands: the root, or an item of a list.
    JsonPointer pointerOf(Resource resource);

    /// Where the value at `pointer` stands.
    Optional<SourceRange> valueRange(JsonPointer pointer);

    /// Where the key of the map entry at `pointer` stands.
    Optional<SourceRange> keyRange(JsonPointer pointer);

    /// The innermost place that holds `offset`.
    Optional<JsonPointer> pointerAt(int offset);
}
