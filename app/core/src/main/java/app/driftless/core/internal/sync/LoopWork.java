package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.SyncPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The steps of one sync loop, called by its thread only, except where said.
public final class LoopWork implements AutoCloseable {
    private static final int FIGHT = 3;
    private final SyncLoop.Parts parts;
    private final String environment;
    private final String clusterName;
    private final SyncStates states;
    private final LiveBoard board;
    private final EnvironmentLook environmentLook;
    private final Retries retries = new Retries();
    private final Map<ResourceKey, Integer> healed = new HashMap<>();
    private SyncPolicy policy = SyncPolicy.observing();
    private Optional<String> seen = Optional.empty();
    private Optional<SyncReport> last = Optional.empty();
    private Optional<Instant> nextLook = Optional.empty();
    private volatile boolean unattended;

    public LoopWork(SyncLoop.Parts parts, String environment, String clusterName, SyncStates states, LiveBoard board) {
        this.parts = parts;
        this.environment = environment;
        this.clusterName = clusterName;
        this.states = states;
        this.board = board;
        this.environmentLook = new EnvironmentLook(parts, environment, clusterName);
    }

    public Optional<Instant> nextLook() {
        return nextLook;
    }

    /// Whether a sync that nobody asked for is running. Any thread.
    public boolean unattended() {
        return unattended;
    }

    /// Any thread.
    public Optional<Cluster> cluster() {
        return environmentLook.cluster();
    }

    /// Looks at the pushed commit and the cluster, and applies where the policy says so. A remote that is away does
    /// not hide the cluster.
    public void look(boolean fetch, boolean mayWrite, CancelToken cancel) {
        Optional<Problem> remote = fetch ? fetch(cancel) : Optional.empty();
        EnvironmentLook.Looked looked = compare(PushedCommit.known(repository()), cancel);
        boolean auto =
                policy.mode() == SyncPolicy.Mode.AUTO && !looked.binding().observeOnly();
        Optional<SyncApproval> approval = auto && mayWrite ? approval(looked) : Optional.empty();
        if (approval.isPresent()) {
            applyUnattended(looked, approval.get(), cancel);
        } else if (remote.isEmpty()) {
            retries.succeeded();
            settle();
        }
        remote.ifPresent(this::failed);
    }

    private Optional<SyncApproval> approval(EnvironmentLook.Looked looked) {
        return looked.unnoted()
                ? Optional.of(SyncApproval.plain())
                : Unattended.approval(looked.planned().plan(), policy.selfHeal(), fought());
    }

