package app.driftless.core.internal.fs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where Driftless keeps what it must not lose and what it may: by the rules of each system, or all below
/// `DRIFTLESS_HOME`.
///
/// @param config settings, trust, bindings
/// @param state drafts, ledgers, sandbox clusters, recovered files
/// @param cache what can be made again
public record StateFolders(Path config, Path state, Path cache) {
    public static StateFolders of(Map<String, String> environment, String os, Path home) {
        Optional<Path> own = path(environment, "DRIFTLESS_HOME");
        if (own.isPresent()) {
            return new StateFolders(
                    own.get().resolve("config"),
                    own.get().resolve("state"),
                    own.get().resolve("cache"));
        }
        String system = os.toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            Path roaming = path(environment, "APPDATA").orElse(home.resolve("AppData/Roaming"));
            Path local = path(environment, "LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
            return new StateFolders(
                    roaming.resolve("Driftless"), local.resolve("Driftless/state"), local.resolve("Driftless/cache"));
        }
        if (system.contains("mac")) {
            Path support = home.resolve("Library/Application Support/Driftless");
            return new StateFolders(support, support.resolve("state"), home.resolve("Library/Caches/Driftless"));
        }
        return new StateFolders(
                path(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve("driftless"),
                path(environment, "XDG_STATE_HOME")
                        .orElse(home.resolve(".local/state"))
                        .resolve("driftless"),
                path(environment, "XDG_CACHE_HOME")
                        .orElse(home.resolve(".cache"))
                        .resolve("driftless"));
    }

    /// Of this process.
    public static StateFolders ofSystem() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /// Makes the folders, for their owner only.
    public StateFolders created() {
        for (Path folder : new Path[] {config, state, cache}) {
            try {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
