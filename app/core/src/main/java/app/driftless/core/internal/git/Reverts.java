package app.driftless.core.internal.git;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CheckoutConflictException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Commits on top of HEAD that take something back. The new tree is made before anything is touched: on a conflict
/// work tree, index and history are as before. Called from the work tree's lane only.
final class Reverts {
    private final GuardedRepository repository;
    private final Commits commits;
    private final CommitWriter writer;

    Reverts(GuardedRepository repository, Commits commits, CommitWriter writer) {
        this.repository = repository;
        this.commits = commits;
        this.writer = writer;
    }

    /// A commit that takes back what `commit` did.
    Commit revert(Commit commit) throws IOException {
        if (commit.parents().size() != 1) {
            throw GitFailures.problem(RepoProblem.CANNOT_REVERT, commit.shortId());
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit head = head(walk);
            RevCommit reverted = walk.parseCommit(ObjectId.fromString(commit.id()));
            RevCommit parent = walk.parseCommit(reverted.getParent(0));
            ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
            merger.setBase(reverted.getTree());
            if (!merger.merge(head, parent)) {
                var paths = new TreeSet<>(merger.getUnmergedPaths());
                throw GitFailures.problem(RepoProblem.REVERT_CONFLICT, commit.shortId(), String.join(", ", paths));
            }
            merger.getObjectInserter().flush();
            return make(
                    head,
                    merger.getResultTreeId(),
                    "Revert \"" + commit.subject() + "\"\n\nThis reverts commit " + commit.id() + ".\n",
                    commit);
        }
    }

    /// A commit in which files are as they were at `to`, whatever came in between.
    ///
    /// @param paths which files, by their path
    Commit restore(Commit to, Predicate<String> paths) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit head = head(walk);
            ObjectId tree = restored(head, walk.parseCommit(ObjectId.fromString(to.id())), paths);
            return make(
                    head,
                    tree,
                    "Go back to \"" + to.subject() + "\"\n\nThe files are as in commit " + to.id() + ".\n",
                    to);
        }
    }

    private RevCommit head(RevWalk walk) throws IOException {
        return walk.parseCommit(
                Objects.requireNonNull(repository.resolve(Constants.HEAD), "a commit has a HEAD above it"));
    }

    private ObjectId restored(RevCommit head, RevCommit to, Predicate<String> paths) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        try (TreeWalk walk = new TreeWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            walk.addTree(head.getTree());
            walk.addTree(to.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                int side = paths.test(walk.getPathString()) ? 1 : 0;
                if (walk.getRawMode(side) != 0) {
                    var entry = new DirCacheEntry(walk.getRawPath());
                    entry.setFileMode(walk.getFileMode(side));
                    entry.setObjectId(walk.getObjectId(side));
                    builder.add(entry);
                }
            }
            builder.finish();
            ObjectId tree = index.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    private Commit make(RevCommit head, ObjectId tree, String message, Commit about) throws IOException {
        if (tree.equals(head.getTree())) {
            throw GitFailures.problem(RepoProblem.NOTHING_TO_UNDO, about.shortId());
        }
        PersonIdent author = writer.author();
        var builder = new CommitBuilder();
        builder.setTreeId(tree);
        builder.setParentId(head);
        builder.setAuthor(author);
        builder.setCommitter(author);
        builder.setMessage(message);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId made = inserter.insert(builder);
            inserter.flush();
            moveWorkTree(head.getTree(), tree, about);
            moveHead(head, made, message.lines().findFirst().orElse(""));
            writer.syncFolders();
            return commits.parse(made);
        }
    }

    private void moveWorkTree(ObjectId from, ObjectId to, Commit about) throws IOException {
        DirCache index = repository.lockDirCache();
        try {
            var checkout = new DirCacheCheckout(repository, from, index, to);
            checkout.setFailOnConflict(true);
            checkout.checkout();
        } catch (CheckoutConflictException e) {
            throw new EngineException(
                    Problem.of(RepoProblem.UNCOMMITTED, about.shortId(), String.join(", ", e.getConflictingFiles())),
                    e);
        } finally {
            index.unlock();
        }
    }

    private void moveHead(ObjectId expected, ObjectId next, String why) throws IOException {
        RefUpdate update = repository.updateRef(Constants.HEAD);
        update.setExpectedOldObjectId(expected);
        update.setNewObjectId(next);
        update.setRefLogMessage(why, false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.FAST_FORWARD && result != RefUpdate.Result.NEW) {
            throw new IOException("HEAD could not be moved: " + result);
        }
    }
}
