package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Gives the items of a list names that stay the same when items move, so that two versions of the list can be laid
/// side by side.
/// For the view only: which items *are* the same is the server's business.
final class ListItems {
    /// Fields that name an item in Kubernetes' lists, the most telling first.
    private static final List<List<String>> KEYS = List.of(
            List.of("name"),
            List.of("containerPort", "protocol"),
            List.of("port", "protocol"),
            List.of("mountPath"),
            List.of("key"),
            List.of("type"),
            List.of("ip"),
            List.of("host"),
            List.of("uid"),
            List.of("kind", "apiGroup"));

    private final Map<List<?>, List<String>> known = new IdentityHashMap<>();

    /// One name for each item, unique within the list. Remembered, as each line below the list asks.
    List<String> of(List<?> list) {
        return known.computeIfAbsent(list, ListItems::names);
    }

    private static List<String> names(List<?> list) {
        if (!list.isEmpty() && list.stream().allMatch(item -> item instanceof Map<?, ?>)) {
            for (List<String> key : KEYS) {
                var names = new ArrayList<String>();
                for (Object item : list) {
                    Map<?, ?> map = (Map<?, ?>) item;
                    if (map.containsKey(key.getFirst())) {
                        names.add(key.stream()
                                .map(k -> k + "=" + map.get(k))
                                .toList()
                                .toString());
                    }
                }
                if (names.size() == list.size() && new HashSet<>(names).size() == names.size()) {
                    return names;
                }
            }
        }
        boolean scalars = list.stream().noneMatch(item -> item instanceof Map<?, ?> || item instanceof List<?>);
        var names = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            String value = scalars ? "=" + list.get(i) : "";
            names.add(scalars && !names.contains(value) ? value : "#" + i);
        }
        return names;
    }
}
