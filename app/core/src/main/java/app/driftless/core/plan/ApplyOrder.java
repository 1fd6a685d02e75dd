package app.driftless.core.plan;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In which order objects are applied: each after those that it needs, by what they say about each other and by what
/// their annotations ask for (§5.3 of the engine reference); what has nothing to do with each other, at the same time.
/// Deletes go the other way round. Immutable; made without any I/O, in time that grows with the number of references.
public final class ApplyOrder {
    /// Waves from here on delete.
    public static final int PRUNE = 1_000_000;

    private final List<Node> nodes;
    private final List<Circle> circles;
    private final Map<ResourceKey, Integer> waves;
    private final int last;

    /// Somebody to wait for.
    ///
    /// @param on the number of a node
    /// @param ready whether it must be healthy, not only applied
    public record Link(int on, Strength strength, boolean ready) {}

    /// A place in the order.
    ///
    /// @param object empty for a mere meeting point (a wave is over, a group is through), which is done when
    ///     all that it waits for is
    public record Node(Optional<ResourceKey> object, List<Link> needs) {
        public Node {
            needs = List.copyOf(needs);
        }
    }

    /// Objects that wait for each other.
    ///
    /// @param objects each needs the next one, the last one the first
    /// @param released the one that is applied without waiting
    /// @param refused whether there is no way out, since each link is a must
    public record Circle(List<ResourceKey> objects, ResourceKey released, boolean refused) {
        public Circle {
            objects = List.copyOf(objects);
        }

        /// For example `A → B → A`.
        public String path() {
            var text = new StringBuilder();
            objects.forEach(object -> text.append(object).append(" → "));
            return text.append(objects.getFirst()).toString();
        }
    }

    private ApplyOrder(List<Node> nodes, List<Circle> circles, Map<ResourceKey, Integer> waves) {
        this.nodes = List.copyOf(nodes);
        this.circles = List.copyOf(circles);
        this.waves = Map.copyOf(waves);
        this.last = waves.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /// The order of these objects among each other. The order in which they are given does not matter.
    public static ApplyOrder of(List<ResourceDiff> objects) {
        var building = new OrderBuilding(objects);
        OrderGraph graph = building.graph();
        List<OrderGraph.Circle> broken = graph.breakCircles();
        int[] levels = graph.levels(building.keys().size());
        var nodes = new ArrayList<Node>();
        Map<ResourceKey, Integer> waves = new HashMap<>();
        for (int i = 0; i < graph.size(); i++) {
            Optional<ResourceKey> key = building.key(i);
            int level = levels[i];
            key.ifPresent(object -> waves.put(object, level));
            nodes.add(new Node(
                    key,
                    graph.needs(i).stream()
                            .map(edge -> new Link(edge.to(), edge.strength(), edge.ready()))
                            .toList()));
        }
        return new ApplyOrder(
                nodes, broken.stream().map(circle -> circle(circle, building)).toList(), waves);
    }

    private static Circle circle(OrderGraph.Circle circle, OrderBuilding building) {
        List<ResourceKey> objects =
                circle.nodes().stream().flatMap(i -> building.key(i).stream()).toList();
        ResourceKey released = building.key(circle.weakest().from()).orElseGet(objects::getFirst);
        return new Circle(objects, released, !circle.weakest().strength().breakable());
    }

    /// Every object and meeting point; a link names others by their place in this list.
    public List<Node> nodes() {
        return nodes;
    }

    public List<Circle> circles() {
        return circles;
    }

    /// How many steps come before the object at least: what a person sees as its wave.
    public int wave(ResourceKey key) {
        return waves.getOrDefault(key, 0);
    }

    /// The same where these objects are deleted: whatever needs others goes first, and all after what is applied.
    public int pruneWave(ResourceKey key) {
        return PRUNE + last - wave(key);
    }
}
