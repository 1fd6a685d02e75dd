package app.driftless.desktop;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.PushResult;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.SourceDiffs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A repository that exists in memory only: it answers with the story and remembers what was asked of it.
final class StoryRepository implements Repository {
    final List<String> asked = new ArrayList<>();
    private volatile boolean refusing;
    private final SignalSource<Loadable<RepoState>> state =
            new SignalSource<>(new Loadable.Ready<>(state(Story.changes(), 2), Story.NOW));
    private final SignalSource<ChangedPaths> changed = new SignalSource<>(new ChangedPaths(0, List.of()));

    static RepoState state(List<Change> changes, int ahead) {
        return new RepoState(
                Optional.of("main"),
                Optional.of(Story.history().getFirst()),
                Optional.of("origin/main"),
                ahead,
                0,
                changes,
                Optional.empty(),
                List.of("main", "promote/payments-2.14.1"),
                List.of("origin"),
                List.of());
    }

    void refuseCommits() {
        refusing = true;
    }

    void become(RepoState next) {
        state.set(new Loadable.Ready<>(next, Story.NOW));
    }

    @Override
    public Path root() {
        return Path.of("/home/mara/shop-config");
    }

    @Override
    public String id() {
        return "shop";
    }

    @Override
    public Signal<Loadable<RepoState>> state() {
        return state;
    }

    @Override
    public Signal<List<Problem>> aftermath() {
        return new SignalSource<>(List.of());
    }

    @Override
    public Signal<ChangedPaths> changedPaths() {
        return changed;
    }

    @Override
    public FileTree workTree() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileTree tree(Commit commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Commit resolve(String revision) {
        return Story.history().getFirst();
    }

    @Override
    public FileText readText(String path) {
        return new FileText(path, "kind: Deployment\n", "hash", Optional.empty());
    }

    @Override
    public FileText save(String path, String text, Optional<String> expectedHash) {
        asked.add("save " + path);
        return new FileText(path, text, "hash", Optional.empty());
    }

    @Override
    public void rename(String from, String to) {
        asked.add("rename " + from + " " + to);
    }

    @Override
    public void delete(String path) {
        asked.add("delete " + path);
    }

    @Override
    public void stage(List<String> paths) {
        asked.add("stage " + paths);
    }

    @Override
    public void unstage(List<String> paths) {
        asked.add("unstage " + paths);
    }

    @Override
    public void discard(List<String> paths) {
        asked.add("discard " + paths);
    }

    @Override
    public SourceDiffs sourceDiffs() {
        return new StoryDiffs(asked);
    }

    @Override
    public Optional<String> textAt(Commit commit, String path) {
        return Optional.empty();
    }

    @Override
    public Commit commit(String message) {
        if (refusing) {
            throw new EngineException(Problem.of(RepoProblem.FAILED, message));
        }
        asked.add("commit " + message);
        return Story.history().getFirst();
    }

    @Override
    public Commit revert(Commit commit) {
        asked.add("revert " + commit.shortId());
        return Story.history().getFirst();
    }

    @Override
    public Commit restore(Commit to, Predicate<String> paths) {
        asked.add("restore " + to.shortId());
        return to;
    }

    @Override
    public List<Commit> history(String revision, Optional<String> path, int limit) {
        return Story.history();
    }

    @Override
    public List<String> changedIn(Commit commit) {
        return List.of("clusters/production/payments/api-deployment.yaml", "base/payments/flags.yaml");
    }

    @Override
    public void createBranch(String name, boolean checkout) {
        asked.add("branch " + name);
    }

    @Override
    public void checkout(String branch) {
        asked.add("checkout " + branch);
    }

    @Override
    public void fetch(Progress progress, CancelToken cancel) {
        asked.add("fetch");
    }

    @Override
    public PullResult pull(Progress progress, CancelToken cancel) {
        asked.add("pull");
        return new PullResult.UpToDate();
    }

    @Override
    public PushResult push(Progress progress, CancelToken cancel) {
        asked.add("push");
        return new PushResult("origin/main", "4f2c9a1", "file:///srv/shop.git", "");
    }

    @Override
    public Optional<String> remoteBranchWith(Commit commit) {
        return Optional.empty();
    }

    @Override
    public boolean descends(Commit descendant, String ancestor) {
        return true;
    }

    @Override
    public void close() {}
}
