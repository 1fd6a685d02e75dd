package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is sent of an object if not all of it is. A server-side apply deletes what it leaves out and we alone own, so
/// such fields are sent as they are live. Pure.
final class SentObject {
    private static final List<String> IDENTITY = List.of("name", "namespace", "generateName");
    private final Map<String, Object> desired;
    private final Place root;

    /// @param live with managedFields
    /// @param heirOf managers whose updates count as ours
    SentObject(Map<String, Object> desired, Map<String, Object> live, Set<String> heirOf) {
        this.desired = SecretForm.stored(desired);
        this.root =
                Place.root(this.desired, live, live, Ownership.of(live).inheriting(heirOf), new Ownership(List.of()));
    }

    Map<String, Object> without(IgnoreRules rules) {
        return identified(without(root, rules));
    }

    private Difference.Side without(Place place, IgnoreRules rules) {
        if (rules.at(place).isPresent()) {
            return held(place, false);
        }
        List<Place> children = place.children();
        return children == null
                ? place.desired()
                : together(place, inDesiredOrder(place, children), child -> without(child, rules));
    }

    Map<String, Object> only(Collection<String> fields) {
        return identified(only(root, fields));
    }

    private static Difference.Side only(Place place, Collection<String> fields) {
        String path = place.path().toString();
        if (!path.isEmpty() && fields.stream().anyMatch(field -> FieldPath.leadsTo(field, path))) {
            return place.desired();
        }
        if (!path.isEmpty() && fields.stream().noneMatch(field -> FieldPath.leadsTo(path, field))) {
            return held(place, true);
        }
        List<Place> children = place.children();
        return children == null ? place.desired() : together(place, children, child -> only(child, fields));
    }

    /// What we own of it, as it is live.
    ///
    /// @param shared also where somebody else owns it too
    private static Difference.Side held(Place place, boolean shared) {
        List<Place.Claim> ours = place.ourClaims();
        if (ours.isEmpty() || !place.live().present()) {
            return Difference.Side.ABSENT;
        }
        boolean whole = ours.stream()
                .allMatch(claim -> claim.node() == null || claim.node().isLeaf());
        List<Place> children = place.children();
        if (whole || children == null) {
            boolean others = !place.others().isEmpty();
            if (others && !shared) {
                return Difference.Side.ABSENT;
            }
            // An empty map that was sent is owned without what is in it.
            return Canonical.isEmpty(place.desired().value()) && place.desired().present()
                    ? place.desired()
                    : place.live();
        }
        return together(place, children, child -> held(child, shared));
    }

    private static Difference.Side together(Place place, List<Place> children, Function<Place, Difference.Side> part) {
        boolean list = place.desired().value() instanceof List || place.live().value() instanceof List;
        boolean empty =
                place.desired().present() && Canonical.isEmpty(place.desired().value());
        if (list) {
            var items = new ArrayList<@Nullable Object>();
            for (Place child : children) {
                Difference.Side side = part.apply(child);
                if (side.present()) {
                    items.add(keyed(child, side.value()));
                }
            }
            return items.isEmpty() && !empty ? Difference.Side.ABSENT : Difference.Side.of(items);
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Place child : children) {
            Difference.Side side = part.apply(child);
            if (side.present()) {
                map.put(((PathElement.Field) child.path().elements().getLast()).name(), side.value());
            }
        }
        return map.isEmpty() && !empty ? Difference.Side.ABSENT : Difference.Side.of(map);
    }

    /// An item needs its keys to be found; the server fills in a protocol by itself.
    private static @Nullable Object keyed(Place item, @Nullable Object value) {
        if (!(item.path().elements().getLast() instanceof PathElement.Key key) || !(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> whole = new LinkedHashMap<>();
        key.fields().forEach((name, field) -> {
            if (!name.equals("protocol") || map.containsKey(name)) {
                whole.put(name, field);
            }
        });
        whole.putAll(map);
        return whole;
    }

    private static List<Place> inDesiredOrder(Place place, List<Place> children) {
        if (!(place.desired().value() instanceof List<?> list)) {
            return children;
        }
        var ordered = new ArrayList<>(children);
        ordered.sort(Comparator.comparingInt(child -> {
            int index = child.desired().present() ? list.indexOf(child.desired().value()) : -1;
            return index < 0 ? Integer.MAX_VALUE : index;
        }));
        return ordered;
    }

    /// The same body where nothing changed, so that it stays the person's own spelling.
    private Map<String, Object> identified(Difference.Side side) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", desired.get("apiVersion"));
        body.put("kind", desired.get("kind"));
        if (side.value() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> body.put(String.valueOf(key), value));
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (desired.get("metadata") instanceof Map<?, ?> known) {
            IDENTITY.stream().filter(known::containsKey).forEach(name -> metadata.put(name, known.get(name)));
        }
        if (body.get("metadata") instanceof Map<?, ?> rest) {
            rest.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        body.put("metadata", metadata);
        return body.equals(desired) ? desired : body;
    }
}
