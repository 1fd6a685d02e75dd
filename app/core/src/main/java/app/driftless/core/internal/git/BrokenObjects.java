package app.driftless.core.internal.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds objects whose files a loss of power left empty or torn (F13 of the trust reference). They go aside,
/// since Git takes a file for the object whatever it holds; what has the same content is written again from the
/// work tree, the index or a pack, which their names prove.
///
/// Empty files are found wherever they are; the content is looked at of what was written last, which is what a
/// loss of power hits.
final class BrokenObjects {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenObjects.class);
    private static final Duration LAST = Duration.ofMinutes(10);
    private static final int MOST = 1000;
    private final GuardedRepository repository;
    private final KeptBroken kept;

    BrokenObjects(GuardedRepository repository, KeptBroken kept) {
        this.repository = repository;
        this.kept = kept;
    }

    private record Loose(ObjectId id, Path file, long size, long modified) {
        /// Empty if another program packed it a moment ago.
        static Optional<Loose> of(String name, Path file) throws IOException {
            try {
                return Optional.of(new Loose(
                        ObjectId.fromString(name.substring(0, 2) + name.substring(3)),
                        file,
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    /// @param looking the same repository: JGit would go on taking what was looked at here for an object that is there
    /// @return where they were
    Map<ObjectId, Path> takeAside(GuardedRepository looking) throws IOException {
        Map<ObjectId, Path> broken = find(looking);
        for (Path file : broken.values()) {
            kept.move(file);
        }
        Optional<DirCache> index = broken.isEmpty() ? Optional.empty() : BrokenIndex.readable(repository);
        if (index.isPresent()) {
            rewrite(broken, index.get());
        }
        return broken;
    }

    private Map<ObjectId, Path> find(GuardedRepository looking) throws IOException {
        List<Loose> all = loose();
        long newest = all.stream().mapToLong(Loose::modified).max().orElse(0);
        Map<ObjectId, Path> broken = new LinkedHashMap<>();
        try (ObjectReader reader = looking.newObjectReader()) {
            int looked = 0;
            for (Loose one : all) {
                boolean last = newest - one.modified() <= LAST.toMillis() && looked++ < MOST;
                if ((one.size() == 0 || last && !whole(reader, one.id())) && Files.exists(one.file())) {
                    broken.put(one.id(), one.file());
                }
            }
        }
        return broken;
    }

    private List<Loose> loose() throws IOException {
        var loose = new ArrayList<Loose>();
        Path objects = repository.getObjectsDirectory().toPath();
        for (Path file : BrokenRefs.files(objects)) {
            String name = objects.relativize(file).toString();
            if (name.matches("[0-9a-f]{2}[/\\\\][0-9a-f]{38}")) {
                Loose.of(name, file).ifPresent(loose::add);
            }
        }
        loose.sort(Comparator.comparingLong(Loose::modified).reversed());
        return loose;
    }

    static boolean whole(ObjectReader reader, ObjectId id) {
        try (var hash = new ObjectInserter.Formatter()) {
            var loader = reader.open(id);
            try (var content = loader.openStream()) {
                return hash.idFor(loader.getType(), loader.getSize(), content).equals(id);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Object {} can't be read", id.name(), e);
            return false;
        }
    }

    /// From the work tree the files, from the index the folders.
    private void rewrite(Map<ObjectId, Path> broken, DirCache index) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (int i = 0; i < index.getEntryCount(); i++) {
                Path file = repository
                        .getWorkTree()
                        .toPath()
                        .resolve(index.getEntry(i).getPathString());
                if (broken.containsKey(index.getEntry(i).getObjectId()) && Files.isRegularFile(file)) {
                    byte[] content = Files.readAllBytes(file);
                    if (inserter.idFor(Constants.OBJ_BLOB, content)
                            .equals(index.getEntry(i).getObjectId())) {
                        inserter.insert(Constants.OBJ_BLOB, content);
                    }
                }
            }
            if (!index.hasUnmergedPaths()) {
                withoutKnownFolders(index).writeTree(inserter);
            }
            inserter.flush();
        }
    }

    /// An index notes folders that were written before, and would not write them again.
    private static DirCache withoutKnownFolders(DirCache index) {
        DirCache copy = DirCache.newInCore();
        DirCacheBuilder builder = copy.builder();
        for (int i = 0; i < index.getEntryCount(); i++) {
            builder.add(index.getEntry(i));
        }
        builder.finish();
        return copy;
    }
}
