package app.driftless.core;

import app.driftless.core.internal.fs.StateFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Where an engine keeps its things and what it takes from its surroundings.
///
/// @param config folder of settings, trust and bindings
/// @param state folder of drafts, ledgers, sandbox clusters
/// @param cache folder of what can be made again
/// @param home the person's home folder
/// @param environment environment variables
/// @param sandboxSources the Go module from which the sandbox can be built
public record EngineOptions(
        Path config,
        Path state,
        Path cache,
        Path home,
        Map<String, String> environment,
        Optional<Path> sandboxSources,
        InstantSource clock) {
    /// The folder of the sandbox's sources, as the start script or the app image names it.
    public static final String SANDBOX_SOURCES = "driftless.sandbox.sources";

    /// Of this process and this person.
    public static EngineOptions ofSystem() {
        return in(StateFolders.ofSystem());
    }

    /// With everything kept below `folder`, for the demo and for tests. Only the cache is the person's: what is in it
    /// goes by its content, and building the sandbox anew takes minutes.
    public static EngineOptions below(Path folder) {
        return in(new StateFolders(
                folder.resolve("config"),
                folder.resolve("state"),
                StateFolders.ofSystem().cache()));
    }

    private static EngineOptions in(StateFolders folders) {
        StateFolders made = folders.created();
        return new EngineOptions(
                made.config(),
                made.state(),
                made.cache(),
                Path.of(System.getProperty("user.home")),
                System.getenv(),
                Optional.ofNullable(System.getProperty(SANDBOX_SOURCES))
                        .map(Path::of)
                        .filter(Files::isDirectory),
                InstantSource.system());
    }
}
