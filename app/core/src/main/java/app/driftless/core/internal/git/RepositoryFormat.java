package app.driftless.core.internal.git;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;

/// Refuses repositories that JGit would misread or damage, or whose parts lie outside (T9 and F36 of the trust
/// reference), before anything of them is read or written.
final class RepositoryFormat {
    /// Extensions that change nothing about what we read and write.
    private static final Set<String> HARMLESS =
            Set.of("noop", "preciousobjects", "worktreeconfig", "relativeworktrees");

    private RepositoryFormat() {}

    static void check(Path gitDir) throws IOException {
        var config = new FileBasedConfig(gitDir.resolve("config").toFile(), new RestrictedFs());
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new EngineException(
                    Problem.of(
                                    RepoProblem.CONFIG_BROKEN,
                                    gitDir.resolve("config").toString())
                            .causedBy(e),
                    e);
        }
        if (config.getBoolean("core", "bare", false)) {
            throw unsupported(gitDir, "core.bare");
        }
        for (String name : config.getNames("extensions")) {
            checkExtension(gitDir, config, name);
        }
        for (String outside : Set.of("commondir", "objects/info/alternates")) {
            if (Files.exists(gitDir.resolve(outside), LinkOption.NOFOLLOW_LINKS)) {
                throw unsupported(gitDir, outside);
            }
        }
        for (String folder : Set.of("objects", "refs")) {
            if (Files.isSymbolicLink(gitDir.resolve(folder))) {
                throw unsupported(gitDir, folder + " -> " + Files.readSymbolicLink(gitDir.resolve(folder)));
            }
        }
    }

    private static void checkExtension(Path gitDir, Config config, String name) {
        String value = config.getString("extensions", null, name);
        boolean known =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "objectformat" -> "sha1".equals(value);
                    case "refstorage" -> "files".equals(value);
                    case String other -> HARMLESS.contains(other);
                };
        if (!known) {
            throw unsupported(gitDir, "extensions." + name + "=" + value);
        }
    }

    private static RuntimeException unsupported(Path gitDir, String what) {
        return GitFailures.problem(RepoProblem.UNSUPPORTED, gitDir.toString(), what);
    }
}
