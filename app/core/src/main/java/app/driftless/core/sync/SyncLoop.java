package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.FlowProblem;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.sync.LiveBoard;
import app.driftless.core.internal.sync.LoopCommand;
import app.driftless.core.internal.sync.LoopCommands;
import app.driftless.core.internal.sync.LoopWork;
import app.driftless.core.internal.sync.SyncStates;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.TrustStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds one environment in one cluster beside the repository, on a thread of its own: renders, compares and follows
/// the cluster in every mode, with what is not pushed yet; in `auto` it also fetches, and applies the pushed commit.
/// Every method returns at once; what happens is seen in [#state()] and [#live()].
public final class SyncLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    private static final Duration END = Duration.ofSeconds(3);
    private final Parts parts;
    private final String name;
    private final SyncStates states = new SyncStates();
    private final SignalSource<EnvironmentLive> live;
    private final LoopWork work;
    private final Signal<Boolean> paused;
    private final LoopCommands commands = new LoopCommands();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CancelToken closed = new CancelToken();
    private volatile CancelToken current = new CancelToken();
    private volatile boolean started;

    /// What every loop of a workspace shares.
    public record Parts(
            Workers workers,
            InstantSource clock,
            DesiredStates desired,
            RemoteBranch remote,
            Connections connections,
            TrustStore trust,
            SyncRunner runner,
            Undo undo,
            LivePlanner planner) {}

    /// @param paused whether nothing may be written unattended for now (*Pause all*)
    public SyncLoop(Parts parts, String environment, String cluster, Signal<Boolean> paused) {
        this.parts = parts;
        this.paused = paused;
        this.name = environment + "@" + cluster;
        this.live = new SignalSource<>(EnvironmentLive.unknown(environment, cluster));
        var board = new LiveBoard(
                new LiveBoard.Parts(
                        parts.workers(), parts.clock(), parts.planner().differ()),
                live,
                new LiveBoard.Told(() -> commands.add(new LoopCommand.Drift()), () -> commands.add(LoopCommand.LOOK)));
        this.work = new LoopWork(parts, environment, cluster, states, board, () -> !paused.get());
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

    /// Asks the cluster, and in `auto` the remote, again, now.
    public void lookNow() {
        commands.add(new LoopCommand.Look(Optional.of(parts.clock().instant())));
    }

    /// Plans the pushed commit for a person to approve: [SyncState.AwaitingApproval].
    public void plan() {
        commands.add(new LoopCommand.Plan());
    }

    /// Carries out a plan, next, and pushes its commit first where that is the branch's newest and not pushed yet.
    /// Refused if another commit has been pushed since.
    ///
    /// @return fails with an [EngineException], or is cancelled with `cancel` or the loop
    public CompletableFuture<SyncReport> run(
            SyncPlan plan, SyncApproval approval, Progress progress, CancelToken cancel) {
        var report = new CompletableFuture<SyncReport>();
        commands.addFirst(new LoopCommand.Run(plan, approval, progress, cancel, report));
        return report;
    }

    /// Carries out an undo, next. Until a person syncs, nothing is applied unasked afterwards.
    ///
    /// @return fails with an [EngineException], or is cancelled with `cancel` or the loop
    public CompletableFuture<SyncReport> undo(
            UndoPlan plan, SyncApproval approval, Progress progress, CancelToken cancel) {
        var report = new CompletableFuture<SyncReport>();
        commands.addFirst(new LoopCommand.Undo(plan, approval, progress, cancel, report));
        return report;
    }

    /// Drops the plan that waits for approval.
    public void dismiss() {
        commands.add(new LoopCommand.Dismiss());
    }

    /// Ends what is being done. No new write starts; one on the wire is awaited.
    public void cancel() {
        current.cancel();
    }

    private void run() {
        commands.add(LoopCommand.LOOK);
        try (Subscription _ =
                        parts.desired().repository().state().subscribe(_ -> commands.add(new LoopCommand.Notice()));
                Subscription _ = paused.subscribe(this::pause)) {
            while (!closed.isCancelled()) {
                Optional<LoopCommand> next = commands.next(untilNext());
                if (!closed.isCancelled()) {
                    perform(next.orElseGet(() -> new LoopCommand.Look(Optional.of(work.newsSince()))));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            work.close();
            commands.end();
            ended.countDown();
        }
    }

    private void pause(boolean now) {
        if (!now) {
            commands.add(LoopCommand.LOOK);
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

    private void perform(LoopCommand command) {
        CancelToken cancel = new CancelToken();
        current = cancel;
        try (Subscription _ = closed.onCancel(cancel::cancel)) {
            switch (command) {
                case LoopCommand.Look(var news) -> work.look(news, cancel);
                case LoopCommand.Notice() -> work.notice(cancel);
                case LoopCommand.Drift() -> work.drifted(cancel);
                case LoopCommand.Plan() -> work.plan(cancel);
                case LoopCommand.Run(var plan, var approval, var progress, var ends, var report) ->
                    carryOut(report, ends, cancel, () -> work.run(plan, approval, progress, cancel));
                case LoopCommand.Undo(var plan, var approval, var progress, var ends, var report) ->
                    carryOut(report, ends, cancel, () -> work.undo(plan, approval, progress, cancel));
                case LoopCommand.Dismiss() -> work.dismiss();
            }
        } catch (CancellationException e) {
            work.cancelled();
        } catch (EngineException e) {
            work.failed(e.problem());
            if (!(command instanceof LoopCommand.Run) && !(command instanceof LoopCommand.Undo)) {
                Instant now = parts.clock().instant();
                live.update(before -> before.failed(e.problem(), now));
            }
        } catch (RuntimeException e) {
            LOG.error("A step of the sync {} failed unexpectedly", name, e);
            work.failed(Problem.of(FlowProblem.UNEXPECTED, name).causedBy(e));
        }
    }

    private void carryOut(
            CompletableFuture<SyncReport> told, CancelToken ends, CancelToken cancel, Supplier<SyncReport> sync) {
        try (Subscription _ = ends.onCancel(cancel::cancel)) {
            SyncReport report = sync.get();
            commands.addFirst(LoopCommand.LOOK);
            told.complete(report);
        } catch (RuntimeException e) {
            told.completeExceptionally(e);
            throw e;
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
        commands.add(new LoopCommand.Dismiss());
        try {
            if (started && !ended.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The sync {} did not end in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
