package app.driftless.core.internal.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.FileUtils;

/// The folders in which JGit notes how far a rebase is.
record RebaseFolder(GuardedRepository repository) {
    private static final List<String> NAMES = List.of("rebase-merge", "rebase-apply");
    private static final List<String> HEADS = List.of("CHERRY_PICK_HEAD", "MERGE_MSG");

    /// Whether there is one that began at this commit, or was cut before it could say where.
    boolean existsFor(ObjectId tip) throws IOException {
        for (String name : NAMES) {
            if (of(repository.getDirectory().toPath().resolve(name), tip)) {
                return true;
            }
        }
        return false;
    }

    private static boolean of(Path folder, ObjectId tip) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        Path origin = folder.resolve("orig-head");
        String said = Files.exists(origin) ? Files.readString(origin).strip() : "";
        return said.isEmpty() || said.equals(tip.name());
    }

    /// Ends the rebase that began at this commit; nothing else.
    void delete(ObjectId tip) throws IOException {
        for (String name : NAMES) {
            Path folder = repository.getDirectory().toPath().resolve(name);
            if (of(folder, tip)) {
                for (String head : HEADS) {
                    Files.deleteIfExists(repository.getDirectory().toPath().resolve(head));
                }
                FileUtils.delete(new File(folder.toString()), FileUtils.RECURSIVE);
            }
        }
    }
}
