package app.driftless.core.repo;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An opened Git work tree. Opening and using it executes nothing that the repository brings: no hook, no filter, no
/// program of its configuration (T8, T9 of the trust reference). Calls block, so they belong on I/O threads; changes
/// go through the work tree's own lane. Every failure is an [EngineException] with a code of [RepoProblem].
public interface Repository extends AutoCloseable {
    /// The real path of the work tree.
    Path root();

    /// Stable over clones: the first commit's id and the cleaned URL of the first remote, hashed. Names this
    /// repository in the cluster's inventory.
    String id();

    /// Renewed within 2 s of a change from outside, and by each call below.
    Signal<Loadable<RepoState>> state();

    /// Paths that changed in the work tree since the last event; bursts come as one event. An empty list asks to look
    /// at everything again.
    Signal<ChangedPaths> changedPaths();

    /// @param serial grows with each event
    record ChangedPaths(long serial, List<String> paths) {}

    /// What an end without warning, a kill or a loss of power, left here, as far as it is known since opening:
    /// what was mended by itself, and what a person has to do.
    Signal<List<Problem>> aftermath();

    FileTree workTree();

    FileTree tree(Commit commit);

    /// @param revision anything `git rev-parse` takes: `HEAD`, `main~1`, a short id
    Commit resolve(String revision);

    FileText readText(String path);

    /// Saves a file durably: temporary file, fsync, atomic rename, fsync of the directory.
    ///
    /// @param expectedHash [FileText#contentHash()] that the edit started from; empty for a new file, whose
    ///     name must be free and fit every system. A save over other content is refused.
    /// @return the file as saved
    FileText save(String path, String text, Optional<String> expectedHash);

    /// Renames or moves a file or a folder in the work tree, durably. Folders that become empty are removed.
    /// Refused where something is in the way, where the name can't be had on every system, and where it differs
    /// from another in case only (T7); a new case of the same name is fine. Nothing is staged.
    void rename(String from, String to);

    /// Deletes a file, or the files of a folder except those that Git ignores. What they held is kept in the recovery
    /// folder. Nothing is staged.
    void delete(String path);

    void stage(List<String> paths);

    void unstage(List<String> paths);

    /// Puts files back to HEAD, or deletes untracked ones. What is lost goes into the recovery folder first.
    void discard(List<String> paths);

    /// Files in two states side by side, and changes of their hunks.
    SourceDiffs sourceDiffs();

    /// The text of a file at a commit; empty where the commit has no such file.
    Optional<String> textAt(Commit commit, String path);

    /// Commits what is staged.
    Commit commit(String message);

    /// Makes a commit that undoes `commit`; on conflict nothing changes.
    Commit revert(Commit commit);

    /// Makes one commit on top of HEAD in which files are as they were at `to`, whatever came in between. History
    /// stays. Nothing changes if uncommitted changes stand in the way, or if the files are like that already.
    ///
    /// @param paths which files, by their path
    Commit restore(Commit to, Predicate<String> paths);

    List<Commit> history(String revision, Optional<String> path, int limit);

    /// Paths that a commit changed against its first parent.
    List<String> changedIn(Commit commit);

    void createBranch(String name, boolean checkout);

    void checkout(String branch);

    /// Fetches from the branch's remote, or the only one.
    void fetch(Progress progress, CancelToken cancel);

    /// Fetches and rebases local commits on top. Keeps a backup ref.
    PullResult pull(Progress progress, CancelToken cancel);

    /// Pushes the current branch, publishing it if it has no upstream yet. Never forces.
    PushResult push(Progress progress, CancelToken cancel);

    /// A remote-tracking branch that contains `commit`, newest knowledge without asking the remote.
    Optional<String> remoteBranchWith(Commit commit);

    /// Whether `descendant` is `ancestor` or comes after it.
    boolean descends(Commit descendant, String ancestor);

    @Override
    void close();
}
