package app.driftless.core.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/// One random change to an object: a value, a field or an item, changed, gone, doubled, moved or added. Whether it
/// makes sense is for the server to say.
final class RandomEdit {
    private final Random random;

    RandomEdit(Random random) {
        this.random = random;
    }

    /// A place: the container and its key or index, with the JSON pointer to it.
    private record Place(Object container, Object key, String pointer) {
        @SuppressWarnings("unchecked") // JSON objects
        Object value() {
            return container instanceof Map<?, ?> map ? map.get(key) : ((List<Object>) container).get((Integer) key);
        }
    }

    /// A deep copy of `body` with one change; its identity and `status` are left alone.
    Map<String, Object> edited(Map<String, Object> body) {
        Map<String, Object> copy = copy(body);
        List<Place> places = places(copy);
        change(places.get(random.nextInt(places.size())));
        return copy;
    }

    /// The same as an operation of a JSON patch.
    Map<String, Object> operation(Map<String, Object> body) {
        List<Place> places = places(copy(body));
        // All may be gone by earlier ones.
        int choice = places.isEmpty() ? 1 : random.nextInt(4);
        if (choice == 1) {
            return operation("add", "/metadata/labels", Map.of("random", "r" + random.nextInt(9)));
        }
        Place place = places.get(random.nextInt(places.size()));
        return choice == 0
                ? operation("remove", place.pointer(), null)
                : operation("replace", place.pointer(), other(place.value()));
    }

    private static Map<String, Object> operation(String op, String path, Object value) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("op", op);
        operation.put("path", path);
        if (value != null) {
            operation.put("value", value);
        }
        return operation;
    }

    @SuppressWarnings("unchecked") // JSON objects
    private void change(Place place) {
        switch (place.container()) {
            case Map<?, ?> map -> {
                var fields = (Map<String, Object>) map;
                String key = (String) place.key();
                switch (random.nextInt(5)) {
                    case 0 -> fields.remove(key);
                    case 1 -> fields.put("added" + random.nextInt(3), "x");
                    default -> fields.put(key, other(place.value()));
                }
            }
            case List<?> list -> {
                var items = (List<Object>) list;
                int at = (Integer) place.key();
                switch (random.nextInt(5)) {
                    case 0 -> items.remove(at);
                    case 1 -> items.add(items.get(at));
                    case 2 -> items.add(0, items.removeLast());
                    default -> items.set(at, other(items.get(at)));
                }
            }
            default -> throw new IllegalStateException("No container: " + place);
        }
    }

    private Object other(Object value) {
        return switch (value) {
            case null -> "x";
            case Boolean flag -> !flag;
            case Integer number -> number + 1 + random.nextInt(3);
            case Long number -> number + 1 + random.nextInt(3);
            case String text ->
                switch (random.nextInt(5)) {
                    // The same meaning, for a quantity or a number.
                    case 0 -> text.matches("\\d+m") ? text.replace("m", "e-3") : text + "x";
                    case 1 -> text.matches("\\d+") ? (Object) Long.valueOf(text) : text + "-2";
                    case 2 -> "";
                    default -> text + "x";
                };
            case Map<?, ?> map -> map.isEmpty() ? Map.of("added", "x") : Map.of();
            case List<?> list -> list.isEmpty() ? List.of("x") : List.of();
            default -> value;
        };
    }

    private static List<Place> places(Map<String, Object> body) {
        var places = new ArrayList<Place>();
        body.forEach((key, value) -> {
            switch (key) {
                case "apiVersion", "kind", "status" -> {
                    // Another object, or nothing of ours.
                }
                case "metadata" -> {
                    if (value instanceof Map<?, ?> metadata) {
                        for (String section : List.of("labels", "annotations", "finalizers")) {
                            if (metadata.get(section) != null) {
                                places.add(new Place(metadata, section, "/metadata/" + section));
                                collect(metadata.get(section), "/metadata/" + section, places);
                            }
                        }
                    }
                }
                default -> {
                    places.add(new Place(body, key, "/" + key));
                    collect(value, "/" + key, places);
                }
            }
        });
        return places;
    }

    private static void collect(Object value, String pointer, List<Place> places) {
        BiConsumer<Object, String> below = (item, path) -> collect(item, path, places);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                String path =
                        pointer + "/" + String.valueOf(key).replace("~", "~0").replace("/", "~1");
                places.add(new Place(map, key, path));
                below.accept(item, path);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, i, pointer + "/" + i));
                below.accept(list.get(i), pointer + "/" + i);
            }
        }
    }

    @SuppressWarnings("unchecked") // JSON objects
    private static Map<String, Object> copy(Map<String, Object> body) {
        return (Map<String, Object>) deep(body);
    }

    private static Object deep(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), deep(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<>();
            list.forEach(item -> copy.add(deep(item)));
            return copy;
        }
        return value;
    }
}
