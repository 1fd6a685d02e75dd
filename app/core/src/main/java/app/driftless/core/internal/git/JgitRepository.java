package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.PushResult;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.SourceDiffs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.api.errors.GitAPIException;

/// [Repository] over JGit. Changes go through one lane, each between a note that we may hold Git's locks and a
/// refresh of the state.
final class JgitRepository implements Repository {
    private final GuardedRepository repository;
    private final Lane lane;
    private final InstantSource clock;
    private final Commits commits;
    private final Trees trees;
    private final Texts texts;
    private final StatusReader status;
    private final Changes changes;
    private final Reverts reverts;
    private final SourceDiffs sourceDiffs;
    private final FileMoves moves;
    private final Remotes remotes;
    private final StaleLocks locks;
    private final WorkTreeWatch watch;
    private final SignalSource<Loadable<RepoState>> state = new SignalSource<>(new Loadable.Empty<>());
    private final SignalSource<ChangedPaths> changed = new SignalSource<>(new ChangedPaths(0, List.of()));

    JgitRepository(GuardedRepository repository, Path stateFolder, Path home, Workers workers, InstantSource clock)
            throws IOException {
        this.repository = repository;
        this.clock = clock;
        lane = workers.lane("git " + root().getFileName());
        commits = new Commits(repository);
        trees = new Trees(repository);
        texts = new Texts(trees);
        status = new StatusReader(repository, commits);
        var recovery = new RecoveryFolder(trees, stateFolder.resolve("recovered"), clock);
        changes = new Changes(repository, commits, trees, recovery, clock);
        reverts = new Reverts(repository, commits, changes);
        var diffs = new FileDiffs(repository, commits, new Contents(repository, trees));
        sourceDiffs = new JgitSourceDiffs(
                diffs,
                new HunkChanges(repository, diffs, changes, trees, recovery),
                (subject, change, touched) -> perform(subject, change::run, touched));
        moves = new FileMoves(root(), trees, recovery);
        remotes = new Remotes(repository, status, commits, home, clock);
        locks = new StaleLocks(root(), repository.getDirectory().toPath(), stateFolder.resolve("locks"));
        locks.recover();
        watch = new WorkTreeWatch(root(), repository.getDirectory().toPath(), workers, this::outside);
        refresh();
    }

    private void outside(List<String> paths) {
        lane.execute(() -> {
            refresh();
            changed.update(before -> new ChangedPaths(before.serial() + 1, paths));
        });
    }

    private void refresh() {
        try {
            state.set(new Loadable.Ready<>(status.read(), clock.instant()));
        } catch (EngineException e) {
            state.update(before -> before.toFailed(e.problem()));
        }
    }

    /// Runs a change in the lane.
    private <T> T change(String subject, GitFailures.Call<T> call) {
        return lane.call(() -> {
            try {
                locks.recover();
                locks.begin();
                return GitFailures.guard(subject, call);
            } finally {
                locks.end();
                refresh();
            }
        });
    }

    /// Refuses to touch history while an operation that was begun outside is unfinished (F30).
    private void requireSafe() {
        status.unfinished().ifPresent(operation -> {
            throw GitFailures.problem(RepoProblem.UNFINISHED, root().toString(), operation);
        });
    }

    private void perform(String subject, Action action, List<String> touched) {
        change(subject, () -> {
            action.run();
            return true;
        });
        tell(touched);
    }

