package app.driftless.core.manifest;

import app.driftless.core.internal.yaml.CheckedEdits;
import app.driftless.core.internal.yaml.YamlParser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and edits manifests. Pure; any thread.
public final class Manifests {
    private static final ManifestParser PARSER = new YamlParser();
    private static final CheckedEdits EDITS = new CheckedEdits();

    private Manifests() {}

    /// The parser of Driftless. Pure, bounded and thread-safe.
    public static ManifestParser parser() {
        return PARSER;
    }

    /// The edit that sets one value of a text and leaves every other byte and every other value as it is. Missing
    /// maps on the way are made; the index behind a list's last item appends.
    ///
    /// @param document which document of the text, from 0
    /// @param value a JSON tree
    /// @return empty where that can't be done by one edit: the text has errors, the place is the root or within a
    ///     scalar, or other values would change with it, as those of an anchor do
    public static Optional<TextEdit> set(
            String text, int document, JsonPointer pointer, @Nullable Object value, YamlRoute route) {
        return EDITS.set(text, document, pointer, value, route);
    }

    /// The edit that removes one map entry or list item, under the same promise.
    public static Optional<TextEdit> remove(String text, int document, JsonPointer pointer, YamlRoute route) {
        return EDITS.remove(text, document, pointer, route);
    }
}
