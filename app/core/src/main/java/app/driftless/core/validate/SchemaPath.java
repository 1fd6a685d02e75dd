package app.driftless.core.validate;

import app.driftless.core.manifest.Gvk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows a path of keys and list items through a schema.
final class SchemaPath {
    private SchemaPath() {}

    static Optional<SchemaNode> follow(SchemaNode root, List<String> path) {
        Optional<SchemaNode> node = Optional.of(root);
        for (String token : path) {
            node = node.flatMap(n -> child(n, token));
        }
        return node;
    }

    private static Optional<SchemaNode> child(SchemaNode node, String token) {
        if (node.items().isPresent() && (token.equals(TextPlace.ITEM) || token.matches("\\d+"))) {
            return node.items();
        }
        return Optional.ofNullable(node.properties().get(token)).or(node::additionalProperties);
    }

    /// The schema of a document by its type, or by the file's name where that decides.
    static Optional<SchemaNode> root(String path, String apiVersion, String kind, SchemaSet schemas) {
        if (!apiVersion.isEmpty() && !kind.isEmpty()) {
            return schemas.schema(Gvk.of(apiVersion, kind));
        }
        return Optional.ofNullable(SchemaValidator.configurationType(path, Map.of()))
                .flatMap(schemas::schema);
    }
}
