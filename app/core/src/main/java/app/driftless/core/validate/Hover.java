package app.driftless.core.validate;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.YamlRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what the field under a place of a text is for. Pure; any thread.
public final class Hover {
    /// @param path the field, such as `spec.template.spec.containers[0].image`
    /// @param type as the schema names it, ` *` behind it if the field is required
    /// @param text the schema's description, allowed values, default
    public record FieldHelp(String path, String type, String text) {}

    private final SchemaSet schemas;

    public Hover(SchemaSet schemas) {
        this.schemas = schemas;
    }

    /// @param path of the file, relative to the repository
    /// @param offset in `text`, in UTF-16 units
    public Optional<FieldHelp> at(String path, String text, int offset) {
        ManifestFile file = Manifests.parser().parse(path, text, YamlRoute.RAW);
        for (Document document : file.documents()) {
            Optional<JsonPointer> pointer = document.pointerAt(offset);
            if (pointer.isPresent()) {
                return inDocument(path, document, pointer.get());
            }
        }
        return inText(path, text, offset);
    }

    private Optional<FieldHelp> inDocument(String path, Document document, JsonPointer pointer) {
        for (Resource resource : document.resources()) {
            JsonPointer at = document.pointerOf(resource);
            if (pointer.startsWith(at)) {
                List<String> tokens = pointer.tokens()
                        .subList(at.tokens().size(), pointer.tokens().size());
                return schemas.schema(resource.type()).flatMap(root -> help(root, tokens));
            }
        }
        if (!(document.value() instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return SchemaPath.root(path, text(map.get("apiVersion")), text(map.get("kind")), schemas)
                .flatMap(root -> help(root, pointer.tokens()));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /// The text does not parse up to here: by lines and indentation.
    private Optional<FieldHelp> inText(String path, String text, int offset) {
        int end = offset;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return TextPlace.at(text, end).flatMap(place -> {
            var tokens = new ArrayList<>(place.path());
            tokens.add(place.key().orElse(place.typed()));
            return SchemaPath.root(path, place.apiVersion(), place.kind(), schemas)
                    .flatMap(root -> help(root, tokens));
        });
    }

    private static Optional<FieldHelp> help(SchemaNode root, List<String> tokens) {
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        boolean required = SchemaPath.follow(root, tokens.subList(0, tokens.size() - 1))
                .map(parent -> parent.required().contains(tokens.getLast()))
                .orElse(false);
        return SchemaPath.follow(root, tokens)
                .map(node -> new FieldHelp(
                        dotted(tokens), Completion.detail(node, required), Completion.documentation(node)));
    }

    private static String dotted(List<String> tokens) {
        var text = new StringBuilder();
        for (String token : tokens) {
            if (token.equals(TextPlace.ITEM)) {
                text.append("[]");
            } else if (token.matches("\\d+")) {
                text.append('[').append(token).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(token);
            }
        }
        return text.toString();
    }
}
