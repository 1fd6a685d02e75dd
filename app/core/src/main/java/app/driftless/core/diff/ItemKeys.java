package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a list is merged: by keys, as a set, or only as a whole. The owners' fields say it, since the server wrote
/// them by its schema; where nobody owns any of a list, the well-known keys of the built-in kinds count.
sealed interface ItemKeys {
    /// One value.
    record Atomic() implements ItemKeys {}

    record Sets() implements ItemKeys {}

    record Keyed(List<String> names) implements ItemKeys {}

    Map<String, List<String>> WELL_KNOWN = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("schedulingGates", List.of("name")),
            Map.entry("resourceClaims", List.of("name")));

    static ItemKeys of(Iterable<FieldSet> nodes, String field, List<Difference.Side> sides) {
        boolean owned = false;
        Set<String> names = new HashSet<>();
        boolean values = false;
        for (FieldSet node : nodes) {
            owned = true;
            names.addAll(node.keyNames());
            values |= node.hasValues();
        }
        if (values) {
            return unique(new Sets(), sides);
        }
        if (!names.isEmpty()) {
            return unique(new Keyed(List.copyOf(names)), sides);
        }
        List<String> known = ports(field, sides);
        return owned || known.isEmpty() ? new Atomic() : unique(new Keyed(known), sides);
    }

    private static List<String> ports(String field, List<Difference.Side> sides) {
        if (!field.equals("ports")) {
            return WELL_KNOWN.getOrDefault(field, List.of());
        }
        boolean container = sides.stream()
                .filter(side -> side.value() instanceof List<?>)
                .flatMap(side -> ((List<?>) side.value()).stream())
                .anyMatch(item -> item instanceof Map<?, ?> map && map.containsKey("containerPort"));
        return container ? List.of("containerPort", "protocol") : List.of("port", "protocol");
    }

    /// A list with two items of one key cannot be matched item by item.
    private static ItemKeys unique(ItemKeys keys, List<Difference.Side> sides) {
        for (Difference.Side side : sides) {
            if (side.value() instanceof List<?> list) {
                var seen = new HashSet<PathElement>();
                for (Object item : list) {
                    PathElement key = keys.key(item);
                    if (key == null || !seen.add(key)) {
                        return new Atomic();
                    }
                }
            }
        }
        return keys;
    }

    /// The key of an item, or null if it has none.
    default @Nullable PathElement key(@Nullable Object item) {
        return switch (this) {
            case Atomic _ -> null;
            case Sets _ ->
                item == null || item instanceof Map || item instanceof List ? null : new PathElement.Value(item);
            case Keyed(var names) -> {
                if (!(item instanceof Map<?, ?> map)) {
                    yield null;
                }
                Map<String, Object> fields = new TreeMap<>();
                for (String name : names) {
                    Object value = map.get(name);
                    if (value != null) {
                        fields.put(name, value);
                    }
                }
                yield fields.isEmpty() ? null : PathElement.Key.of(fields);
            }
        };
    }

    /// Finds for each desired item the key under which the server holds it: a key field that is left out has been
    /// filled in there (a port's protocol).
    default List<PathElement> keysOf(List<?> desired, List<PathElement> held) {
        var keys = new ArrayList<PathElement>();
        var taken = new HashSet<PathElement>();
        for (Object item : desired) {
            PathElement own = key(item);
            if (own != null && held.contains(own)) {
                taken.add(own);
            }
        }
        for (Object item : desired) {
            PathElement own = key(item);
            PathElement found = own;
            if (own instanceof PathElement.Key partial && !held.contains(own)) {
                found = held.stream()
                        .filter(h -> !taken.contains(h)
                                && h instanceof PathElement.Key whole
                                && whole.fields()
                                        .entrySet()
                                        .containsAll(partial.fields().entrySet()))
                        .findFirst()
                        .orElse(own);
                taken.add(found);
            }
            if (found != null) {
                keys.add(found);
            }
        }
        return keys;
    }
}
