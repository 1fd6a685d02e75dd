package app.driftless.core.internal.git;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/// Stages, discards, branches. Called from the work tree's lane only.
final class Changes {
    private final GuardedRepository repository;
    private final Commits commits;
    private final Trees trees;
    private final FilteredPaths filtered;
    private final RecoveryFolder recovery;

    Changes(
            GuardedRepository repository,
            Commits commits,
            Trees trees,
            FilteredPaths filtered,
            RecoveryFolder recovery) {
        this.filtered = filtered;
        this.repository = repository;
        this.commits = commits;
        this.trees = trees;
        this.recovery = recovery;
    }

    void stage(List<String> paths) throws IOException, GitAPIException {
        filtered.requireNone(paths);
        Git git = Git.wrap(repository);
        var add = git.add();
        var remove = git.rm().setCached(true);
        boolean adds = false;
        boolean removes = false;
        for (String path : paths) {
            if (Files.exists(trees.path(path), LinkOption.NOFOLLOW_LINKS)) {
                add.addFilepattern(path);
                adds = true;
            } else {
                remove.addFilepattern(path);
                removes = true;
            }
        }
        if (adds) {
            add.call();
        }
        if (removes) {
            remove.call();
        }
    }

    /// @throws app.driftless.core.problem.EngineException if it may not be committed as it lies there
    void requireStageable(String path) throws IOException {
        filtered.requireNone(List.of(path));
    }

    void unstage(List<String> paths) throws GitAPIException {
        Git git = Git.wrap(repository);
        if (commits.head().isEmpty()) {
            var remove = git.rm().setCached(true);
            paths.forEach(remove::addFilepattern);
            remove.call();
        } else {
            var reset = git.reset().setRef(Constants.HEAD);
            paths.forEach(reset::addPath);
            reset.call();
        }
    }

    /// Puts files back to HEAD. What they held is copied to the recovery folder first.
    void discard(List<String> paths) throws IOException, GitAPIException {
        Optional<Commit> head = commits.head();
        var checkout = Git.wrap(repository).checkout().setStartPoint(Constants.HEAD);
        boolean restores = false;
        unstage(paths);
        for (String path : paths) {
            if (head.isPresent() && trees.of(head.get()).exists(path)) {
                recovery.keep(path);
                checkout.addPath(path);
                restores = true;
            } else {
                discardFile(path);
            }
        }
        if (restores) {
            checkout.call();
        }
    }

    /// Deletes a file; what it held is kept in the recovery folder.
    void discardFile(String path) throws IOException {
        recovery.keep(path);
        Files.deleteIfExists(trees.path(path));
    }

    void createBranch(String name, boolean checkout) throws GitAPIException {
        Git git = Git.wrap(repository);
        if (!Repository.isValidRefName(Constants.R_HEADS + name)) {
            throw GitFailures.problem(RepoProblem.BAD_BRANCH_NAME, name);
        }
        if (checkout) {
            git.checkout().setCreateBranch(true).setName(name).call();
        } else {
            git.branchCreate().setName(name).call();
        }
    }

    void checkout(String branch) throws GitAPIException {
        try {
            Git.wrap(repository).checkout().setName(branch).call();
        } catch (org.eclipse.jgit.api.errors.CheckoutConflictException e) {
            throw new EngineException(
                    Problem.of(RepoProblem.UNCOMMITTED, branch, String.join(", ", e.getConflictingPaths())), e);
        }
    }
}
