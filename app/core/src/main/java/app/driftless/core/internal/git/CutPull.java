package app.driftless.core.internal.git;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pull that was killed between the first change of the work tree and its end (F5 of the trust reference). At the
/// next opening it is finished if the branch has moved already, else everything is put back to where it began.
///
/// While a pull rebases, two refs say so: the tip that it began from, named after the branch, and what it goes onto.
/// Until the recovery is complete they stay, so that it may be killed as well.
final class CutPull {
    private static final Logger LOG = LoggerFactory.getLogger(CutPull.class);
    private static final String FROM = "refs/driftless/pull/from/";
    private static final String ONTO = "refs/driftless/pull/onto";
    private final GuardedRepository repository;
    private final RecoveryFolder recovery;

    CutPull(GuardedRepository repository, RecoveryFolder recovery) {
        this.repository = repository;
        this.recovery = recovery;
    }

    /// Before the branch that is checked out goes onto `upstream`, a full ref name.
    void begin(String upstream) throws IOException {
        String branch = repository.getFullBranch();
        if (branch != null && branch.startsWith(Constants.R_HEADS)) {
            set(ONTO, target(upstream).orElseThrow());
            set(
                    FROM + branch.substring(Constants.R_HEADS.length()),
                    target(branch).orElseThrow());
        }
    }

    private Optional<ObjectId> target(String name) throws IOException {
        return Optional.ofNullable(repository.exactRef(name)).map(Ref::getObjectId);
    }

    /// After it came to its end, whichever.
    void end() throws IOException {
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(FROM)) {
            delete(ref.getName());
        }
        delete(ONTO);
    }

    /// At opening, when no other process of ours is at work here and no lock of a dead one is left.
    ///
    /// @return what was done, for people; empty if no pull was cut
    List<Problem> recover() throws IOException, GitAPIException {
        List<Ref> cut = repository.getRefDatabase().getRefsByPrefix(FROM);
        Optional<ObjectId> onto = target(ONTO);
        List<Problem> told = List.of();
        if (!cut.isEmpty() && onto.isPresent()) {
            String name = cut.getFirst().getName().substring(FROM.length());
            Optional<ObjectId> from = target(cut.getFirst().getName());
            Optional<ObjectId> now = target(Constants.R_HEADS + name);
            if (from.isPresent() && now.isPresent() && stillOn(Constants.R_HEADS + name)) {
                told = List.of(recover(name, from.get(), now.get(), onto.get()));
            }
        }
        end();
        return told;
    }

    private Problem recover(String name, ObjectId from, ObjectId now, ObjectId onto)
            throws IOException, GitAPIException {
        String branch = Constants.R_HEADS + name;
        boolean moved = !now.equals(from);
        if (moved) {
            repository.updateRef(Constants.HEAD).link(branch);
        } else {
            putBack(branch, from, onto);
        }
        new RebaseFolder(repository).delete(from);
        LOG.info("A pull of {} was cut off and is {}", name, moved ? "finished" : "put back");
        return Problem.of(moved ? RepoProblem.PULL_FINISHED : RepoProblem.PULL_PUT_BACK, name);
    }

    /// False if somebody has switched to another branch since.
    private boolean stillOn(String branch) throws IOException {
        String head = repository.getFullBranch();
        return branch.equals(head) || head != null && ObjectId.isId(head);
    }

    private void putBack(String branch, ObjectId tip, ObjectId onto) throws IOException, GitAPIException {
        boolean rebasing = new RebaseFolder(repository).existsFor(tip);
        List<String> lost = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit from = walk.parseCommit(tip);
            var touched = new TouchedFiles(repository, from, walk.parseCommit(onto));
            for (String path : touched.changed()) {
                if (touched.written(path)) {
                    lost.add(path);
                } else if (rebasing) {
                    // Conflict marks, or an edit made since: a copy stays.
                    recovery.keep(path);
                    lost.add(path);
                }
            }
            Set<String> gone = touched.forgetIndex();
            repository.updateRef(Constants.HEAD).link(branch);
            restore(from, lost, gone);
        }
    }

    private void restore(RevCommit from, List<String> paths, Set<String> notThere) throws IOException, GitAPIException {
        var checkout = Git.wrap(repository).checkout().setStartPoint(from);
        boolean any = false;
        for (String path : paths) {
            if (notThere.contains(path)) {
                Files.deleteIfExists(repository.getWorkTree().toPath().resolve(path));
            } else {
                checkout.addPath(path);
                any = true;
            }
        }
        if (any) {
            checkout.call();
        }
    }

    private void set(String name, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(id);
        update.disableRefLog();
        check(name, update.forceUpdate());
    }

    private void delete(String name) throws IOException {
        if (repository.exactRef(name) != null) {
            RefUpdate update = repository.updateRef(name);
            update.setForceUpdate(true);
            check(name, update.delete());
        }
    }

    private static void check(String name, RefUpdate.Result result) throws IOException {
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case NOT_ATTEMPTED,
                    LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    IO_FAILURE,
                    RENAMED -> throw new IOException(name + " could not be written: " + result);
        }
    }
}
