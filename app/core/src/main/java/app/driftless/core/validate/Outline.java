package app.driftless.core.validate;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The structure of a file for an outline: documents, and the keys in them. Pure.
public final class Outline {
    private static final int DEPTH = 12;
    private static final int MOST_CHILDREN = 500;
    private static final int LONGEST_DETAIL = 40;

    private Outline() {}

    /// @param label the object, the key, or the list item's name or number
    /// @param detail a short value, or the number of a list's items; empty where it says nothing or is a Secret's
    /// @param range of the key, of the list's item, or of the whole document; choose its start to go there
    public record Entry(String label, String detail, SourceRange range, List<Entry> children) {}

    public static List<Entry> of(ManifestFile file) {
        return file.documents().stream()
                .filter(document -> document.value() != null)
                .map(document -> new Entry(
                        label(document),
                        "",
                        document.range(),
                        children(document, JsonPointer.ROOT, document.value(), 1)))
                .toList();
    }

    private static String label(Document document) {
        List<Resource> resources = document.resources();
        return switch (resources.size()) {
            case 0 ->
                document.value() instanceof Map<?, ?> map && map.get("kind") instanceof String kind
                        ? kind
                        : Integer.toString(document.index() + 1);
            case 1 ->
                resources.getFirst().key().kind() + " "
                        + resources.getFirst().key().name();
            default -> "List (" + resources.size() + ")";
        };
    }

    private static List<Entry> children(Document document, JsonPointer at, @Nullable Object value, int depth) {
        var entries = new ArrayList<Entry>();
        if (depth > DEPTH) {
            return entries;
        }
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, child) ->
                        add(document, at.child(String.valueOf(key)), String.valueOf(key), child, depth, entries));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> item) {
                        String label = item.get("name") instanceof String name ? name : Integer.toString(i + 1);
                        add(document, at.child(i), label, item, depth, entries);
                    }
                }
            }
            case null, default -> {}
        }
        return List.copyOf(entries);
    }

    private static void add(
            Document document, JsonPointer at, String label, @Nullable Object value, int depth, List<Entry> entries) {
        if (entries.size() < MOST_CHILDREN) {
            document.keyRange(at).or(() -> document.valueRange(at)).ifPresent(range -> {
                List<Entry> children = value == null ? List.of() : children(document, at, value, depth + 1);
                entries.add(new Entry(label, detail(document, value), range, children));
            });
        }
    }

    private static String detail(Document document, @Nullable Object value) {
        boolean secret = document.resources().stream()
                .anyMatch(
                        r -> r.key().kind().equals("Secret") && r.key().group().isEmpty());
        return switch (value) {
            case null -> "";
            case Map<?, ?> _ -> "";
            case List<?> list -> Integer.toString(list.size());
            default -> {
                String line = secret ? "" : value.toString().lines().findFirst().orElse("");
                yield line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
            }
        };
    }
}
