package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renames and deletes files and folders of the work tree. Called from its lane only.
final class FileMoves {
    private final Path root;
    private final Trees trees;
    private final RecoveryFolder recovery;

    FileMoves(Path root, Trees trees, RecoveryFolder recovery) {
        this.root = root;
        this.trees = trees;
        this.recovery = recovery;
    }

    /// @return the files that are gone or new by it
    List<String> rename(String from, String to) throws IOException {
        Path source = existing(from);
        FileNames.requirePortable(to);
        Path target = trees.path(to);
        if (target.equals(source)) {
            return List.of();
        }
        if (target.startsWith(source)) {
            throw GitFailures.problem(RepoProblem.INTO_ITSELF, from, to);
        }
        FileNames.requireDistinct(root, to, Optional.of(source));
        // On a system that does not tell cases apart, a new case of the same name finds the file itself there.
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isSameFile(source, target)) {
            throw GitFailures.problem(RepoProblem.EXISTS, to);
        }
        var touched = new ArrayList<String>();
        for (String path : filesAt(source, from)) {
            touched.add(path);
            touched.add(to + path.substring(from.length()));
        }
        DurableFile.move(source, target);
        removeEmptyFolders(source.getParent());
        return touched;
    }

    /// Deletes a file, or all files of a folder but those that Git ignores; what they held is kept.
    ///
    /// @return the files that are gone
    List<String> delete(String path) throws IOException {
        List<String> files = filesAt(existing(path), path);
        for (String file : files) {
            Path gone = trees.path(file);
            recovery.keep(file);
            Files.delete(gone);
            DurableFile.syncFolder(gone.getParent());
            removeEmptyFolders(gone.getParent());
        }
        return files;
    }

    private Path existing(String path) {
        Path file = trees.path(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw GitFailures.problem(RepoProblem.NO_SUCH_FILE, path);
        }
        return file;
    }

    private List<String> filesAt(Path file, String path) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? trees.workTree().files(path).stream().map(TreeEntry::path).toList()
                : List.of(path);
    }

    /// As Git does: it knows no empty folders, so none is left behind.
    private void removeEmptyFolders(@Nullable Path start) throws IOException {
        Path folder = start;
        while (folder != null && !folder.equals(root) && isEmpty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
            DurableFile.syncFolder(folder);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
