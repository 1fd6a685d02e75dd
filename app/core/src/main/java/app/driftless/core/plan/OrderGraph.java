package app.driftless.core.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who waits for whom, by number. Knows nothing of objects. Not thread-safe.
final class OrderGraph {
    private final List<Map<Integer, Edge>> needs = new ArrayList<>();

    /// @param from waits
    /// @param ready whether it waits until the other one is healthy
    record Edge(int from, int to, Strength strength, boolean ready) {}

    /// @param nodes each waits for the next one, the last one for the first
    /// @param weakest where it was broken
    record Circle(List<Integer> nodes, Edge weakest) {}

    int add() {
        needs.add(new LinkedHashMap<>());
        return needs.size() - 1;
    }

    int size() {
        return needs.size();
    }

    void need(int from, int to, Strength strength, boolean ready) {
        if (from != to) {
            needs.get(from)
                    .merge(
                            to,
                            new Edge(from, to, strength, ready),
                            (one, other) -> new Edge(
                                    from,
                                    to,
                                    Strength.stronger(one.strength(), other.strength()),
                                    one.ready() || other.ready()));
        }
    }

    Collection<Edge> needs(int node) {
        return needs.get(node).values();
    }

    /// Removes the weakest link of each circle until there is none.
    List<Circle> breakCircles() {
        var circles = new ArrayList<Circle>();
        for (int[] core = core(); core.length > 0; core = core()) {
            List<Integer> nodes = circle(core);
            Edge weakest = weakest(nodes);
            needs.get(weakest.from()).remove(weakest.to());
            circles.add(new Circle(nodes, weakest));
        }
        return circles;
    }

    /// Nodes that are in a circle, or need one that is.
    private int[] core() {
        int[] open = new int[size()];
        List<List<Integer>> dependents = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            dependents.add(new ArrayList<>());
        }
        for (int i = 0; i < size(); i++) {
            open[i] = needs.get(i).size();
            for (int to : needs.get(i).keySet()) {
                dependents.get(to).add(i);
            }
        }
        Deque<Integer> free = new ArrayDeque<>();
        for (int i = 0; i < size(); i++) {
            if (open[i] == 0) {
                free.add(i);
            }
        }
        boolean[] done = new boolean[size()];
        while (!free.isEmpty()) {
            int node = free.remove();
            done[node] = true;
            for (int dependent : dependents.get(node)) {
                if (--open[dependent] == 0) {
                    free.add(dependent);
                }
            }
        }
        int[] rest = new int[size()];
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (!done[i]) {
                rest[count++] = i;
            }
        }
        return Arrays.copyOf(rest, count);
    }

    /// Each node of a core needs another one of it, so that following them leads into a circle.
    private List<Integer> circle(int[] core) {
        boolean[] inCore = new boolean[size()];
        for (int node : core) {
            inCore[node] = true;
        }
        Map<Integer, Integer> position = new LinkedHashMap<>();
        List<Integer> path = new ArrayList<>();
        int node = core[0];
        while (!position.containsKey(node)) {
            position.put(node, path.size());
            path.add(node);
            node = needs.get(node).keySet().stream()
                    .filter(to -> inCore[to])
                    .findFirst()
                    .orElseThrow();
        }
        return List.copyOf(path.subList(position.get(node), path.size()));
    }

    private Edge weakest(List<Integer> circle) {
        Edge weakest = null;
        for (int i = 0; i < circle.size(); i++) {
            Edge edge = needs.get(circle.get(i)).get(circle.get((i + 1) % circle.size()));
            if (edge != null && (weakest == null || edge.strength().compareTo(weakest.strength()) < 0)) {
                weakest = edge;
            }
        }
        if (weakest == null) {
            throw new IllegalArgumentException("No circle");
        }
        return weakest;
    }

    /// The nodes from which `targets` can be reached, themselves included.
    boolean[] reaching(Collection<Integer> targets) {
        List<List<Integer>> dependents = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            dependents.add(new ArrayList<>());
        }
        for (int i = 0; i < size(); i++) {
            for (int to : needs.get(i).keySet()) {
                dependents.get(to).add(i);
            }
        }
        boolean[] reaching = new boolean[size()];
        Deque<Integer> open = new ArrayDeque<>(targets);
        while (!open.isEmpty()) {
            int node = open.remove();
            if (!reaching[node]) {
                reaching[node] = true;
                open.addAll(dependents.get(node));
            }
        }
        return reaching;
    }

    /// The longest way to each node, where only the first `counting` nodes count as a step. No circles.
    int[] levels(int counting) {
        int[] levels = new int[size()];
        int[] state = new int[size()];
        for (int start = 0; start < size(); start++) {
            Deque<Integer> stack = new ArrayDeque<>(List.of(start));
            while (!stack.isEmpty()) {
                int node = stack.peek();
                if (state[node] == 0) {
                    state[node] = 1;
                    needs.get(node).keySet().stream()
                            .filter(to -> state[to] == 0)
                            .forEach(stack::push);
                } else {
                    stack.pop();
                    if (state[node] == 1) {
                        state[node] = 2;
                        for (int to : needs.get(node).keySet()) {
                            levels[node] = Math.max(levels[node], levels[to] + (to < counting ? 1 : 0));
                        }
                    }
                }
            }
        }
        return levels;
    }
}
