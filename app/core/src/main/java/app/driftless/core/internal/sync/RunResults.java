package app.driftless.core.internal.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What became of the objects of one run, told as it becomes known and written into the ledger. Thread-safe.
final class RunResults {
    private final SyncRun.Context context;
    private final CancelToken halt;
    private final Consumer<ObjectResult> each;
    private final Map<ResourceKey, ObjectResult> results = new ConcurrentHashMap<>();
    private @Nullable Problem stopped;

    /// @param halt is cancelled when the run must stop
    /// @param each is given each result, one at a time
    RunResults(SyncRun.Context context, CancelToken halt, Consumer<ObjectResult> each) {
        this.context = context;
        this.halt = halt;
        this.each = each;
    }

    /// @param live as a write left it; null if there was none
    void finish(ResourceDiff diff, Outcome outcome, @Nullable Problem problem, @Nullable Map<String, Object> live) {
        boolean gone = diff.action() == Action.DELETE && outcome == Outcome.APPLIED;
        Optional<Map<String, Object>> body =
                gone ? Optional.empty() : Optional.ofNullable(live).or(diff::live);
        var result = new ObjectResult(
                diff.key(),
                diff.action(),
                outcome,
                Optional.ofNullable(problem),
                HealthOf.live(body, context.clock().instant()),
                context.clock().instant());
        results.put(diff.key(), result);
        if (diff.action() != Action.UNCHANGED) {
            context.ledger().result(result);
        }
        synchronized (results) {
            each.accept(result);
        }
        context.progress().advance(1);
    }

    /// What was applied turns out not to work.
    void failedSince(ResourceDiff diff, Problem problem) {
        results.computeIfPresent(diff.key(), (key, r) -> {
            var failed = new ObjectResult(key, r.action(), Outcome.FAILED, Optional.of(problem), r.health(), r.at());
            context.ledger().result(failed);
            return failed;
        });
    }

    void unsettled(ResourceDiff diff) {
        finish(
                diff,
                Outcome.UNKNOWN,
                Problem.of(SyncProblem.UNSETTLED, diff.key().toString()),
                null);
    }

    /// What an object looks like since, after others waited for it.
    void now(ResourceKey key, Health health) {
        results.computeIfPresent(
                key,
                (_, r) -> new ObjectResult(key, r.action(), r.outcome(), r.problem(), Optional.of(health), r.at()));
    }

    Optional<ObjectResult> of(ResourceKey key) {
        return Optional.ofNullable(results.get(key));
    }

    /// Whether one of these objects was made a moment ago.
    boolean isEarly(Collection<ResourceKey> needed, Duration moment) {
        Instant since = context.clock().instant().minus(moment);
        return needed.stream()
                .flatMap(key -> of(key).stream())
                .anyMatch(r -> r.action() == Action.CREATE && r.outcome() == Outcome.APPLIED && r.at().isAfter(since));
    }

    int count() {
        return results.size();
    }

    /// Whether nothing that was to be created or changed is missing, so that a prune may follow.
    boolean everythingApplied() {
        return results.values().stream()
                .filter(r -> r.action() != Action.DELETE)
                .allMatch(r -> r.outcome() == Outcome.APPLIED || r.outcome() == Outcome.SKIPPED);
    }

    /// Ends the run; what is on the wire is awaited.
    ///
    /// @param problem null for a cancel
    void stop(@Nullable Problem problem) {
        synchronized (results) {
            if (stopped == null) {
                stopped = problem;
            }
        }
        halt.cancel();
    }

    /// Why it stopped before its end; empty also for a cancel.
    Optional<Problem> problem() {
        synchronized (results) {
            return Optional.ofNullable(stopped);
        }
    }

    /// In the plan's order; what was not reached is skipped.
    List<ObjectResult> inOrder(List<SyncRun.Step> steps) {
        Map<ResourceKey, ObjectResult> ordered = new LinkedHashMap<>();
        for (SyncRun.Step step : steps) {
            ResourceDiff diff = step.change().diff();
            if (!results.containsKey(diff.key())) {
                finish(diff, Outcome.SKIPPED, null, null);
            }
            of(diff.key()).ifPresent(result -> ordered.put(diff.key(), result));
        }
        return List.copyOf(ordered.values());
    }
}
