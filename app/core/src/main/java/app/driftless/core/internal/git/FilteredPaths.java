package app.driftless.core.internal.git;

import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/// Files whose content goes through a program of their repository before it is committed, as with git-crypt or LFS
/// (attribute `filter`, gitattributes(5)). We run none, so what lies in the work tree must not be committed as it is.
final class FilteredPaths {
    private static final String FILTER = "filter";
    private final GuardedRepository repository;

    FilteredPaths(GuardedRepository repository) {
        this.repository = repository;
    }

    /// The name of the filter; empty where the file is committed as it lies there.
    Optional<String> filterOf(String path) throws IOException {
        return Optional.ofNullable(among(List.of(path)).get(path));
    }

    /// @throws app.driftless.core.problem.EngineException if one of `paths` may not be committed as it lies there
    void requireNone(Collection<String> paths) throws IOException {
        for (Map.Entry<String, String> filtered : among(paths).entrySet()) {
            throw GitFailures.problem(RepoProblem.FILTERED, filtered.getKey(), filtered.getValue());
        }
    }

    private Map<String, String> among(Collection<String> paths) throws IOException {
        Map<String, String> filters = new TreeMap<>();
        if (paths.isEmpty()) {
            return filters;
        }
        try (var walk = new TreeWalk(repository)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
            walk.setAttributesNodeProvider(repository.createAttributesNodeProvider());
            walk.addTree(new FileTreeIterator(repository));
            walk.addTree(new DirCacheIterator(DirCache.read(repository)));
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(paths));
            while (walk.next()) {
                Attribute filter = walk.getAttributes().get(FILTER);
                if (filter != null && filter.getState() == Attribute.State.CUSTOM) {
                    filters.put(walk.getPathString(), filter.getValue());
                }
            }
        }
        return filters;
    }
}
