package app.driftless.core.internal.git;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What became of damaged objects that were taken aside: written again, needed by nothing, or lost.
final class LostObjects {
    private static final Logger LOG = LoggerFactory.getLogger(LostObjects.class);
    private final GuardedRepository repository;

    LostObjects(GuardedRepository repository) {
        this.repository = repository;
    }

    /// @param broken what was taken aside
    /// @return what became of it
    List<Problem> told(Map<ObjectId, Path> broken) throws IOException {
        var told = new ArrayList<Problem>();
        var lost = new ArrayList<Map.Entry<ObjectId, Path>>();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (var one : broken.entrySet()) {
                if (reader.has(one.getKey()) && BrokenObjects.whole(reader, one.getKey())) {
                    told.add(Problem.of(
                            RepoProblem.OBJECT_RESTORED,
                            one.getValue().toString(),
                            one.getKey().name()));
                } else {
                    lost.add(one);
                }
            }
        }
        Optional<ObjectId> missed = lost.isEmpty() ? Optional.empty() : missed();
        for (var one : lost) {
            Optional<String> path = staged(one.getKey()).or(() -> committed(one.getKey()));
            RepoProblem code =
                    missed.isPresent() || path.isPresent() ? RepoProblem.OBJECT_LOST : RepoProblem.OBJECT_UNNEEDED;
            told.add(Problem.of(code, one.getValue().toString(), one.getKey().name(), path.orElse("-")));
        }
        return told;
    }

    /// The file that it was staged for.
    private Optional<String> staged(ObjectId id) {
        return BrokenIndex.readable(repository).flatMap(index -> IntStream.range(0, index.getEntryCount())
                .mapToObj(index::getEntry)
                .filter(entry -> entry.getObjectId().equals(id))
                .map(DirCacheEntry::getPathString)
                .findFirst());
    }

    /// The file of HEAD that it is the content of.
    private Optional<String> committed(ObjectId id) {
        try (TreeWalk tree = new TreeWalk(repository)) {
            ObjectId head = repository.resolve("HEAD^{tree}");
            if (head == null) {
                return Optional.empty();
            }
            tree.addTree(head);
            tree.setRecursive(true);
            while (tree.next()) {
                if (tree.getObjectId(0).equals(id)) {
                    return Optional.of(tree.getPathString());
                }
            }
        } catch (IOException e) {
            LOG.info("What {} is the content of can't be found out", id.name(), e);
        }
        return Optional.empty();
    }

    /// The first object that a ref leads to and that is not there.
    private Optional<ObjectId> missed() throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                if (ref.getObjectId() != null) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
            }
            while (walk.next() != null) {
                continue;
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                if (!walk.getObjectReader().has(object)) {
                    return Optional.of(object);
                }
            }
            return Optional.empty();
        } catch (MissingObjectException e) {
            return Optional.of(e.getObjectId());
        }
    }
}
