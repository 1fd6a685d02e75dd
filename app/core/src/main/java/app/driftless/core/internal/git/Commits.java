package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.LogCommand;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Reads history.
final class Commits {
    private final GuardedRepository repository;

    Commits(GuardedRepository repository) {
        this.repository = repository;
    }

    static Commit of(RevCommit commit) {
        return new Commit(
                commit.name(),
                commit.getTree().name(),
                Arrays.stream(commit.getParents()).map(ObjectId::name).toList(),
                clean(commit.getAuthorIdent().getName()),
                clean(commit.getAuthorIdent().getEmailAddress()),
                commit.getAuthorIdent().getWhenAsInstant(),
                clean(commit.getFullMessage()));
    }

    /// Without control characters, which a terminal or a label would obey (T18).
    static String clean(String text) {
        String plain = text.replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]", "");
        return plain.length() > 20_000 ? plain.substring(0, 20_000) + "…" : plain;
    }

    Optional<Commit> head() {
        return GitFailures.guard(Constants.HEAD, () -> {
            ObjectId id = repository.resolve(Constants.HEAD);
            return id == null ? Optional.empty() : Optional.of(parse(id));
        });
    }

    Commit resolve(String revision) {
        return GitFailures.guard(revision, () -> {
            try {
                ObjectId id = repository.resolve(revision + "^{commit}");
                if (id != null) {
                    return parse(id);
                }
            } catch (RevisionSyntaxException | IncorrectObjectTypeException | MissingObjectException e) {
                throw new EngineException(Problem.of(RepoProblem.NO_SUCH_REVISION, revision), e);
            }
            throw GitFailures.problem(RepoProblem.NO_SUCH_REVISION, revision);
        });
    }

    Commit parse(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return of(walk.parseCommit(id));
        }
    }

    List<Commit> history(String revision, Optional<String> path, int limit) {
        return GitFailures.guard(revision, () -> {
            ObjectId start = repository.resolve(revision + "^{commit}");
            if (start == null) {
                return List.of();
            }
            LogCommand log = Git.wrap(repository).log().add(start).setMaxCount(limit);
            path.ifPresent(log::addPath);
            var commits = new ArrayList<Commit>();
            log.call().forEach(commit -> commits.add(of(commit)));
            return List.copyOf(commits);
        });
    }

    List<String> changedIn(Commit commit) {
        return GitFailures.guard(commit.shortId(), () -> {
            var paths = new ArrayList<String>();
            try (RevWalk revs = new RevWalk(repository);
                    TreeWalk walk = new TreeWalk(repository)) {
                if (commit.parents().isEmpty()) {
                    walk.addTree(new EmptyTreeIterator());
                } else {
                    RevCommit parent = revs.parseCommit(
                            ObjectId.fromString(commit.parents().getFirst()));
                    walk.addTree(new CanonicalTreeParser(null, walk.getObjectReader(), parent.getTree()));
                }
                walk.addTree(ObjectId.fromString(commit.treeId()));
                walk.setRecursive(true);
                walk.setFilter(TreeFilter.ANY_DIFF);
                while (walk.next()) {
                    paths.add(walk.getPathString());
                }
            }
            return List.copyOf(paths);
        });
    }

    Optional<String> remoteBranchWith(Commit commit) {
        return GitFailures.guard(commit.shortId(), () -> {
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit.id()));
                for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES)) {
                    ObjectId tip = ref.getObjectId();
                    if (!ref.isSymbolic() && tip != null && walk.isMergedInto(wanted, walk.parseCommit(tip))) {
                        return Optional.of(ref.getName().substring(Constants.R_REMOTES.length()));
                    }
                }
            }
            return Optional.empty();
        });
    }

    boolean descends(Commit descendant, String ancestor) {
        return GitFailures.guard(ancestor, () -> {
            try (RevWalk walk = new RevWalk(repository)) {
                return walk.isMergedInto(
                        walk.parseCommit(ObjectId.fromString(ancestor)),
                        walk.parseCommit(ObjectId.fromString(descendant.id())));
            } catch (MissingObjectException e) {
                return false;
            }
        });
    }

    /// What [Repository#id()] says.
    ///
    /// @param remote the address of the first remote, or nothing
    /// @param folder stands for the history where there is none yet
    String identity(String remote, String folder) {
        return DurableFile.hash((root().orElse(folder) + "\n" + remote).getBytes(StandardCharsets.UTF_8));
    }

    /// The oldest commit of the first-parent line, which every clone shares.
    private Optional<String> root() {
        return GitFailures.guard(Constants.HEAD, () -> {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                return Optional.empty();
            }
            try (RevWalk walk = new RevWalk(repository)) {
                walk.setRetainBody(false);
                RevCommit commit = walk.parseCommit(head);
                while (commit.getParentCount() > 0) {
                    commit = walk.parseCommit(commit.getParent(0));
                }
                return Optional.of(commit.name());
            }
        });
    }
}
