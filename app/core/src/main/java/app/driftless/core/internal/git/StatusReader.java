package app.driftless.core.internal.git;

import app.driftless.core.problem.Message;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Change.Kind;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.BranchTrackingStatus;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;

/// Reads what a work tree is like.
final class StatusReader {
    private final GuardedRepository repository;
    private final Commits commits;

    StatusReader(GuardedRepository repository, Commits commits) {
        this.repository = repository;
        this.commits = commits;
    }

    RepoState read() {
        return GitFailures.guard(repository.getWorkTree().toString(), () -> {
            String full = repository.getFullBranch();
            boolean detached = full == null || ObjectId.isId(full);
            Optional<String> branch = detached ? Optional.empty() : Optional.of(Repository.shortenRefName(full));
            BranchTrackingStatus tracking =
                    branch.isPresent() ? BranchTrackingStatus.of(repository, branch.get()) : null;
            return new RepoState(
                    branch,
                    commits.head(),
                    branch.flatMap(this::upstream),
                    tracking == null ? 0 : tracking.getAheadCount(),
                    tracking == null ? 0 : tracking.getBehindCount(),
                    changes(Git.wrap(repository).status().call()),
                    unfinished(),
                    branches(),
                    repository.getRemoteNames().stream().sorted().toList(),
                    notices());
        });
    }

    private Optional<String> upstream(String branch) {
        String tracking = new BranchConfig(repository.getConfig(), branch).getTrackingBranch();
        return Optional.ofNullable(tracking)
                .filter(name -> name.startsWith(Constants.R_REMOTES))
                .map(name -> name.substring(Constants.R_REMOTES.length()));
    }

    private static List<Change> changes(Status status) {
        var staged = new TreeMap<String, Kind>();
        var unstaged = new TreeMap<String, Kind>();
        put(staged, status.getAdded(), Kind.ADDED);
        put(staged, status.getChanged(), Kind.MODIFIED);
        put(staged, status.getRemoved(), Kind.DELETED);
        put(unstaged, status.getUntracked(), Kind.ADDED);
        put(unstaged, status.getModified(), Kind.MODIFIED);
        put(unstaged, status.getMissing(), Kind.DELETED);
        put(unstaged, status.getConflicting(), Kind.CONFLICT);
        var paths = new TreeSet<>(staged.keySet());
        paths.addAll(unstaged.keySet());
        return paths.stream()
                .map(path -> new Change(
                        path,
                        staged.getOrDefault(path, Kind.NONE),
                        unstaged.getOrDefault(path, Kind.NONE),
                        Optional.empty()))
                .toList();
    }

    private static void put(TreeMap<String, Kind> kinds, Set<String> paths, Kind kind) {
        paths.forEach(path -> kinds.put(path, kind));
    }

    private List<String> branches() throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
                .sorted()
                .toList();
    }

    Optional<String> unfinished() {
        RepositoryState state = repository.getRepositoryState();
        return switch (state) {
            case SAFE, BARE -> Optional.empty();
            case MERGING, MERGING_RESOLVED -> Optional.of("merge");
            case CHERRY_PICKING, CHERRY_PICKING_RESOLVED -> Optional.of("cherry-pick");
            case REVERTING, REVERTING_RESOLVED -> Optional.of("revert");
            case REBASING, REBASING_REBASING, REBASING_MERGE, REBASING_INTERACTIVE, APPLY -> Optional.of("rebase");
            case BISECTING -> Optional.of("bisect");
        };
    }

    /// Refuses to touch history while an operation that was begun outside is unfinished (F30).
    void requireSafe() {
        unfinished().ifPresent(operation -> {
            throw GitFailures.problem(
                    RepoProblem.UNFINISHED, repository.getWorkTree().toString(), operation);
        });
    }

    /// What of this repository is not honoured.
    private List<Message> notices() {
        var notices = new ArrayList<Message>();
        List<String> ignored = repository.ignoredSettings();
        if (!ignored.isEmpty()) {
            notices.add(Message.of("repo", "notice.settings", String.join(", ", ignored)));
        }
        List<String> hooks = hooks();
        if (!hooks.isEmpty()) {
            notices.add(Message.of("repo", "notice.hooks", String.join(", ", hooks)));
        }
        return notices;
    }

    private List<String> hooks() {
        Path folder = repository.getDirectory().toPath().resolve("hooks");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".sample"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
