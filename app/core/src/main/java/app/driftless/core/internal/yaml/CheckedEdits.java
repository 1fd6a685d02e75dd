package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.TextEdit;
import app.driftless.core.manifest.YamlRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Edits of one value that are proven by reading the edited text again: every document must be as before, save for
/// that value.
public final class CheckedEdits {
    private final YamlParser parser = new YamlParser();

    public Optional<TextEdit> set(
            String text, int document, JsonPointer pointer, @Nullable Object value, YamlRoute route) {
        if (pointer.tokens().isEmpty()) {
            return Optional.empty();
        }
        return checked(
                text,
                document,
                route,
                target -> new Editing(text, target).set(pointer, value),
                tree -> Trees.with(tree, pointer.tokens(), value));
    }

    public Optional<TextEdit> remove(String text, int document, JsonPointer pointer, YamlRoute route) {
        if (pointer.tokens().isEmpty()) {
            return Optional.empty();
        }
        return checked(
                text,
                document,
                route,
                target -> new Removing(text, target).remove(pointer),
                tree -> Trees.without(tree, pointer.tokens()));
    }

    private Optional<TextEdit> checked(
            String text,
            int document,
            YamlRoute route,
            Function<YamlDocument, Optional<TextEdit>> edit,
            Function<@Nullable Object, Optional<Object>> wish) {
        ManifestFile before = parser.parse("", text, route);
        if (document < 0 || document >= before.documents().size() || before.hasErrors()) {
            return Optional.empty();
        }
        var target = (YamlDocument) before.documents().get(document);
        Optional<Object> wanted = wish.apply(target.value());
        return wanted.isEmpty()
                ? Optional.empty()
                : edit.apply(target).filter(proposed -> {
                    ManifestFile after = parser.parse("", proposed.applyTo(text), route);
                    List<@Nullable Object> expected = values(before);
                    expected.set(document, wanted.get());
                    return !after.hasErrors() && Objects.equals(expected, values(after));
                });
    }

    private static List<@Nullable Object> values(ManifestFile file) {
        var values = new ArrayList<@Nullable Object>();
        file.documents().forEach(d -> values.add(d.value()));
        return values;
    }
}