    private Optional<Problem> fetch(CancelToken cancel) {
        try {
            PushedCommit.fetch(repository(), cancel);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.problem());
        }
    }

    /// Looks only if another commit has been pushed or fetched meanwhile.
    public void notice(boolean mayWrite, CancelToken cancel) {
        String pushed = PushedCommit.known(repository()).commit().id();
        if (seen.filter(pushed::equals).isEmpty()) {
            look(false, mayWrite, cancel);
        }
    }

    public void plan(CancelToken cancel) {
        states.move(new SyncState.Planning());
        PushedCommit.fetch(repository(), cancel);
        EnvironmentLook.Looked looked = compare(PushedCommit.known(repository()), cancel);
        states.move(new SyncState.AwaitingApproval(looked.planned().plan()));
    }

    /// Carries out what a person approved.
    public void run(SyncPlan plan, SyncApproval approval, CancelToken cancel) {
        if (!(states.signal().get() instanceof SyncState.AwaitingApproval)) {
            states.move(new SyncState.Planning());
        }
        if (environmentLook.binding().observeOnly()) {
            throw new EngineException(Problem.of(SyncProblem.READ_ONLY, environment, clusterName));
        }
        Commit planned =
                plan.commit().orElseThrow(() -> new EngineException(Problem.of(SyncProblem.NO_COMMIT, environment)));
        PushedCommit.fetch(repository(), cancel);
        PushedCommit pushed = PushedCommit.known(repository());
        if (!pushed.commit().id().equals(planned.id())) {
            throw new EngineException(Problem.of(
                    SyncProblem.BRANCH_MOVED,
                    environment,
                    planned.shortId(),
                    pushed.commit().shortId()));
        }
        apply(environmentLook.ground(pushed, cancel), plan, approval, cancel);
        refresh(cancel);
    }

    private void applyUnattended(EnvironmentLook.Looked looked, SyncApproval approval, CancelToken cancel) {
        SyncPlan plan = looked.planned().plan();
        states.move(new SyncState.Planning());
        unattended = true;
        try {
            Unattended.healed(plan, approval).forEach(key -> healed.merge(key, 1, Integer::sum));
            var ground =
                    new EnvironmentLook.Ground(looked.binding(), looked.cluster(), looked.scope(), looked.desired());
            SyncReport report = apply(ground, plan, approval, cancel);
            refresh(cancel);
            if (report.problem().isPresent() || report.count(Outcome.FAILED) + report.count(Outcome.UNKNOWN) > 0) {
                Problem problem = report.problem().orElseGet(() -> firstProblem(report));
                nextLook = retries.next(problem, policy.retry(), false, now());
            } else {
                retries.succeeded();
            }
        } finally {
            unattended = false;
        }
    }

    private static Problem firstProblem(SyncReport report) {
        return report.results().stream()
                .filter(r -> r.outcome() == Outcome.FAILED || r.outcome() == Outcome.UNKNOWN)
                .flatMap(r -> r.problem().stream())
                .findFirst()
                .orElseGet(() -> Problem.of(SyncProblem.UNSETTLED, report.environment()));
    }

    private SyncReport apply(EnvironmentLook.Ground ground, SyncPlan plan, SyncApproval approval, CancelToken cancel) {
        states.move(new SyncState.Applying(plan, List.of()));
        Commit commit = plan.commit().orElseThrow();
        var job = new SyncJob(
                ground.cluster(),
                ground.binding().identity(),
                ground.scope(),
                plan,
                ground.desired().resources(),
                approval,
                ancestor -> descends(commit, ancestor));
        SyncReport report = parts.runner().run(job, states::add, Progress.none(), cancel);
        last = Optional.of(report);
        states.move(new SyncState.Done(report));
        return report;
    }

    /// A commit that this clone does not know cannot be an ancestor.
    private boolean descends(Commit commit, String ancestor) {
        try {
            return repository().descends(commit, ancestor);
        } catch (EngineException e) {
            return false;
        }
    }

    /// The rows after a sync, compared with what is the baseline now.
    private void refresh(CancelToken cancel) {
        if (!cancel.isCancelled()) {
            compare(PushedCommit.known(repository()), cancel);
        }
    }

    private EnvironmentLook.Looked compare(PushedCommit pushed, CancelToken cancel) {
        if (seen.filter(pushed.commit().id()::equals).isEmpty()) {
            healed.clear();
            retries.succeeded();
        }
        seen = Optional.of(pushed.commit().id());
        EnvironmentLook.Looked looked = environmentLook.compare(pushed, cancel);
        policy = looked.desired().environment().sync();
        board.show(looked.cluster(), looked.planned(), looked.desired());
        nextLook =
                policy.mode() == SyncPolicy.Mode.AUTO ? Optional.of(now().plus(policy.interval())) : Optional.empty();
        return looked;
    }

    /// Drift that came back after each repair: somebody else insists, and we stop.
    private Set<ResourceKey> fought() {
        Set<ResourceKey> fought = new HashSet<>();
        healed.forEach((key, times) -> {
            if (times >= FIGHT) {
                fought.add(key);
            }
        });
        return fought;
    }

    public void dismiss() {
        if (states.signal().get() instanceof SyncState.AwaitingApproval) {
            states.move(new SyncState.Idle(last, nextLook));
        }
    }

    /// Back to rest after a look that found nothing to do; what a person reads stays.
    private void settle() {
        switch (states.signal().get()) {
            case SyncState.Idle _, SyncState.Planning _, SyncState.Stopped _ ->
                states.move(new SyncState.Idle(last, nextLook));
            case SyncState.AwaitingApproval _, SyncState.Done _ -> {}
            case SyncState.Applying _ -> throw new IllegalStateException("A sync runs on this thread");
        }
    }

    public void cancelled() {
        switch (states.signal().get()) {
            case SyncState.Planning _ -> states.move(new SyncState.Idle(last, nextLook));
            case SyncState.Applying _ ->
                states.move(new SyncState.Stopped(Problem.of(SyncProblem.UNSETTLED, environment), Optional.empty()));
            case SyncState.Idle _, SyncState.AwaitingApproval _, SyncState.Done _, SyncState.Stopped _ -> {}
        }
    }

    public void failed(Problem problem) {
        Optional<Instant> again = retries.next(problem, policy.retry(), Retries.away(problem), now());
        nextLook = again;
        states.move(new SyncState.Stopped(problem, again));
    }

    private Repository repository() {
        return environmentLook.repository();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    @Override
    public void close() {
        board.close();
        environmentLook.close();
    }
}
