package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// Writes commits of what is staged. Called from the work tree's lane only.
final class CommitWriter {
    private final GuardedRepository repository;
    private final Commits commits;
    private final InstantSource clock;

    CommitWriter(GuardedRepository repository, Commits commits, InstantSource clock) {
        this.repository = repository;
        this.commits = commits;
        this.clock = clock;
    }

    Commit commit(String message) throws IOException, GitAPIException {
        if (repository.getConfig().getBoolean("commit", "gpgsign", false)) {
            throw GitFailures.problem(RepoProblem.SIGNING, "commit.gpgsign");
        }
        if (message.isBlank()) {
            throw GitFailures.problem(
                    RepoProblem.NO_MESSAGE, repository.getWorkTree().toString());
        }
        if (commits.head().isPresent()
                && repository.getFullBranch() != null
                && ObjectId.isId(repository.getFullBranch())) {
            throw GitFailures.problem(RepoProblem.DETACHED, repository.getFullBranch());
        }
        PersonIdent author = author();
        RevCommit made = Git.wrap(repository)
                .commit()
                .setMessage(message.strip() + "\n")
                .setAuthor(author)
                .setCommitter(author)
                .setNoVerify(true)
                .setSign(false)
                .call();
        syncFolders();
        return Commits.of(made);
    }

    /// Who commits now, by their Git configuration.
    PersonIdent author() {
        var config = repository.getConfig();
        String name = config.getString("user", null, "name");
        String email = config.getString("user", null, "email");
        if (name == null || name.isBlank() || email == null || email.isBlank()) {
            throw GitFailures.problem(
                    RepoProblem.NO_AUTHOR, repository.getWorkTree().toString());
        }
        return new PersonIdent(name, email, clock.instant(), ZoneId.systemDefault());
    }

    /// JGit syncs objects and refs, but not the folders that name them.
    void syncFolders() throws IOException {
        Path git = repository.getDirectory().toPath();
        for (String folder : List.of("objects", "refs/heads", "")) {
            Path path = git.resolve(folder);
            if (Files.isDirectory(path)) {
                DurableFile.syncFolder(path);
            }
        }
    }
}
