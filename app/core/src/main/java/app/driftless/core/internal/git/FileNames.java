package app.driftless.core.internal.git;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;

/// The rules for names that are new in a work tree (T7 of the trust reference). They hold on every system, because a
/// repository is checked out on others too.
final class FileNames {
    private FileNames() {}

    /// Refuses a name that some system can't have or takes for another one: `.git` in any spelling, `con`, `a:b`,
    /// a dot or a space at the end.
    static void requirePortable(String path) {
        try {
            new ObjectChecker().setSafeForWindows(true).setSafeForMacOS(true).checkPath(path);
        } catch (CorruptObjectException e) {
            throw new EngineException(Problem.of(RepoProblem.BAD_NAME, path).causedBy(e), e);
        }
    }

    /// Refuses a path of which a part differs from what is there in case or in the form of its letters only.
    ///
    /// @param moving what gets the new name, and so is no obstacle to it
    static void requireDistinct(Path root, String path, Optional<Path> moving) throws IOException {
        Path folder = root;
        for (String name : path.split("/")) {
            if (!Files.isDirectory(folder)) {
                return;
            }
            for (Path there : entries(folder)) {
                String existing = there.getFileName().toString();
                boolean alike = folded(existing).equals(folded(name)) && !existing.equals(name);
                if (alike && !moving.equals(Optional.of(there))) {
                    throw GitFailures.problem(
                            RepoProblem.CASE_CLASH,
                            path,
                            root.relativize(there).toString().replace('\\', '/'));
                }
            }
            folder = folder.resolve(name);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.filter(p -> !p.getFileName().toString().equals(Constants.DOT_GIT))
                    .toList();
        }
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
