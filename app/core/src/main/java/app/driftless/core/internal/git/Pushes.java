package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.git.CutPush.Pending;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.PushResult;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pushes, never by force, and says what the remote did: where its answer did not come, the remote is asked, by this
/// process or the next. Nothing is concluded from what was sent.
final class Pushes {
    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);
    private final GuardedRepository repository;
    private final StatusReader status;
    private final Remotes remotes;
    private final CutPush cut;
    private final Aftermath aftermath;

    Pushes(GuardedRepository repository, StatusReader status, Remotes remotes, Path notes, Aftermath aftermath) {
        this.repository = repository;
        this.status = status;
        this.remotes = remotes;
        cut = new CutPush(repository.getDirectory().toPath(), notes);
        this.aftermath = aftermath;
    }

    PushResult push(Progress progress, CancelToken cancel) throws IOException, GitAPIException {
        Pending push = planned(status.read());
        var monitor = new PushProgress(progress, cancel);
        var command = Git.wrap(repository)
                .push()
                .setRemote(push.remote())
                .setRefSpecs(new RefSpec(Constants.R_HEADS + push.branch() + ":" + Constants.R_HEADS + push.target()))
                .setProgressMonitor(monitor);
        cut.begin(push);
        Iterable<org.eclipse.jgit.transport.PushResult> answers;
        try {
            answers = remotes.call(command, push.remote(), cancel);
        } catch (CancellationException e) {
            if (!monitor.connected()) {
                cut.end();
            }
            throw e;
        } catch (EngineException e) {
            if (!monitor.connected()) {
                cut.end();
                throw e;
            }
            if (!arrived(push, e, cancel)) {
                throw e;
            }
            return done(push, "");
        }
        try {
            return done(push, accepted(answers, push.upstream()));
        } finally {
            cut.end();
            aftermath.tell(Aftermath.Topic.PUSH, List.of());
        }
    }

    private Pending planned(RepoState state) throws IOException {
        String branch = state.branch().orElseThrow(() -> GitFailures.problem(RepoProblem.DETACHED, Constants.HEAD));
        String remote = remotes.of(state);
        String target = state.upstream()
                .filter(name -> name.startsWith(remote + "/"))
                .map(name -> name.substring(remote.length() + 1))
                .orElse(branch);
        ObjectId commit = Optional.ofNullable(repository.resolve(Constants.HEAD))
                .orElseThrow(() -> GitFailures.problem(RepoProblem.NO_SUCH_REVISION, branch));
        return new Pending(remote, Pending.hash(remotes.address(remote)), branch, target, commit.name());
    }

    /// @return what the server said
    private static String accepted(Iterable<org.eclipse.jgit.transport.PushResult> answers, String branch) {
        String said = "";
        for (var answer : answers) {
            said = Commits.clean(answer.getMessages()).strip();
            for (RemoteRefUpdate update : answer.getRemoteUpdates()) {
                checkAccepted(update, branch, said);
            }
        }
        return said;
    }

    private static void checkAccepted(RemoteRefUpdate update, String branch, String said) {
        switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {}
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                throw GitFailures.problem(RepoProblem.PUSH_BEHIND, branch);
            case NOT_ATTEMPTED, AWAITING_REPORT, NON_EXISTING, REJECTED_NODELETE, REJECTED_OTHER_REASON -> {
                String reason = update.getMessage() == null ? update.getStatus().name() : update.getMessage();
                // What a hook says explains more than that it declined.
                String words = said.isEmpty() ? Commits.clean(reason) : said + " (" + Commits.clean(reason) + ")";
                throw new EngineException(
                        Problem.of(RepoProblem.PUSH_REFUSED, branch, words).withDetails(said));
            }
        }
    }

    private PushResult done(Pending push, String said) throws IOException {
        follow(push);
        return new PushResult(push.upstream(), push.commit(), remotes.url(push.remote()), said);
    }

    /// The first push of a branch makes the remote one its upstream.
    private void follow(Pending push) throws IOException {
        if (repository.getConfig().getString("branch", push.branch(), "merge") == null) {
            repository.changeConfig(config -> {
                config.setString("branch", push.branch(), "remote", push.remote());
                config.setString("branch", push.branch(), "merge", Constants.R_HEADS + push.target());
            });
        }
    }

    /// Whether the remote holds it, although its answer to the push did not come.
    private boolean arrived(Pending push, EngineException failure, CancelToken cancel)
            throws IOException, GitAPIException {
        boolean there;
        try {
            remotes.fetch(Progress.none(), cancel);
            there = holds(push, cancel);
        } catch (EngineException asking) {
            Problem unknown = unknown(push);
            aftermath.tell(Aftermath.Topic.PUSH, List.of(unknown));
            throw new EngineException(unknown.causedBy(failure), failure);
        }
        cut.end();
        return there;
    }

    private Problem unknown(Pending push) {
        return Problem.of(RepoProblem.PUSH_UNKNOWN, push.upstream(), remotes.url(push.remote()));
    }

    /// Whether an earlier push, perhaps of a process that was killed, has no outcome yet.
    boolean pending() throws IOException {
        return cut.pending().isPresent();
    }

    /// Asks the remote what became of such a push, and takes over what it holds.
    ///
    /// @return what is to be told
    List<Problem> settle(CancelToken cancel) throws IOException, GitAPIException {
        Optional<Pending> pending = cut.pending();
        if (pending.isEmpty()) {
            return List.of();
        }
        try {
            if (sameAddress(pending.get())) {
                remotes.fetch(Progress.none(), cancel);
            }
            return judge(cancel);
        } catch (EngineException e) {
            return List.of(unknown(pending.get()).causedBy(e));
        }
    }

    /// What became of such a push, after a fetch.
    ///
    /// @return what is to be told
    List<Problem> judge(CancelToken cancel) throws IOException, GitAPIException {
        Optional<Pending> pending = cut.pending();
        if (pending.isEmpty()) {
            return List.of();
        }
        Pending push = pending.get();
        if (!sameAddress(push)) {
            LOG.info("{} is another server now: what became of a push to the former one no longer matters", push);
            cut.end();
            return List.of();
        }
        boolean there = holds(push, cancel);
        if (there) {
            follow(push);
        }
        cut.end();
        RepoProblem outcome = there ? RepoProblem.PUSH_ARRIVED : RepoProblem.PUSH_LOST;
        return List.of(Problem.of(outcome, push.upstream(), push.commit().substring(0, 7)));
    }

    private boolean sameAddress(Pending push) {
        return Pending.hash(remotes.address(push.remote())).equals(push.address());
    }

    private boolean holds(Pending push, CancelToken cancel) throws IOException, GitAPIException {
        var ask = Git.wrap(repository).lsRemote().setRemote(push.remote()).setHeads(true);
        Optional<ObjectId> tip = remotes.call(ask, push.remote(), cancel).stream()
                .filter(ref -> ref.getName().equals(Constants.R_HEADS + push.target()))
                .findFirst()
                .map(Ref::getObjectId);
        if (tip.isEmpty()) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ObjectId.fromString(push.commit())), walk.parseCommit(tip.get()));
        } catch (MissingObjectException e) {
            LOG.debug("{} goes on from somewhere else", push.upstream(), e);
            return false;
        }
    }
}