    private void tell(List<String> touched) {
        if (!touched.isEmpty()) {
            changed.update(before -> new ChangedPaths(before.serial() + 1, touched));
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException, GitAPIException;
    }

    @Override
    public Path root() {
        return repository.getWorkTree().toPath();
    }

    @Override
    public String id() {
        RepoState now = status.read();
        String remote = now.remotes().stream().findFirst().map(remotes::url).orElse("");
        String root = commits.root().orElse(root().toString());
        return DurableFile.hash((root + "\n" + remote).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Signal<Loadable<RepoState>> state() {
        return state;
    }

    @Override
    public Signal<ChangedPaths> changedPaths() {
        return changed;
    }

    @Override
    public FileTree workTree() {
        return trees.workTree();
    }

    @Override
    public FileTree tree(Commit commit) {
        return trees.of(commit);
    }

    @Override
    public Commit resolve(String revision) {
        return commits.resolve(revision);
    }

    @Override
    public FileText readText(String path) {
        return GitFailures.guard(path, () -> texts.read(path));
    }

    @Override
    public FileText save(String path, String text, Optional<String> expectedHash) {
        FileText saved = change(path, () -> texts.save(path, text, expectedHash));
        tell(List.of(path));
        return saved;
    }

    @Override
    public void rename(String from, String to) {
        tell(change(from, () -> moves.rename(from, to)));
    }

    @Override
    public void delete(String path) {
        tell(change(path, () -> moves.delete(path)));
    }

    @Override
    public void stage(List<String> paths) {
        perform(String.join(", ", paths), () -> changes.stage(paths), List.of());
    }

    @Override
    public void unstage(List<String> paths) {
        perform(String.join(", ", paths), () -> changes.unstage(paths), List.of());
    }

    @Override
    public void discard(List<String> paths) {
        perform(String.join(", ", paths), () -> changes.discard(paths), paths);
    }

    @Override
    public SourceDiffs sourceDiffs() {
        return sourceDiffs;
    }

    @Override
    public Optional<String> textAt(Commit commit, String path) {
        FileTree tree = trees.of(commit);
        return tree.exists(path) ? Optional.of(new String(tree.read(path), StandardCharsets.UTF_8)) : Optional.empty();
    }

    @Override
    public Commit commit(String message) {
        return change(root().toString(), () -> {
            requireSafe();
            return changes.commit(message);
        });
    }

    @Override
    public Commit revert(Commit commit) {
        Commit made = change(commit.shortId(), () -> {
            requireSafe();
            return reverts.revert(commit);
        });
        changed.update(before -> new ChangedPaths(before.serial() + 1, commits.changedIn(made)));
        return made;
    }

    @Override
    public Commit restore(Commit to, Predicate<String> paths) {
        Commit made = change(to.shortId(), () -> {
            requireSafe();
            return reverts.restore(to, paths);
        });
        changed.update(before -> new ChangedPaths(before.serial() + 1, commits.changedIn(made)));
        return made;
    }

    @Override
    public List<Commit> history(String revision, Optional<String> path, int limit) {
        return commits.history(revision, path, limit);
    }

    @Override
    public List<String> changedIn(Commit commit) {
        return commits.changedIn(commit);
    }

    @Override
    public void createBranch(String name, boolean checkout) {
        perform(name, () -> changes.createBranch(name, checkout), List.of());
    }

    @Override
    public void checkout(String branch) {
        perform(
                branch,
                () -> {
                    requireSafe();
                    changes.checkout(branch);
                },
                List.of());
        lookAtEverything();
    }

    @Override
    public void fetch(Progress progress, CancelToken cancel) {
        perform(root().toString(), () -> remotes.fetch(progress, cancel), List.of());
    }

    @Override
    public PullResult pull(Progress progress, CancelToken cancel) {
        PullResult result = change(root().toString(), () -> {
            requireSafe();
            return remotes.pull(progress, cancel);
        });
        lookAtEverything();
        return result;
    }

    @Override
    public PushResult push(Progress progress, CancelToken cancel) {
        return change(root().toString(), () -> remotes.push(progress, cancel));
    }

    @Override
    public Optional<String> remoteBranchWith(Commit commit) {
        return commits.remoteBranchWith(commit);
    }

    @Override
    public boolean descends(Commit descendant, String ancestor) {
        return commits.descends(descendant, ancestor);
    }

    private void lookAtEverything() {
        changed.update(before -> new ChangedPaths(before.serial() + 1, List.of()));
    }

    @Override
    public void close() {
        watch.close();
        lane.call(() -> {
            repository.close();
            return true;
        });
    }
}
