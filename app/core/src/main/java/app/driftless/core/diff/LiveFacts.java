package app.driftless.core.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a plan has to know of a live object that it may not show: who writes it, and whether it is still the same,
/// secret values included. Holds the object and never gives it out. Immutable.
public final class LiveFacts {
    private static final Set<String> MOVING = Set.of("managedFields", "resourceVersion", "generation");
    private final Map<String, Object> content;
    private final Set<String> managers;

    private LiveFacts(Map<String, Object> content, Set<String> managers) {
        this.content = content;
        this.managers = Set.copyOf(managers);
    }

    /// @param live as the server holds it, with managedFields
    public static LiveFacts of(Map<String, Object> live) {
        var managers = new LinkedHashSet<String>();
        if (live.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> entries) {
            for (Object item : entries) {
                if (item instanceof Map<?, ?> entry
                        && entry.get("manager") instanceof String manager
                        && !entry.containsKey("subresource")) {
                    managers.add(manager);
                }
            }
        }
        return new LiveFacts(still(live), managers);
    }

    /// The field managers that own fields of it; those of its status and other subresources do not count.
    public Set<String> managers() {
        return managers;
    }

    /// Whether this is the same content, apart from what moves by itself (status, versions, who owns what).
    public boolean isStill(Map<String, Object> body) {
        return content.equals(still(body));
    }

    /// Equal for equal content. Two contents of one object that follow each other and collide are not told apart.
    public int fingerprint() {
        return content.hashCode();
    }

    private static Map<String, Object> still(Map<String, Object> body) {
        Map<String, Object> copy = new LinkedHashMap<>(body);
        copy.remove("status");
        if (copy.get("metadata") instanceof Map<?, ?> metadata) {
            Map<Object, Object> rest = new LinkedHashMap<>(metadata);
            rest.keySet().removeAll(MOVING);
            copy.put("metadata", rest);
        }
        return copy;
    }

    /// Nothing of the object.
    @Override
    public String toString() {
        return "written by " + managers;
    }
}
