package app.driftless.desktop.repository;

import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Operations;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.PushResult;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.SourceDiff;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything the window asks of a repository, each as an operation with a title, progress and cancel. Returns at
/// once.
public final class RepositoryActions {
    /// Where the titles of these operations are.
    static final String AREA = "window";

    private final Repository repository;
    private final Operations operations;

    public RepositoryActions(Repository repository, Operations operations) {
        this.repository = repository;
        this.operations = operations;
    }

    public Repository repository() {
        return repository;
    }

    Operation<Boolean> stage(List<String> paths) {
        return change("stage", paths.size(), () -> repository.stage(paths));
    }

    Operation<Boolean> unstage(List<String> paths) {
        return change("unstage", paths.size(), () -> repository.unstage(paths));
    }

    Operation<Boolean> discard(List<String> paths) {
        return change("discard", paths.size(), () -> repository.discard(paths));
    }

    Operation<SourceDiff> sourceDiff(Comparison comparison, String path) {
        return operations.start(
                Message.of(AREA, "sourceDiff", path),
                (_, _) -> repository.sourceDiffs().of(comparison, path));
    }

    Operation<Boolean> stage(SourceDiff diff, int hunk) {
        return change("stageHunk", diff.path(), () -> repository.sourceDiffs().stage(diff, Set.of(hunk)));
    }

    Operation<Boolean> unstage(SourceDiff diff, int hunk) {
        return change("unstageHunk", diff.path(), () -> repository.sourceDiffs().unstage(diff, Set.of(hunk)));
    }

    Operation<Boolean> discard(SourceDiff diff, int hunk) {
        return change("discardHunk", diff.path(), () -> repository.sourceDiffs().discard(diff, Set.of(hunk)));
    }

    Operation<Commit> commit(String message) {
        return operations.start(Message.of(AREA, "commit"), (_, _) -> repository.commit(message));
    }

    Operation<Commit> revert(Commit commit) {
        return operations.start(Message.of(AREA, "revert", commit.shortId()), (_, _) -> repository.revert(commit));
    }

    /// @param path only this file; empty for all
    Operation<Commit> goBack(Commit commit, Optional<String> path) {
        return operations.start(
                Message.of(AREA, "goBack", commit.shortId()),
                (_, _) -> repository.restore(
                        commit, each -> path.map(each::equals).orElse(true)));
    }

    Operation<PushResult> push() {
        return operations.start(Message.of(AREA, "push"), repository::push);
    }

    Operation<PullResult> pull() {
        return operations.start(Message.of(AREA, "pull"), repository::pull);
    }

    Operation<Boolean> fetch() {
        return operations.start(Message.of(AREA, "fetch"), (progress, cancel) -> {
            repository.fetch(progress, cancel);
            return true;
        });
    }

    Operation<Boolean> checkout(String branch) {
        return change("checkout", branch, () -> repository.checkout(branch));
    }

    Operation<Boolean> createBranch(String name) {
        return change("branch", name, () -> repository.createBranch(name, true));
    }

    Operation<List<Commit>> history(Optional<String> path, int limit) {
        return operations.start(
                Message.of(AREA, "history"),
                (_, _) -> repository
                                .state()
                                .get()
                                .latest()
                                .flatMap(r -> r.value().head())
                                .isEmpty()
                        ? List.of()
                        : repository.history("HEAD", path, limit));
    }

    Operation<List<String>> changedIn(Commit commit) {
        return operations.start(
                Message.of(AREA, "changedIn", commit.shortId()), (_, _) -> repository.changedIn(commit));
    }

    private Operation<Boolean> change(String key, Object subject, Runnable change) {
        return operations.start(Message.of(AREA, key, subject), (_, _) -> {
            change.run();
            return true;
        });
    }
}
