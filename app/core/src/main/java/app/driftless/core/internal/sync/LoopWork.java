package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.sync.UndoPlan;
import app.driftless.core.workspace.SyncPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The steps of one sync loop, called by its thread only, except where said.
public final class LoopWork implements AutoCloseable {
    private final SyncLoop.Parts parts;
    private final String environment;
    private final SyncStates states;
    private final LiveBoard board;
    private final EnvironmentLook looking;
    private final PlanExecution execution;
    private final RemoteNews news;
    private final ApprovedWork approved;
    private final BooleanSupplier mayWrite;
    private final Retries retries = new Retries();
    private final Heals heals = new Heals();
    private SyncPolicy policy = SyncPolicy.observing();
    private Optional<Heads> seen = Optional.empty();
    private Optional<Instant> nextLook = Optional.empty();
    private volatile boolean unattended;

    /// @param mayWrite whether anything may be written unattended, for now
    public LoopWork(
            SyncLoop.Parts parts,
            String environment,
            String clusterName,
            SyncStates states,
            LiveBoard board,
            BooleanSupplier mayWrite) {
        this.parts = parts;
        this.environment = environment;
        this.mayWrite = mayWrite;
        this.states = states;
        this.board = board;
        this.looking = new EnvironmentLook(parts, environment, clusterName, mayWrite);
        this.execution = new PlanExecution(parts, states);
        this.news = new RemoteNews(parts.remote());
        this.approved = new ApprovedWork(parts, environment, clusterName, states, looking, execution);
    }

    public Optional<Instant> nextLook() {
        return nextLook;
    }

    /// How old an answer of the remote may be that a look which nobody asked for is content with.
    public Instant newsSince() {
        return now().minus(news.content(policy.interval()));
    }

    /// Whether a sync that nobody asked for is running. Any thread.
    public boolean unattended() {
        return unattended;
    }

    /// Any thread.
    public Optional<Cluster> cluster() {
        return looking.cluster();
    }

    /// Looks at repository and cluster, and applies the pushed commit where the policy says so. A remote that is away
    /// does not hide the cluster.
    ///
    /// @param since from when on the remote must have been asked in `auto`; empty if once is enough
    public void look(Optional<Instant> since, CancelToken cancel) {
        looking.binding();
        Heads heads = heads();
        policy = heads.policy(parts.desired(), environment, cancel);
        Optional<Problem> remote = Optional.empty();
        if (auto() && (since.isPresent() || !news.asked())) {
            remote = news.fetch(since.orElseGet(this::now), cancel);
            heads = heads();
            policy = heads.policy(parts.desired(), environment, cancel);
        }
        boolean synced = syncUnattended(heads, cancel);
        Optional<Problem> noRemote = auto() ? remote.or(heads::unpushed) : Optional.empty();
        if (noRemote.isPresent()) {
            failed(noRemote.get());
        } else if (heals.waiting().isPresent()) {
            // The rest goes on: only this object waits for a person.
            states.move(new SyncState.Stopped(heals.waiting().get(), nextLook));
        } else if (!synced) {
            retries.succeeded();
            states.settle(rest());
        }
    }

    /// Looks only if there is another commit, here or at the remote.
    public void notice(CancelToken cancel) {
        if (!seen.equals(Optional.of(Heads.of(parts.desired())))) {
            look(Optional.empty(), cancel);
        }
    }

    /// Looks at the whole where it may have to be put right unasked; elsewhere the rows have said all there is.
    public void drifted(CancelToken cancel) {
        if (auto()) {
            look(Optional.empty(), cancel);
        }
    }

    private boolean auto() {
        return policy.mode() == SyncPolicy.Mode.AUTO;
    }

    private Heads heads() {
        Heads now = Heads.of(parts.desired());
        if (!seen.map(Heads::pushed).equals(Optional.of(now.pushed()))) {
            heals.forget();
            retries.succeeded();
        }
        seen = Optional.of(now);
        return now;
    }

