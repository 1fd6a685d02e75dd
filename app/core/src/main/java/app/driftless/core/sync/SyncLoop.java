package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sync.LiveBoard;
import app.driftless.core.internal.sync.LoopWork;
import app.driftless.core.internal.sync.SyncStates;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.settings.TrustStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one environment in one cluster in step with the repository, on a thread of its own: fetches, renders the
/// pushed commit, compares, follows the cluster, and in `auto` applies. Every method returns at once; what happens is
/// seen in [#state()] and [#live()].
public final class SyncLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    private static final Duration END = Duration.ofSeconds(3);
    private final Parts parts;
    private final String name;
    private final SyncStates states = new SyncStates();
    private final SignalSource<EnvironmentLive> live;
    private final LoopWork work;
    private final Signal<Boolean> paused;
    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CancelToken closed = new CancelToken();
    private volatile CancelToken current = new CancelToken();
    private volatile boolean started;

    /// What every loop of a workspace shares.
    public record Parts(
            Workers workers,
            InstantSource clock,
            DesiredStates desired,
            Clusters clusters,
            TrustStore trust,
            SyncRunner runner,
            LivePlanner planner,
            LiveDiff differ) {}

    private sealed interface Command {
        record Look(boolean fetch) implements Command {}

        /// Something in the repository changed; the remote need not be asked.
        record Notice() implements Command {}

        record Plan() implements Command {}

        record Run(SyncPlan plan, SyncApproval approval) implements Command {}

        record Dismiss() implements Command {}
    }

    /// @param paused whether nothing may be written unattended for now (*Pause all*)
    public SyncLoop(Parts parts, String environment, String cluster, Signal<Boolean> paused) {
        this.parts = parts;
        this.paused = paused;
        this.name = environment + "@" + cluster;
        this.live = new SignalSource<>(EnvironmentLive.unknown(environment, cluster));
        var board = new LiveBoard(
                new LiveBoard.Parts(parts.workers(), parts.clock(), parts.differ()),
                live,
                () -> commands.add(new Command.Look(false)));
        this.work = new LoopWork(parts, environment, cluster, states, board);
    }

    /// What the sync is doing, with the visible next try.
    public Signal<SyncState> state() {
        return states.signal();
    }

    /// The environment as it is in the cluster, changes within a second.
    public Signal<EnvironmentLive> live() {
        return live;
    }

    /// Starts looking; once.
    public void start() {
        started = true;
        parts.workers().io("sync " + name, this::run);
    }

    /// Asks remote and cluster again, now.
    public void lookNow() {
        commands.add(new Command.Look(true));
    }

    /// Plans the pushed commit for a person to approve: [SyncState.AwaitingApproval].
    public void plan() {
        commands.add(new Command.Plan());
    }

    /// Carries out a plan of the pushed commit. Refused if another commit has been pushed since.
    public void run(SyncPlan plan, SyncApproval approval) {
        commands.add(new Command.Run(plan, approval));
    }

    /// Drops the plan that waits for approval.
    public void dismiss() {
        commands.add(new Command.Dismiss());
    }

    /// Ends what is being done. No new write starts; one on the wire is awaited.
    public void cancel() {
        current.cancel();
    }

    private void run() {
        commands.add(new Command.Look(true));
        try (Subscription _ = parts.desired().repository().state().subscribe(_ -> commands.add(new Command.Notice()));
                Subscription _ = paused.subscribe(this::pause)) {
            while (!closed.isCancelled()) {
                Command next = commands.poll(untilNext().toMillis(), TimeUnit.MILLISECONDS);
                if (!closed.isCancelled()) {
                    perform(next == null ? new Command.Look(true) : next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            work.close();
            ended.countDown();
        }
    }

    private void pause(boolean now) {
        if (!now) {
            commands.add(new Command.Look(false));
        } else if (work.unattended()) {
            current.cancel();
        }
    }

    private Duration untilNext() {
        Duration wait = work.nextLook()
                .map(at -> Duration.between(parts.clock().instant(), at))
                .orElse(Duration.ofDays(1));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private void perform(Command command) {
        CancelToken cancel = new CancelToken();
        current = cancel;
        try (Subscription _ = closed.onCancel(cancel::cancel)) {
            switch (command) {
                case Command.Look(var fetch) -> {
                    boolean asked = commands.contains(new Command.Look(true));
                    commands.removeIf(c -> c instanceof Command.Look || c instanceof Command.Notice);
                    work.look(fetch || asked, !paused.get(), cancel);
                }
                case Command.Notice() -> {
                    commands.removeIf(c -> c instanceof Command.Notice);
                    work.notice(!paused.get(), cancel);
                }
                case Command.Plan() -> work.plan(cancel);
                case Command.Run(var plan, var approval) -> work.run(plan, approval, cancel);
                case Command.Dismiss() -> work.dismiss();
            }
        } catch (CancellationException e) {
            work.cancelled();
        } catch (EngineException e) {
            work.failed(e.problem());
            Instant now = parts.clock().instant();
            live.update(before -> before.failed(e.problem(), now));
        } catch (RuntimeException e) {
            LOG.error("A step of the sync {} failed unexpectedly", name, e);
            work.failed(app.driftless.core.problem.Problem.of(app.driftless.core.flow.FlowProblem.UNEXPECTED, name)
                    .causedBy(e));
        }
    }

    /// The connection that the loop uses, for looking at single objects; empty while there is none.
    public Optional<Cluster> cluster() {
        return work.cluster();
    }

    /// Ends watches and work, and waits for a write that is on the wire.
    @Override
    public void close() {
        closed.cancel();
        commands.add(new Command.Dismiss());
        try {
            if (started && !ended.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The sync {} did not end in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
