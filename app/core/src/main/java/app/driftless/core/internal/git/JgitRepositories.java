package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repositories;
import app.driftless.core.repo.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;

/// Opens, clones and makes repositories with JGit, refusing what it can't work on safely before anything is written.
public final class JgitRepositories implements Repositories {
    private final Path state;
    private final Person person;
    private final Servers servers;
    private final Workers workers;
    private final InstantSource clock;

    /// @param state where notes about locks and recovered files go
    /// @param home the person's home folder, with SSH keys and known hosts
    /// @param environment the person's variables, for credential helpers, agent and proxy
    public JgitRepositories(
            Path state, Path home, Map<String, String> environment, Workers workers, InstantSource clock) {
        this(state, new Person(home, environment), Limits.STANDARD, workers, clock);
    }

    JgitRepositories(Path state, Person person, Limits limits, Workers workers, InstantSource clock) {
        this.state = state;
        this.person = person;
        this.servers = new Servers(person, limits, workers);
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Repository open(Path folder) {
        return GitFailures.guard(folder.toString(), () -> {
            Path root = workTreeOf(folder);
            Path gitDir = root.resolve(".git");
            if (!Files.isDirectory(gitDir, LinkOption.NOFOLLOW_LINKS)) {
                throw GitFailures.problem(RepoProblem.GIT_DIR_OUTSIDE, root.toString());
            }
            checkOwner(root);
            RepositoryFormat.check(gitDir);
            // A lock of a dead process of ours would be in the way of mending.
            new StaleLocks(root, gitDir, state.resolve("locks")).recover();
            GuardedRepository repository = guarded(root);
            var aftermath = new Aftermath();
            aftermath.tell(Aftermath.Topic.FILES, mended(repository));
            return new JgitRepository(repository, aftermath, state, servers, workers, clock);
        });
    }

    private GuardedRepository guarded(Path root) throws IOException {
        return GuardedRepository.open(root.resolve(".git").toFile(), root.toFile(), person);
    }

    private List<Problem> mended(GuardedRepository repository) throws IOException {
        try (GuardedRepository looking = guarded(repository.getWorkTree().toPath())) {
            return new Mending(repository, state.resolve("recovered"), clock).run(looking);
        }
    }

    private static Path workTreeOf(Path folder) throws IOException {
        Path real = Files.exists(folder) ? folder.toRealPath() : folder;
        for (Path candidate = real; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(".git"))) {
                return candidate;
            }
        }
        throw GitFailures.problem(RepoProblem.NOT_A_REPOSITORY, folder.toString());
    }

    /// A repository of another user could have been prepared by them (T10; C git's safe.directory).
    private void checkOwner(Path root) throws IOException {
        if (!Files.getFileStore(root).supportsFileAttributeView("posix")) {
            return;
        }
        var owner = Files.getOwner(root);
        var git = Files.getOwner(root.resolve(".git"));
        var me = Files.getOwner(person.home());
        if (!(owner.equals(me) && git.equals(me))) {
            throw GitFailures.problem(RepoProblem.OTHER_OWNER, root.toString(), git.getName());
        }
    }

    @Override
    public Repository clone(String url, Path target, Progress progress, CancelToken cancel) {
        new Cloning(servers).run(url, target, progress, cancel);
        return open(target);
    }

    @Override
    public Repository init(Path folder) {
        return GitFailures.guard(folder.toString(), () -> {
            Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .setFs(new RestrictedFs())
                    .call()
                    .close();
            return open(folder);
        });
    }
}
