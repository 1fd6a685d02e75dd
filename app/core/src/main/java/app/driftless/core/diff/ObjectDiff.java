package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compares one object's desired, live and predicted state. Pure: it asks nobody, except for what a create would
/// leave, through a [Question].
public final class ObjectDiff {
    private static final Set<String> SERVER_METADATA =
            Set.of("managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink");
    private static final String OUR_LABEL = "applyset.kubernetes.io/part-of";
    private final Classifier classifier;
    private final Place root;
    private final boolean sameOwners;

    /// @param desired as rendered
    /// @param live as the server holds it, with managedFields
    /// @param predicted as a dry run of an apply leaves it, with managedFields
    /// @param baseline desired at the commit that was synced last, if there is one
    /// @param conflicts what an unforced apply was refused for; `predicted` is that of a forced one then
    public ObjectDiff(
            Map<String, Object> desired,
            Map<String, Object> live,
            Map<String, Object> predicted,
            Optional<Map<String, Object>> baseline,
            List<FieldConflict> conflicts,
            Question question) {
        var inLive = Ownership.of(live).inheriting(question.heirOf());
        var inPredicted = Ownership.of(predicted);
        Map<String, Object> wanted = comparable(SecretForm.stored(desired));
        this.root = Place.root(wanted, comparable(live), comparable(predicted), inLive, inPredicted);
        this.sameOwners = inLive.sameFields(inPredicted);
        this.classifier = new Classifier(
                baseline.map(SecretForm::stored).map(ObjectDiff::comparable),
                List.copyOf(conflicts),
                once(question.created()),
                question.tools());
    }

    /// What the comparison may ask, and whose additions count as made by hand.
    ///
    /// @param created the object as a dry-run create of desired leaves it; called at most once, where it decides
    /// @param heirOf managers whose updates count as ours, since they are taken over with this apply
    public record Question(Supplier<Optional<Map<String, Object>>> created, PersonsTools tools, Set<String> heirOf) {
        public Question {
            heirOf = Set.copyOf(heirOf);
        }

        public Question(Supplier<Optional<Map<String, Object>>> created, PersonsTools tools) {
            this(created, tools, Set.of());
        }
    }

    /// Every difference once, in the order of the object.
    public List<Difference> differences() {
        var found = new ArrayList<Difference>();
        compare(root, found);
        return found;
    }

    /// What a sync would do about it.
    public Action action(List<Difference> differences) {
        if (differences.stream().anyMatch(d -> d.kind() == DiffClass.YOURS || d.kind() == DiffClass.DRIFT)) {
            return Action.UPDATE;
        }
        return sameOwners ? Action.UNCHANGED : Action.OWNERSHIP;
    }

    private static Supplier<Optional<Map<String, Object>>> once(Supplier<Optional<Map<String, Object>>> question) {
        return new Supplier<>() {
            private @Nullable Optional<Map<String, Object>> answer;

            @Override
            public Optional<Map<String, Object>> get() {
                if (answer == null) {
                    answer = question.get();
                }
                return answer;
            }
        };
    }

    private void compare(Place place, List<Difference> found) {
        var desired = place.desired();
        var live = place.live();
        var predicted = place.predicted();
        if (!live.present() && !predicted.present()) {
            if (!Canonical.isEmpty(desired.value())) {
                found.add(classifier.mutated(place));
            }
        } else if (live.present() != predicted.present()) {
            found.add(classifier.unsettled(place));
        } else if (!desired.present() && place.settled()) {
            unnamed(place, found);
        } else if (children(place) instanceof List<Place> children) {
            children.forEach(child -> compare(child, found));
            if (reordered(place)) {
                found.add(classifier.unsettled(place));
            }
        } else if (!place.settled()) {
            found.add(classifier.unsettled(place));
        } else if (!Canonical.means(place.path(), desired.value(), predicted.value())) {
            found.add(classifier.mutated(place));
        }
    }

