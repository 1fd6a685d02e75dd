package app.driftless.core.validate;

import app.driftless.core.manifest.Gvk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Proposes keys and values while a person types. Works on text that does not parse yet. Pure; any thread.
public final class Completion {
    /// @param detail type, and whether it is required
    /// @param replaceFrom the offset from which the proposal replaces the text up to the caret
    /// @param insert the text to put there, indented
    public record Proposal(String label, String detail, String documentation, int replaceFrom, String insert) {}

    /// Fields of `metadata` and of the root that the server writes.
    private static final Set<String> SERVER_FIELDS = Set.of(
            "managedFields",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");
    private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "spec", "name");

    private final SchemaSet schemas;

    public Completion(SchemaSet schemas) {
        this.schemas = schemas;
    }

    /// The proposals at a place, best first; none where nothing is known.
    ///
    /// @param path of the file, relative to the repository
    /// @param offset of the caret in `text`, in UTF-16 units
    public List<Proposal> at(String path, String text, int offset) {
        return TextPlace.at(text, offset)
                .map(place -> proposals(path, text, offset, place))
                .orElse(List.of());
    }

    private List<Proposal> proposals(String path, String text, int offset, TextPlace place) {
        Optional<SchemaNode> root = SchemaPath.root(path, place.apiVersion(), place.kind(), schemas);
        if (place.key().isPresent()) {
            return values(root, place, place.key().get());
        }
        if (root.isEmpty() && place.path().isEmpty()) {
            return matching(place, untypedKeys(place));
        }
        Optional<SchemaNode> node = root.flatMap(r -> SchemaPath.follow(r, place.path()));
        boolean colon = offset < text.length() && text.charAt(offset) == ':';
        return node.map(n -> matching(
                        place, place.inItem() && n.properties().isEmpty() ? scalars(n, place) : keys(n, place, colon)))
                .orElse(List.of());
    }

    /// Before the type is known: the keys that every object has.
    private static List<Proposal> untypedKeys(TextPlace place) {
        var proposals = new ArrayList<Proposal>();
        for (String key : List.of("apiVersion", "kind")) {
            if (!place.siblings().contains(key)) {
                proposals.add(new Proposal(key, "string", "", place.from(), key + ": "));
            }
        }
        if (!place.siblings().contains("metadata")) {
            proposals.add(new Proposal("metadata", "object", "", place.from(), "metadata:\n  name: "));
        }
        return proposals;
    }

    private static List<Proposal> keys(SchemaNode node, TextPlace place, boolean colon) {
        var proposals = new ArrayList<Proposal>();
        node.properties().forEach((name, schema) -> {
            boolean server = place.path().isEmpty() && name.equals("status")
                    || place.path().equals(List.of("metadata")) && SERVER_FIELDS.contains(name);
            if (!server && !place.siblings().contains(name)) {
                boolean required = node.required().contains(name);
                String insert = colon ? name : name + continued(schema, place.column());
                proposals.add(
                        new Proposal(name, detail(schema, required), documentation(schema), place.from(), insert));
            }
        });
        proposals.sort(Comparator.comparing((Proposal p) -> !node.required().contains(p.label()))
                .thenComparing(p -> FIRST.contains(p.label()) ? FIRST.indexOf(p.label()) : FIRST.size())
                .thenComparing(Proposal::label));
        return proposals;
    }

    private static String continued(SchemaNode schema, int column) {
        String deeper = "\n" + " ".repeat(column + 2);
        return switch (schema.type()) {
            case "object" -> ":" + deeper;
            case "array" -> ":" + deeper + "- ";
            default -> ": ";
        };
    }

    private List<Proposal> values(Optional<SchemaNode> root, TextPlace place, String key) {
        if (place.path().isEmpty() && key.equals("apiVersion")) {
            return matching(place, apiVersions(place));
        }
        if (place.path().isEmpty() && key.equals("kind")) {
            return matching(place, kinds(place));
        }
        var path = new ArrayList<>(place.path());
        path.add(key);
        return root.flatMap(r -> SchemaPath.follow(r, path))
                .map(node -> matching(place, scalars(node, place)))
                .orElse(List.of());
    }

    private static List<Proposal> scalars(SchemaNode node, TextPlace place) {
        List<Object> values = node.type().equals("boolean") ? List.of(true, false) : node.allowedValues();
        return values.stream()
                .map(value -> new Proposal(
                        value.toString(),
                        value.equals(node.defaultValue()) ? "default" : node.type(),
                        "",
                        place.from(),
                        value.toString()))
                .toList();
    }

    private List<Proposal> apiVersions(TextPlace place) {
        Map<String, List<String>> kinds = new TreeMap<>();
        for (Gvk type : schemas.types()) {
            if (place.kind().isEmpty() || place.kind().equals(type.kind())) {
                kinds.computeIfAbsent(type.apiVersion(), _ -> new ArrayList<>()).add(type.kind());
            }
        }
        return kinds.entrySet().stream()
                .map(e -> new Proposal(
                        e.getKey(),
                        "",
                        String.join(", ", e.getValue().stream().sorted().toList()),
                        place.from(),
                        e.getKey()))
                .toList();
    }

    private List<Proposal> kinds(TextPlace place) {
        Map<String, Gvk> kinds = new TreeMap<>();
        for (Gvk type : schemas.types()) {
            if (place.apiVersion().isEmpty() || place.apiVersion().equals(type.apiVersion())) {
                kinds.putIfAbsent(type.kind(), type);
            }
        }
        return kinds.values().stream()
                .map(type -> new Proposal(
                        type.kind(),
                        type.apiVersion(),
                        schemas.schema(type).map(SchemaNode::description).orElse(""),
                        place.from(),
                        type.kind()))
                .toList();
    }

    /// Those that begin with what is typed, then those that hold it; none if only the typed text itself is left.
    private static List<Proposal> matching(TextPlace place, List<Proposal> all) {
        String typed = place.typed().toLowerCase(Locale.ROOT);
        var ordered = new LinkedHashMap<String, Proposal>();
        all.stream()
                .filter(p -> p.label().toLowerCase(Locale.ROOT).startsWith(typed))
                .forEach(p -> ordered.put(p.label(), p));
        all.stream()
                .filter(p -> p.label().toLowerCase(Locale.ROOT).contains(typed))
                .forEach(p -> ordered.putIfAbsent(p.label(), p));
        boolean done = ordered.size() == 1 && place.key().isPresent() && ordered.containsKey(place.typed());
        return done ? List.of() : List.copyOf(ordered.values());
    }

    static String detail(SchemaNode schema, boolean required) {
        String type = schema.intOrString() ? "integer | string" : schema.type();
        String item =
                schema.items().map(SchemaNode::type).filter(t -> !t.isEmpty()).orElse("");
        String shown = type.equals("array") && !item.isEmpty() ? item + "[]" : type;
        String name = shown.isEmpty() ? schema.format() : shown;
        return required ? name + " *" : name;
    }

    static String documentation(SchemaNode schema) {
        var text = new StringBuilder(schema.description());
        if (!schema.allowedValues().isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n").append("= ").append(SchemaWalk.listed(schema.allowedValues()));
        }
        if (schema.defaultValue() != null && !"".equals(schema.defaultValue())) {
            text.append(text.isEmpty() ? "" : "\n\n").append(":= ").append(schema.defaultValue());
        }
        return text.toString();
    }
}
