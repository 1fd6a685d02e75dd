package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.ApplyOrder;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Works through the applies, or the deletes, of one plan: each as soon as those before it are done and, where it
/// matters, healthy; as many at once as allowed. Used once, by one thread.
final class OrderedSteps {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private final Parts parts;
    private final List<SyncRun.Step> steps;
    private final ApplyOrder order;
    private final boolean deletes;
    private final Schedule schedule;
    private final HealthWaits waits;
    private final Map<ResourceKey, SyncRun.Step> byKey = new HashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private int running;
    private boolean looking;
    private final StepTelling telling;

    /// What it works with.
    ///
    /// @param total how many lines the whole plan has
    record Parts(SyncRun.Context context, Sender sender, StepWriter writer, RunResults results, int total) {}

    private sealed interface Event {}

    private record Finished(int node, Optional<LiveObject> live) implements Event {}

    private record Looked(List<HealthWaits.Seen> seen) implements Event {}

    /// Something changed that may end the waiting.
    private record Wake() implements Event {}

    OrderedSteps(Parts parts, HealthWaits waits, List<SyncRun.Step> steps, boolean deletes) {
        this.parts = parts;
        this.waits = waits;
        this.telling = new StepTelling(parts, waits, deletes);
        this.steps = steps;
        this.deletes = deletes;
        steps.forEach(step -> byKey.put(step.change().diff().key(), step));
        this.order =
                ApplyOrder.of(steps.stream().map(step -> step.change().diff()).toList());
        this.schedule = new Schedule(order, deletes, this::writes);
    }

    private SyncRun.Step step(int node) {
        ResourceKey key = order.nodes().get(node).object().orElseThrow();
        SyncRun.Step step = byKey.get(key);
        if (step == null) {
            throw new IllegalStateException("The order has an object that the plan has not: " + key);
        }
        return step;
    }

    private boolean writes(int node) {
        return order.nodes().get(node).object().isPresent() && step(node).writes();
    }

    /// Blocks until everything is done, or the run was halted and nothing is on the wire any more.
    void run() throws InterruptedException {
        try (Subscription _ = parts.sender().cancel().onCancel(() -> events.add(new Wake()))) {
            while (true) {
                boolean halted = parts.sender().cancel().isCancelled();
                if (!halted) {
                    start();
                }
                boolean over = running == 0 && !looking && (halted || (waits.isEmpty() && !schedule.hasNext()));
                if (over) {
                    return;
                }
                next(halted);
            }
        }
    }

    private void start() {
        while (running < parts.context().timing().parallel()) {
            Optional<Integer> node = schedule.next();
            if (node.isEmpty()) {
                return;
            }
            begin(node.get());
        }
    }

    private void begin(int node) {
        SyncRun.Step step = step(node);
        ResourceDiff diff = step.change().diff();
        Optional<Problem> obstacle =
                step.writes() ? schedule.obstacle(node).map(o -> telling.problem(diff.key(), o)) : Optional.empty();
        if (obstacle.isPresent()) {
            parts.results().finish(diff, deletes ? Outcome.HELD : Outcome.FAILED, obstacle.get(), null);
            passOn(node, Optional.empty());
        } else if (parts.writer().settledWithoutWrite(step)) {
            passOn(node, Optional.empty());
        } else {
            telling.applying();
            running++;
            boolean early = parts.results().isEarly(needs(node), FRESH);
            parts.context().workers().io().execute(() -> events.add(new Finished(node, perform(step, early))));
        }
    }

    private List<ResourceKey> needs(int node) {
        return order.nodes().get(node).needs().stream()
                .flatMap(link -> order.nodes().get(link.on()).object().stream())
                .toList();
    }

    private Optional<LiveObject> perform(SyncRun.Step step, boolean early) {
        try {
            return parts.sender().cancel().isCancelled()
                    ? Optional.empty()
                    : parts.writer().perform(step, early);
        } catch (Halt e) {
            parts.results().stop(e.problem());
        } catch (EngineException e) {
            parts.results().stop(e.problem());
        } catch (RuntimeException e) {
            parts.results().stop(SyncRun.unexpected(step.change().diff().key(), e));
        }
        return Optional.empty();
    }

    private void next(boolean halted) throws InterruptedException {
        boolean mayLook = !halted && !looking && !waits.isEmpty();
        if (mayLook && running == 0) {
            telling.waiting();
        }
        Event event = mayLook ? events.poll(waits.untilLook().toNanos(), TimeUnit.NANOSECONDS) : events.take();
        switch (event) {
            case null -> look();
            case Finished(var node, var live) -> {
                running--;
                passOn(node, live.map(LiveObject::body));
            }
            case Looked(var seen) -> {
                looking = false;
                arrived(waits.take(seen));
            }
            case Wake() -> {}
        }
    }

    private void look() {
        looking = true;
        List<HealthWaits.Waiting> all = waits.all();
        parts.context().workers().io().execute(() -> {
            List<HealthWaits.Seen> seen = List.of();
            try {
                seen = waits.look(all);
                boolean definitions = seen.stream().anyMatch(one -> one.what().isDefinition());
                if (definitions) {
                    parts.writer().placeAgain();
                }
            } catch (Halt e) {
                parts.results().stop(e.problem());
            } catch (EngineException e) {
                parts.results().stop(e.problem());
            } catch (RuntimeException e) {
                parts.results().stop(SyncRun.unexpected(all.getFirst().key(), e));
            }
            events.add(new Looked(seen));
        });
    }

    private void arrived(List<HealthWaits.Seen> through) {
        for (HealthWaits.Seen one : through) {
            HealthWaits.Waiting what = one.what();
            parts.results().now(what.key(), one.health());
            if (!one.late()) {
                schedule.ready(what.node());
                continue;
            }
            if (what.isDefinition()) {
                notEstablished(what);
            }
            schedule.late(what.node(), one.health());
        }
    }

    private void notEstablished(HealthWaits.Waiting what) {
        ResourceDiff diff = step(what.node()).change().diff();
        Problem problem = Problem.of(
                SyncProblem.NOT_ESTABLISHED,
                what.key().toString(),
                parts.context().timing().established().toSeconds());
        parts.results().failedSince(diff, problem);
    }

    /// @param live as a write left it, if there was one
    private void passOn(int node, Optional<Map<String, Object>> live) {
        ResourceDiff diff = step(node).change().diff();
        Schedule.Fate fate = parts.results()
                .of(diff.key())
                .map(result -> Schedule.Fate.of(diff, result, deletes))
                .orElse(Schedule.Fate.MISSING);
        schedule.done(node, fate);
        boolean there = fate == Schedule.Fate.THERE
                && (schedule.isAwaited(node) || (live.isPresent() && HealthWaits.isDefinition(diff.key())));
        Optional<Map<String, Object>> body = live.or(diff::live);
        boolean waitsForIt = there && body.isPresent() && startsWait(node, diff, live.isPresent(), body.get());
        if (!waitsForIt) {
            schedule.ready(node);
        }
    }

    /// What this sync did not touch and what is broken already will not get well by waiting.
    private boolean startsWait(int node, ResourceDiff diff, boolean written, Map<String, Object> body) {
        if (!written) {
            var health =
                    HealthOf.live(Optional.of(body), parts.context().clock().instant());
            boolean onItsWay = health.filter(h -> h.status() == app.driftless.core.health.Health.Status.PROGRESSING)
                    .isPresent();
            if (!onItsWay) {
                return false;
            }
        }
        return waits.add(node, diff, body);
    }
}
