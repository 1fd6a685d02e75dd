package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.PushResult;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.SourceDiffs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// [Repository] over JGit.
final class JgitRepository implements Repository {
    private final GuardedRepository repository;
    private final Commits commits;
    private final Trees trees;
    private final Texts texts;
    private final StatusReader status;
    private final Changes changes;
    private final CommitWriter writer;
    private final Reverts reverts;
    private final SourceDiffs sourceDiffs;
    private final FileMoves moves;
    private final Remotes remotes;
    private final Aftermath aftermath;
    private final ServerTalks talks;
    private final WorkTreeLane lane;

    JgitRepository(
            GuardedRepository repository,
            Aftermath aftermath,
            Path stateFolder,
            Servers servers,
            Workers workers,
            InstantSource clock)
            throws IOException {
        this.repository = repository;
        this.aftermath = aftermath;
        commits = new Commits(repository);
        trees = new Trees(repository);
        var filtered = new FilteredPaths(repository);
        texts = new Texts(trees, filtered);
        status = new StatusReader(repository, commits);
        lane = new WorkTreeLane(repository, status, stateFolder.resolve("locks"), workers, clock);
        var recovery = new RecoveryFolder(trees, stateFolder.resolve("recovered"), clock);
        changes = new Changes(repository, commits, trees, filtered, recovery);
        writer = new CommitWriter(repository, commits, clock);
        reverts = new Reverts(repository, commits, writer);
        var diffs = new FileDiffs(repository, commits, new Contents(repository, trees));
        sourceDiffs = new JgitSourceDiffs(
                diffs,
                new HunkChanges(repository, diffs, changes, trees, recovery),
                (subject, change, touched) -> lane.perform(subject, change::run, touched));
        moves = new FileMoves(root(), trees, recovery);
        var cutPull = new CutPull(repository, recovery);
        remotes = new Remotes(repository, status, cutPull, aftermath, servers, clock);
        var pushes = new Pushes(repository, status, remotes, stateFolder.resolve("pushes"), aftermath);
        talks = new ServerTalks(lane, remotes, pushes, aftermath);
        lane.recover(() -> aftermath.tell(Aftermath.Topic.PULL, cutPull.recover()));
        talks.settle();
    }

    @Override
    public Path root() {
        return repository.getWorkTree().toPath();
    }

    @Override
    public String id() {
        return commits.identity(remotes.first(), root().toString());
    }

    @Override
    public Signal<Loadable<RepoState>> state() {
        return lane.state();
    }

    @Override
    public Signal<List<Problem>> aftermath() {
        return aftermath.problems();
    }

    @Override
    public Signal<ChangedPaths> changedPaths() {
        return lane.changed();
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
        FileText saved = lane.change(path, () -> texts.save(path, text, expectedHash));
        lane.tell(List.of(path));
        return saved;
    }

    @Override
    public void rename(String from, String to) {
        lane.tell(lane.change(from, () -> moves.rename(from, to)));
    }

    @Override
    public void delete(String path) {
        lane.tell(lane.change(path, () -> moves.delete(path)));
    }

    @Override
    public void stage(List<String> paths) {
        lane.perform(String.join(", ", paths), () -> changes.stage(paths), List.of());
    }

    @Override
    public void unstage(List<String> paths) {
        lane.perform(String.join(", ", paths), () -> changes.unstage(paths), List.of());
    }

    @Override
    public void discard(List<String> paths) {
        lane.perform(String.join(", ", paths), () -> changes.discard(paths), paths);
    }

    @Override
    public SourceDiffs sourceDiffs() {
        return sourceDiffs;
    }

    @Override
    public Optional<String> textAt(Commit commit, String path) {
        return texts.at(commit, path);
    }

    @Override
    public Commit commit(String message) {
        return lane.history(root().toString(), () -> writer.commit(message));
    }

    @Override
    public Commit revert(Commit commit) {
        Commit made = lane.history(commit.shortId(), () -> reverts.revert(commit));
        lane.tell(commits.changedIn(made));
        return made;
    }

    @Override
    public Commit restore(Commit to, Predicate<String> paths) {
        Commit made = lane.history(to.shortId(), () -> reverts.restore(to, paths));
        lane.tell(commits.changedIn(made));
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
        lane.perform(name, () -> changes.createBranch(name, checkout), List.of());
    }

    @Override
    public void checkout(String branch) {
        lane.history(branch, () -> {
            changes.checkout(branch);
            return true;
        });
        lane.tell(List.of());
    }

    @Override
    public void fetch(Progress progress, CancelToken cancel) {
        talks.fetch(progress, cancel);
    }

    @Override
    public PullResult pull(Progress progress, CancelToken cancel) {
        return talks.pull(progress, cancel);
    }

    @Override
    public PushResult push(Progress progress, CancelToken cancel) {
        return talks.push(progress, cancel);
    }

    @Override
    public Optional<String> remoteBranchWith(Commit commit) {
        return commits.remoteBranchWith(commit);
    }

    @Override
    public boolean descends(Commit descendant, String ancestor) {
        return commits.descends(descendant, ancestor);
    }

    @Override
    public void close() {
        talks.close();
        lane.close(repository::close);
    }
}
