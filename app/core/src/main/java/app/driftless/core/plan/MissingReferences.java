package app.driftless.core.plan;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what the objects of a plan name that the plan does not bring. Pure.
public final class MissingReferences {
    private MissingReferences() {}

    /// Objects that would have to be in the cluster already, with those that newly name them. What was named before
    /// is not the plan's doing, and what may be absent is not looked for.
    public static Map<ResourceKey, List<ResourceKey>> outside(List<ResourceDiff> diffs) {
        Set<ResourceKey> brought = new HashSet<>();
        for (ResourceDiff diff : diffs) {
            if (diff.action() != Action.DELETE) {
                brought.add(diff.key());
                diff.desired()
                        .flatMap(body -> References.makes(diff.type(), diff.key(), body))
                        .ifPresent(brought::add);
            }
        }
        Map<ResourceKey, List<ResourceKey>> outside = new LinkedHashMap<>();
        for (ResourceDiff diff : diffs) {
            if (changes(diff)) {
                Set<ResourceKey> before =
                        diff.live().map(live -> wanted(diff, live)).orElse(Set.of());
                wanted(diff, OrderBuilding.body(diff)).stream()
                        .filter(key -> !brought.contains(key) && !before.contains(key))
                        .forEach(key -> outside.computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(diff.key()));
            }
        }
        return outside;
    }

    private static boolean changes(ResourceDiff diff) {
        return switch (diff.action()) {
            case CREATE, UPDATE, REPLACE -> true;
            case OWNERSHIP, DELETE, UNCHANGED, ERROR -> false;
        };
    }

    private static Set<ResourceKey> wanted(ResourceDiff diff, Map<String, Object> body) {
        return References.of(diff.type(), diff.key(), body).stream()
                .filter(reference -> !reference.optional())
                .map(Reference::to)
                .filter(key ->
                        !(key.kind().equals("ServiceAccount") && key.name().equals("default")))
                .collect(Collectors.toSet());
    }
}
