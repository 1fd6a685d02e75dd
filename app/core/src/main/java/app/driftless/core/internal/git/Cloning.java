package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Redaction;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;

/// Clones a repository under the same rules as it is used later: JGit's own clone would honour filters and rewritten
/// addresses of the person's configuration. It is made beside its place and moved there when it is complete, so that
/// not even a kill leaves a half repository that looks like a whole one (F7 of the trust reference).
final class Cloning {
    private static final String UNFINISHED = ".driftless-clone-";
    private final Servers servers;

    Cloning(Servers servers) {
        this.servers = servers;
    }

    void run(String url, Path target, Progress progress, CancelToken cancel) {
        Servers.check(url);
        if (url.matches("[^:]+://[^/@]*:[^/@]*@.*")) {
            throw GitFailures.problem(RepoProblem.BAD_URL, Redaction.redact(url));
        }
        boolean existed = Files.isDirectory(target);
        Path place = existed ? target : beside(target);
        try {
            if (existed && !isEmpty(target) || Files.isRegularFile(target)) {
                throw GitFailures.problem(RepoProblem.EXISTS, target.toString());
            }
            if (!existed) {
                removeUnfinished(target);
            }
            fill(url, place, progress, cancel);
            cancel.throwIfCancelled();
            if (!existed) {
                Files.move(place, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (GitAPIException | IOException | RuntimeException e) {
            boolean foreign =
                    e instanceof EngineException known && known.problem().code() == RepoProblem.EXISTS;
            if (!foreign) {
                clear(place, existed);
            }
            cancel.throwIfCancelled();
            if (e instanceof EngineException known) {
                throw known;
            }
            throw new EngineException(
                    Problem.of(RepoProblem.CLONE_FAILED, Redaction.redact(url)).causedBy(e), e);
        }
    }

    private static Path beside(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + UNFINISHED
                + ProcessHandle.current().pid());
    }

    /// What a killed process of ours left when it cloned to the same place.
    private static void removeUnfinished(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        String prefix = "." + absolute.getFileName() + UNFINISHED;
        try (Stream<Path> siblings = Files.list(absolute.getParent())) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(prefix) && isGone(name.substring(prefix.length()))) {
                    clear(sibling, false);
                }
            }
        }
    }

    private static boolean isGone(String pid) {
        return pid.matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private void fill(String url, Path place, Progress progress, CancelToken cancel)
            throws GitAPIException, IOException {
        Git.init()
                .setDirectory(place.toFile())
                .setInitialBranch("main")
                .setFs(new RestrictedFs())
                .call()
                .close();
        try (var repository =
                GuardedRepository.open(place.resolve(".git").toFile(), place.toFile(), servers.person())) {
            String remote = Constants.DEFAULT_REMOTE_NAME;
            repository.changeConfig(config -> {
                config.setString("remote", remote, "url", url);
                config.setString("remote", remote, "fetch", "+refs/heads/*:refs/remotes/" + remote + "/*");
            });
            var monitor = new GitProgress(progress, cancel);
            FetchResult fetched = servers.call(
                    Git.wrap(repository)
                            .fetch()
                            .setRemote(remote)
                            .setRefSpecs(new RefSpec("+refs/heads/*:refs/remotes/" + remote + "/*"))
                            .setProgressMonitor(monitor),
                    url,
                    cancel);
            cancel.throwIfCancelled();
            Optional<Ref> head = branch(fetched);
            if (head.isPresent()) {
                checkOut(repository, head.get(), monitor);
            }
        }
    }

    /// The branch that the server's HEAD is on; of several with its commit, `main` and `master` first.
    private static Optional<Ref> branch(FetchResult fetched) {
        Ref head = fetched.getAdvertisedRef(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            return Optional.empty();
        }
        if (head.isSymbolic()) {
            return Optional.of(head.getTarget());
        }
        return fetched.getAdvertisedRefs().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                .filter(ref -> Objects.equals(ref.getObjectId(), head.getObjectId()))
                .min(Comparator.comparing((Ref ref) -> !ref.getName().equals("refs/heads/main"))
                        .thenComparing(ref -> !ref.getName().equals("refs/heads/master"))
                        .thenComparing(Ref::getName));
    }

    private static void checkOut(GuardedRepository repository, Ref branch, GitProgress monitor) throws IOException {
        String name = branch.getName();
        ObjectId tip = branch.getObjectId();
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(tip);
        update.setRefLogMessage("clone", false);
        update.update();
        repository.updateRef(Constants.HEAD).link(name);
        repository.changeConfig(config -> {
            String shortName = name.substring(Constants.R_HEADS.length());
            config.setString("branch", shortName, "remote", Constants.DEFAULT_REMOTE_NAME);
            config.setString("branch", shortName, "merge", name);
        });
        try (RevWalk walk = new RevWalk(repository)) {
            var checkout = new DirCacheCheckout(
                    repository, repository.lockDirCache(), walk.parseCommit(tip).getTree());
            checkout.setProgressMonitor(monitor);
            checkout.checkout();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// Puts the place of a failed clone back to what it was: empty or not there.
    private static void clear(Path place, boolean existed) {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!(existed && file.equals(place))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(RepoProblem.CLONE_LEFT_FILES, place.toString()).causedBy(e), e);
        }
    }
}