    /// What the repository does not name and an apply would not touch: one difference if it is all of one kind.
    private void unnamed(Place place, List<Difference> found) {
        var parts = new ArrayList<Difference>();
        if (children(place) instanceof List<Place> children && !children.isEmpty()) {
            children.forEach(child -> unnamed(child, parts));
        } else {
            found.add(classifier.unnamed(place));
            return;
        }
        Difference first = parts.getFirst();
        boolean uniform = parts.stream()
                .allMatch(part -> part.kind() == first.kind()
                        && part.addedByHand() == first.addedByHand()
                        && part.manager().equals(first.manager()));
        if (uniform) {
            found.add(new Difference(
                    place.pointer(),
                    place.path().toString(),
                    first.kind(),
                    false,
                    place.desired(),
                    place.live(),
                    place.predicted(),
                    first.manager(),
                    first.time(),
                    first.addedByHand()));
        } else {
            found.addAll(parts);
        }
    }

    /// The places below, or null where the value is one whole.
    private static @Nullable List<Place> children(Place place) {
        if (all(place, Map.class)) {
            var names = new LinkedHashSet<String>();
            for (Difference.Side side : sides(place)) {
                if (side.value() instanceof Map<?, ?> map) {
                    map.keySet().forEach(key -> names.add(String.valueOf(key)));
                }
            }
            return names.stream().map(place::field).toList();
        }
        if (!all(place, List.class) || !(keys(place) instanceof ItemKeys keys)) {
            return null;
        }
        var held = new LinkedHashSet<PathElement>();
        held.addAll(keysIn(place.live(), keys));
        held.addAll(keysIn(place.predicted(), keys));
        List<PathElement> desired =
                place.desired().value() instanceof List<?> list ? keys.keysOf(list, List.copyOf(held)) : List.of();
        held.addAll(desired);
        return held.stream().map(key -> place.item(key, keys, desired)).toList();
    }

    private static @Nullable ItemKeys keys(Place place) {
        var path = place.path().elements();
        String field = !path.isEmpty() && path.getLast() instanceof PathElement.Field(String name) ? name : "";
        ItemKeys keys = ItemKeys.of(place.nodes(), field, sides(place));
        return keys instanceof ItemKeys.Atomic ? null : keys;
    }

    private static List<PathElement> keysIn(Difference.Side side, ItemKeys keys) {
        var found = new ArrayList<PathElement>();
        if (side.value() instanceof List<?> list) {
            for (Object item : list) {
                PathElement key = keys.key(item);
                if (key != null) {
                    found.add(key);
                }
            }
        }
        return found;
    }

    /// Whether an apply would put the items that stay into another order.
    private static boolean reordered(Place place) {
        if (!all(place, List.class) || !(keys(place) instanceof ItemKeys keys)) {
            return false;
        }
        var before = keysIn(place.live(), keys);
        var after = keysIn(place.predicted(), keys);
        before.retainAll(after);
        after.retainAll(before);
        return !before.equals(after);
    }

    private static boolean all(Place place, Class<?> type) {
        return sides(place).stream().allMatch(side -> !side.present() || type.isInstance(side.value()));
    }

    private static List<Difference.Side> sides(Place place) {
        return List.of(place.desired(), place.live(), place.predicted());
    }

    /// Without what only the server writes, and without our own label.
    static Map<String, Object> comparable(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("status");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> rest = new LinkedHashMap<>();
            metadata.forEach((key, value) -> {
                String name = String.valueOf(key);
                Object kept =
                        switch (name) {
                            case "labels" -> without(value, OUR_LABEL);
                            // The mirror of what kubectl applied: a kind of managedFields, not a setting.
                            case "annotations" -> without(value, Masking.LAST_APPLIED);
                            default -> value;
                        };
                if (kept != null && !SERVER_METADATA.contains(name)) {
                    rest.put(name, kept);
                }
            });
            copy.put("metadata", rest);
        }
        return copy;
    }

    private static @Nullable Object without(@Nullable Object value, String name) {
        if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
            return value;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        rest.remove(name);
        return rest.isEmpty() ? null : rest;
    }
}
