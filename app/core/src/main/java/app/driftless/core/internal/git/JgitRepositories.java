package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Redaction;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repositories;
import app.driftless.core.repo.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Opens, clones and makes repositories with JGit, refusing what it can't work on safely before anything is written.
public final class JgitRepositories implements Repositories {
    private static final Set<String> SCHEMES = Set.of("https", "ssh", "file", "http");
    private final Path state;
    private final Path home;
    private final Workers workers;
    private final InstantSource clock;

    /// @param state where notes about locks and recovered files go
    /// @param home the person's home folder, for SSH keys and credential helpers
    public JgitRepositories(Path state, Path home, Workers workers, InstantSource clock) {
        this.state = state;
        this.home = home;
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
            return new JgitRepository(
                    GuardedRepository.open(gitDir.toFile(), root.toFile()), state, home, workers, clock);
        });
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
        var me = Files.getOwner(home);
        if (!(owner.equals(me) && git.equals(me))) {
            throw GitFailures.problem(RepoProblem.OTHER_OWNER, root.toString(), git.getName());
        }
    }

    @Override
    public Repository clone(String url, Path target, Progress progress, CancelToken cancel) {
        checkUrl(url);
        boolean existed = Files.isDirectory(target);
        try {
            if (existed && !isEmpty(target)) {
                throw GitFailures.problem(RepoProblem.EXISTS, target.toString());
            }
            var credentials = new HelperCredentials(home);
            var command = Git.cloneRepository()
                    .setURI(url)
                    .setDirectory(target.toFile())
                    .setFs(new RestrictedFs())
                    .setProgressMonitor(new GitProgress(progress, cancel))
                    .setCredentialsProvider(credentials)
                    .setTransportConfigCallback(transport -> Transports.prepare(transport, home))
                    .setTimeout(30);
            command.call().close();
            cancel.throwIfCancelled();
            credentials.approve();
            return open(target);
        } catch (GitAPIException | IOException | RuntimeException e) {
            clear(target, existed);
            cancel.throwIfCancelled();
            if (e instanceof EngineException known) {
                throw known;
            }
            throw new EngineException(
                    Problem.of(RepoProblem.CLONE_FAILED, Redaction.redact(url)).causedBy(e), e);
        }
    }

    private static void checkUrl(String url) {
        boolean control = url.chars().anyMatch(c -> c < ' ') || url.startsWith("-");
        int scheme = url.indexOf("://");
        boolean known = scheme < 0 || SCHEMES.contains(url.substring(0, scheme));
        boolean password = scheme > 0 && url.substring(scheme + 3).matches("[^/@]*:[^/@]*@.*");
        if (control || !known || password) {
            throw GitFailures.problem(RepoProblem.BAD_URL, Redaction.redact(url));
        }
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

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// Puts the target of a failed clone back to what it was: empty or not there.
    private static void clear(Path target, boolean existed) {
        if (!Files.isDirectory(target)) {
            return;
        }
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!(existed && file.equals(target))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(RepoProblem.CLONE_LEFT_FILES, target.toString()).causedBy(e), e);
        }
    }
}
