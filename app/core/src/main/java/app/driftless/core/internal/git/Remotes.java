package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.Redaction;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.RebaseCommand;
import org.eclipse.jgit.api.RebaseResult;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;

/// Talks to other repositories. Only on a person's or a sync's behalf, never by itself.
final class Remotes {
    private final GuardedRepository repository;
    private final StatusReader status;
    private final CutPull cutPull;
    private final Servers servers;
    private final Aftermath aftermath;
    private final InstantSource clock;

    Remotes(
            GuardedRepository repository,
            StatusReader status,
            CutPull cutPull,
            Aftermath aftermath,
            Servers servers,
            InstantSource clock) {
        this.cutPull = cutPull;
        this.repository = repository;
        this.status = status;
        this.aftermath = aftermath;
        this.servers = servers;
        this.clock = clock;
    }

    /// Touches neither index nor work tree, so that it needs no lane of theirs.
    void fetch(Progress progress, CancelToken cancel) throws GitAPIException {
        String remote = of(status.read());
        FetchCommand fetch = Git.wrap(repository)
                .fetch()
                .setRemote(remote)
                .setRemoveDeletedRefs(true)
                .setProgressMonitor(new GitProgress(progress, cancel));
        call(fetch, remote, cancel);
    }

    <T> T call(TransportCommand<?, T> command, String remote, CancelToken cancel) throws GitAPIException {
        return servers.call(command, address(remote), cancel);
    }

    /// Puts our commits on top of what was fetched.
    PullResult rebase(Progress progress, CancelToken cancel) throws IOException, GitAPIException {
        RepoState state = status.read();
        String upstream = state.upstream()
                .orElseThrow(() -> GitFailures.problem(
                        RepoProblem.NO_UPSTREAM, state.branch().orElse("HEAD")));
        if (state.behind() == 0) {
            return new PullResult.UpToDate();
        }
        backUp();
        cutPull.begin(Constants.R_REMOTES + upstream);
        try {
            return rebase(upstream, state.behind(), new GitProgress(progress, cancel));
        } finally {
            // Nothing to do but to take the mark away, unless the rebase was left by an exception.
            aftermath.tell(Aftermath.Topic.PULL, cutPull.recover());
        }
    }

    private PullResult rebase(String upstream, int behind, GitProgress progress) throws IOException, GitAPIException {
        RebaseResult result = Git.wrap(repository)
                .rebase()
                .setUpstream(Constants.R_REMOTES + upstream)
                .setProgressMonitor(progress)
                .call();
        if (result.getStatus().isSuccessful()) {
            cutPull.end();
            return new PullResult.Updated(behind);
        }
        if (result.getStatus() == RebaseResult.Status.UNCOMMITTED_CHANGES
                || result.getStatus() == RebaseResult.Status.CONFLICTS) {
            cutPull.end();
            List<String> paths =
                    result.getUncommittedChanges() != null ? result.getUncommittedChanges() : result.getConflicts();
            throw GitFailures.problem(RepoProblem.UNCOMMITTED, upstream, paths == null ? "" : String.join(", ", paths));
        }
        Set<String> conflicts =
                new TreeSet<>(Git.wrap(repository).status().call().getConflicting());
        Git.wrap(repository)
                .rebase()
                .setOperation(RebaseCommand.Operation.ABORT)
                .call();
        cutPull.end();
        return new PullResult.Conflicts(List.copyOf(conflicts));
    }

    /// A ref that keeps the tip of now, before history moves.
    private void backUp() throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        RefUpdate update = repository.updateRef("refs/driftless/backup/" + clock.millis());
        update.setNewObjectId(head);
        update.update();
    }

    /// The remote that the branch follows, or the only one.
    String of(RepoState state) {
        return state.upstream()
                .map(name -> state.remotes().stream()
                        .filter(remote -> name.startsWith(remote + "/"))
                        .findFirst()
                        .orElse(Constants.DEFAULT_REMOTE_NAME))
                .or(() -> state.remotes().contains(Constants.DEFAULT_REMOTE_NAME)
                        ? Optional.of(Constants.DEFAULT_REMOTE_NAME)
                        : state.remotes().stream().findFirst())
                .orElseThrow(() -> GitFailures.problem(
                        RepoProblem.NO_REMOTE, repository.getWorkTree().toString()));
    }

    /// The address of the first remote, without a password; nothing where there is none.
    String first() {
        return repository.getRemoteNames().stream()
                .sorted()
                .findFirst()
                .map(this::url)
                .orElse("");
    }

    String url(String remote) {
        return Redaction.redact(address(remote));
    }

    String address(String remote) {
        String url = repository.getConfig().getString("remote", remote, "url");
        return url == null ? remote : url;
    }
}