    /// Compares, shows, and applies what may be applied unasked. True if a sync was begun.
    private boolean syncUnattended(Heads heads, CancelToken cancel) {
        heals.look();
        boolean may = mayWrite.getAsBoolean()
                && auto()
                && heads.pushed().isPresent()
                && !looking.binding().observeOnly();
        if (!may) {
            show(heads, cancel);
            return false;
        }
        PushedCommit pushed = heads.pushed().get();
        EnvironmentLook.Looked looked = looking.compare(Optional.of(pushed.commit()), pushed.branch(), cancel);
        if (heads.same()) {
            show(looked);
        }
        Optional<SyncApproval> approval = heals.approval(looked, environment, policy.selfHeal());
        Optional<Problem> refusal =
                approval.flatMap(_ -> Refusals.of(looked.planned().plan(), SyncApproval.plain()));
        if (refusal.isPresent()) {
            // Nobody watches who could choose to go on without them: the commit waits as a whole.
            if (!heads.same()) {
                show(heads, cancel);
            }
            states.move(new SyncState.Stopped(refusal.get(), nextLook));
            return true;
        }
        approval.ifPresent(approved -> applyUnattended(looked, approved, cancel));
        if (!heads.same() && approval.isEmpty()) {
            show(heads, cancel);
        }
        return approval.isPresent();
    }

    private void show(Heads heads, CancelToken cancel) {
        String branch = heads.pushed().map(PushedCommit::branch).orElse("");
        show(looking.compare(heads.shown(), branch, cancel));
    }

    private void show(EnvironmentLook.Looked looked) {
        board.show(looked.ground().cluster(), looked.planned(), looked.ground().desired());
        nextLook = auto() ? Optional.of(now().plus(policy.interval())) : Optional.empty();
    }

    public void plan(CancelToken cancel) {
        states.move(new SyncState.Planning());
        parts.remote().fetch(now(), Progress.none(), cancel);
        PushedCommit pushed = PushedCommit.known(repository());
        EnvironmentLook.Looked looked = looking.compare(Optional.of(pushed.commit()), pushed.branch(), cancel);
        show(looked);
        states.move(new SyncState.AwaitingApproval(looked.planned().plan()));
    }

    /// Carries out what a person approved, pushed first where it is not yet.
    public SyncReport run(SyncPlan plan, SyncApproval approval, Progress progress, CancelToken cancel) {
        return approved.run(plan, approval, progress, cancel);
    }

    /// Carries out an undo that a person approved.
    public SyncReport undo(UndoPlan undo, SyncApproval approval, Progress progress, CancelToken cancel) {
        return approved.undo(undo, heads(), approval, progress, cancel);
    }

    private void applyUnattended(EnvironmentLook.Looked looked, SyncApproval approval, CancelToken cancel) {
        SyncPlan plan = looked.planned().plan();
        states.move(new SyncState.Planning());
        unattended = true;
        try {
            heals.count(plan, approval);
            SyncReport report = execution.carryOut(looked.ground(), plan, approval, Progress.none(), cancel);
            heals.written(report);
            if (!cancel.isCancelled()) {
                show(heads(), cancel);
            }
            PlanExecution.problem(report)
                    .ifPresentOrElse(
                            problem -> nextLook = retries.next(problem, policy.retry(), false, now()),
                            retries::succeeded);
        } finally {
            unattended = false;
        }
    }

    public void dismiss() {
        states.dismiss(rest());
    }

    public void cancelled() {
        states.cancelled(rest());
    }

    private SyncState.Idle rest() {
        return new SyncState.Idle(execution.last(), nextLook);
    }

    public void failed(Problem problem) {
        Optional<Instant> again = retries.next(problem, policy.retry(), Retries.away(problem), now());
        nextLook = again;
        states.move(new SyncState.Stopped(problem, again));
    }

    private Repository repository() {
        return parts.desired().repository();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    @Override
    public void close() {
        board.close();
    }
}
