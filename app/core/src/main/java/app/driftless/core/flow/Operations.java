package app.driftless.core.flow;

import app.driftless.core.flow.EventLog.Happening;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs long work with a title, real progress and a cancel, each on a virtual thread of its own, and publishes what
/// is running.
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private final SignalSource<List<OperationState>> running = new SignalSource<>(List.of());
    private final AtomicLong ids = new AtomicLong();
    private final Workers workers;
    private final InstantSource clock;
    private final EventLog log;

    /// @param log is told of each beginning and end
    public Operations(Workers workers, InstantSource clock, EventLog log) {
        this.workers = workers;
        this.clock = clock;
        this.log = log;
    }

    /// The work itself. A [CancellationException] ends it as cancelled, an [EngineException] as failed.
    @FunctionalInterface
    public interface Body<T> {
        T run(Progress progress, CancelToken cancel) throws Exception;
    }

    public Signal<List<OperationState>> running() {
        return running;
    }

    /// Starts `body` at once and returns without waiting.
    public <T> Operation<T> start(Message title, Body<T> body) {
        long id = ids.incrementAndGet();
        var cancel = new CancelToken();
        var operation = new Operation<T>(id, cancel, new CompletableFuture<>());
        var state = new OperationState(id, title, Optional.empty(), 0, 0, clock.instant(), cancel);
        running.update(list -> plus(list, state));
        log.add(EventLog.Level.INFO, new Happening.Begun(title));
        workers.io(title.key() + "-" + id, () -> {
            Outcome<T> outcome = run(body, id, cancel);
            running.update(list -> list.stream().filter(s -> s.id() != id).toList());
            tell(state, outcome);
            operation.outcome().complete(outcome);
        });
        return operation;
    }

    private void tell(OperationState state, Outcome<?> outcome) {
        Duration took = Duration.between(state.startedAt(), clock.instant());
        switch (outcome) {
            case Outcome.Done<?> _ -> log.add(EventLog.Level.INFO, new Happening.Done(state.title(), took));
            case Outcome.Cancelled<?> _ -> log.add(EventLog.Level.INFO, new Happening.Cancelled(state.title(), took));
            case Outcome.Failed<?> failed ->
                log.add(EventLog.Level.ERROR, new Happening.Failed(state.title(), failed.problem()));
        }
    }

    private <T> Outcome<T> run(Body<T> body, long id, CancelToken cancel) {
        try {
            return new Outcome.Done<>(body.run(progressOf(id), cancel));
        } catch (CancellationException e) {
            return new Outcome.Cancelled<>();
        } catch (EngineException e) {
            return cancel.isCancelled() ? new Outcome.Cancelled<>() : new Outcome.Failed<>(e.problem());
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.error("Operation {} failed unexpectedly", id, e);
            return new Outcome.Failed<>(
                    Problem.of(FlowProblem.UNEXPECTED, e.getClass().getSimpleName())
                            .causedBy(e));
        }
    }

    private Progress progressOf(long id) {
        return new Progress() {
            @Override
            public void begin(Message phase, long total) {
                change(id, state -> state.entered(phase, total));
            }

            @Override
            public void advance(long units) {
                change(id, state -> state.advanced(units));
            }
        };
    }

    private void change(long id, UnaryOperator<OperationState> step) {
        running.update(
                list -> list.stream().map(s -> s.id() == id ? step.apply(s) : s).toList());
    }

    private static List<OperationState> plus(List<OperationState> list, OperationState state) {
        var result = new ArrayList<>(list);
        result.add(state);
        return List.copyOf(result);
    }
}
