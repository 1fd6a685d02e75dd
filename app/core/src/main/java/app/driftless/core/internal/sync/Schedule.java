package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.ApplyOrder;
import app.driftless.core.plan.Strength;
import app.driftless.core.sync.ObjectResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which objects of an [ApplyOrder] may be worked on next, as those before them are done and healthy. Knows no
/// cluster. Used by one thread.
final class Schedule {
    private final List<ApplyOrder.Node> nodes;
    private final List<List<Link>> dependents = new ArrayList<>();
    private final int[] open;
    private final State[] states;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final boolean[] wanted;
    private final boolean reverse;

    private record Link(int from, Strength strength, boolean ready) {}

    /// What stands in the way of those that come after.
    private static final class State {
        private @Nullable ResourceKey absent;
        private @Nullable ResourceKey failed;
        private @Nullable Late late;
        private @Nullable Obstacle obstacle;
    }

    /// Why an object may not be written.
    sealed interface Obstacle {
        ResourceKey what();
    }

    /// What it needs was not applied.
    record Broken(ResourceKey what) implements Obstacle {}

    /// What it comes after was not healthy in time.
    record Late(ResourceKey what, Health health) implements Obstacle {}

    /// What became of an object, for those that need it.
    enum Fate {
        THERE,
        /// It is in the cluster, but not as it should be.
        FAILED,
        /// It is not in the cluster because nobody asked for it.
        LEFT_OUT,
        /// It should be in the cluster and is not.
        MISSING;

        /// @param deletes whether the object is to go
        static Fate of(ResourceDiff diff, ObjectResult result, boolean deletes) {
            boolean there = diff.live().isPresent() && diff.action() != Action.CREATE;
            if (deletes) {
                return result.outcome() == ObjectResult.Outcome.APPLIED ? THERE : MISSING;
            }
            return switch (result.outcome()) {
                case APPLIED -> THERE;
                case SKIPPED -> there ? THERE : LEFT_OUT;
                case HELD, FAILED, UNKNOWN -> there ? FAILED : MISSING;
            };
        }
    }

    /// @param reverse for deletes: what needs others goes before them
    /// @param writes whether something is to be written for the node of this number
    Schedule(ApplyOrder order, boolean reverse, java.util.function.IntPredicate writes) {
        nodes = order.nodes();
        this.reverse = reverse;
        open = new int[nodes.size()];
        states = new State[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            dependents.add(new ArrayList<>());
            states[i] = new State();
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (ApplyOrder.Link link : nodes.get(i).needs()) {
                int from = reverse ? link.on() : i;
                int on = reverse ? i : link.on();
                dependents.get(on).add(new Link(from, link.strength(), link.ready() && !reverse));
                open[from]++;
            }
        }
        wanted = wanted(writes);
        for (int i = 0; i < nodes.size(); i++) {
            if (open[i] == 0) {
                release(i);
            }
        }
    }

    /// Whether somebody who writes waits until this one is healthy, directly or through meeting points.
    private boolean[] wanted(java.util.function.IntPredicate writes) {
        boolean[] found = new boolean[nodes.size()];
        byte[] passing = new byte[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (Link link : dependents.get(i)) {
                found[i] |= link.ready() && leadsToWrite(link.from(), writes, passing);
            }
        }
        return found;
    }

    private boolean leadsToWrite(int start, java.util.function.IntPredicate writes, byte[] known) {
        if (nodes.get(start).object().isPresent()) {
            return writes.test(start);
        }
        if (known[start] != 0) {
            return known[start] > 0;
        }
        boolean any = false;
        boolean[] seen = new boolean[nodes.size()];
        Deque<Integer> points = new ArrayDeque<>(List.of(start));
        while (!any && !points.isEmpty()) {
            for (Link link : dependents.get(points.remove())) {
                int next = link.from();
                if (nodes.get(next).object().isPresent()) {
                    any |= writes.test(next);
                } else if (!seen[next]) {
                    seen[next] = true;
                    points.add(next);
                }
            }
        }
        known[start] = (byte) (any ? 1 : -1);
        return any;
    }

    /// The next object that may be worked on, or none for now.
    Optional<Integer> next() {
        return Optional.ofNullable(free.poll());
    }

    boolean hasNext() {
        return !free.isEmpty();
    }

    /// Why it must not be written, asked when it is its turn.
    Optional<Obstacle> obstacle(int node) {
        return Optional.ofNullable(states[node].obstacle);
    }

    /// Whether anybody waits until it is healthy.
    boolean isAwaited(int node) {
        return wanted[node];
    }

    /// It was worked on. Whoever waits for its health waits on until [#ready] or [#late].
    void done(int node, Fate fate) {
        ResourceKey key = nodes.get(node).object().orElseThrow();
        State state = states[node];
        if (fate == Fate.MISSING || fate == Fate.LEFT_OUT) {
            state.absent = key;
        }
        if (fate == Fate.MISSING || fate == Fate.FAILED) {
            state.failed = key;
        }
        pass(node, false);
    }

    void ready(int node) {
        pass(node, true);
    }

    void late(int node, Health health) {
        states[node].late = new Late(nodes.get(node).object().orElseThrow(), health);
        pass(node, true);
    }

    private void pass(int start, boolean ready) {
        for (Link link : dependents.get(start)) {
            if (link.ready() == ready) {
                tell(states[start], link);
                if (--open[link.from()] == 0) {
                    release(link.from());
                }
            }
        }
    }

    private void release(int first) {
        Deque<Integer> points = new ArrayDeque<>(List.of(first));
        while (!points.isEmpty()) {
            int node = points.remove();
            if (nodes.get(node).object().isPresent()) {
                free.add(node);
                continue;
            }
            for (Link link : dependents.get(node)) {
                tell(states[node], link);
                if (--open[link.from()] == 0) {
                    points.add(link.from());
                }
            }
        }
    }

    private void tell(State before, Link link) {
        State after = states[link.from()];
        if (nodes.get(link.from()).object().isEmpty()) {
            if (reverse) {
                // What one delete waits for must be gone itself; that its wave is not through is no reason to keep
                // it.
                return;
            }
            after.absent = after.absent == null ? before.absent : after.absent;
            after.failed = after.failed == null ? before.failed : after.failed;
            after.late = after.late == null ? before.late : after.late;
        } else if (after.obstacle == null) {
            after.obstacle = obstacle(before, link);
        }
    }

    /// One bad object spoils one object, unless another one cannot be without it or was told to wait for it.
    private static @Nullable Obstacle obstacle(State before, Link link) {
        if (link.ready() && before.late != null) {
            return before.late;
        }
        ResourceKey what =
                switch (link.strength()) {
                    case SOFT, FIRM -> null;
                    case WAVE, DECLARED -> before.failed;
                    case HARD -> before.absent;
                };
        return what == null ? null : new Broken(what);
    }
}
