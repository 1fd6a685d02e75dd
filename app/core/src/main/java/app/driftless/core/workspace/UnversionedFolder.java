package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A folder without Git, for looking at its files only: checking, rendering and comparing work; whatever needs a
/// commit or would write fails with [RepoProblem#NOT_A_REPOSITORY].
public final class UnversionedFolder implements Repository {
    private final Path root;
    private final FileTree files;

    /// @param folder an existing folder
    public UnversionedFolder(Path folder) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files = new PlainFolder(root);
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public String id() {
        return "folder-" + Integer.toHexString(root.hashCode());
    }

    @Override
    public Signal<Loadable<RepoState>> state() {
        return new SignalSource<>(new Loadable.Empty<>());
    }

    @Override
    public Signal<List<Problem>> aftermath() {
        return new SignalSource<>(List.of());
    }

    @Override
    public Signal<ChangedPaths> changedPaths() {
        return new SignalSource<>(new ChangedPaths(0, List.of()));
    }

    @Override
    public FileTree workTree() {
        return files;
    }

    @Override
    public FileTree tree(Commit commit) {
        throw noRepository();
    }

    @Override
    public Commit resolve(String revision) {
        throw noRepository();
    }

    @Override
    public FileText readText(String path) {
        throw noRepository();
    }

    @Override
    public FileText save(String path, String text, Optional<String> expectedHash) {
        throw noRepository();
    }

    @Override
    public void rename(String from, String to) {
        throw noRepository();
    }

    @Override
    public void delete(String path) {
        throw noRepository();
    }

    @Override
    public void stage(List<String> paths) {
        throw noRepository();
    }

    @Override
    public void unstage(List<String> paths) {
        throw noRepository();
    }

    @Override
    public void discard(List<String> paths) {
        throw noRepository();
    }

    @Override
    public SourceDiffs sourceDiffs() {
        throw noRepository();
    }

    @Override
    public Optional<String> textAt(Commit commit, String path) {
        throw noRepository();
    }

    @Override
    public Commit commit(String message) {
        throw noRepository();
    }

    @Override
    public Commit revert(Commit commit) {
        throw noRepository();
    }

    @Override
    public Commit restore(Commit to, Predicate<String> paths) {
        throw noRepository();
    }

    @Override
    public List<Commit> history(String revision, Optional<String> path, int limit) {
        throw noRepository();
    }

    @Override
    public List<String> changedIn(Commit commit) {
        throw noRepository();
    }

    @Override
    public void createBranch(String name, boolean checkout) {
        throw noRepository();
    }

    @Override
    public void checkout(String branch) {
        throw noRepository();
    }

    @Override
    public void fetch(Progress progress, CancelToken cancel) {
        throw noRepository();
    }

    @Override
    public PullResult pull(Progress progress, CancelToken cancel) {
        throw noRepository();
    }

    @Override
    public PushResult push(Progress progress, CancelToken cancel) {
        throw noRepository();
    }

    @Override
    public Optional<String> remoteBranchWith(Commit commit) {
        throw noRepository();
    }

    @Override
    public boolean descends(Commit descendant, String ancestor) {
        throw noRepository();
    }

    @Override
    public void close() {}

    private EngineException noRepository() {
        return new EngineException(Problem.of(RepoProblem.NOT_A_REPOSITORY, root.toString()));
    }
}
