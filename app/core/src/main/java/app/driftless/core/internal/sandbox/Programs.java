package app.driftless.core.internal.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the sandbox's executable: in the folder that `DRIFTLESS_SANDBOX_BIN` names, in the cache under the key of
/// its sources, or
/// by building it with the `go` on the PATH.
public final class Programs {
    private static final String NAME = File.separatorChar == '\\' ? "driftless-sandbox.exe" : "driftless-sandbox";

    private final Path cache;
    private final Optional<Path> sources;
    private final Map<String, String> environment;

    public Programs(Path cache, Optional<Path> sources, Map<String, String> environment) {
        this.cache = cache;
        this.sources = sources.filter(Files::isDirectory);
        this.environment = environment;
    }

    /// The executable, if it is there.
    public Optional<Path> find() {
        return named().or(() -> sources.map(this::cached).filter(Files::isExecutable));
    }

    /// The executable, built if need be.
    ///
    /// @throws EngineException if it is not there and can't be built
    public Path findOrBuild(Progress progress, CancelToken cancel) {
        return find().orElseGet(() -> build(progress, cancel));
    }

    private Optional<Path> named() {
        return Optional.ofNullable(environment.get("DRIFTLESS_SANDBOX_BIN"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(NAME))
                .filter(Files::isExecutable);
    }

    private Path build(Progress progress, CancelToken cancel) {
        Path go = onPath("go").orElseThrow(() -> missing("Go 1.26"));
        Path module = sources.orElseThrow(() -> missing("app/sandbox"));
        Path target = cached(module);
        try {
            Files.createDirectories(target.getParent());
            Path temporary =
                    target.resolveSibling(NAME + "." + ProcessHandle.current().pid());
            var build = new GoBuild(go, module, cancel);
            progress.begin(Message.of("sandbox", "progress.download"), 0);
            build.download();
            progress.begin(Message.of("sandbox", "progress.build"), build.countPackages());
            build.compile(arguments(module), temporary, progress);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(SandboxProblem.BUILD_FAILED, module.toString()).causedBy(e), e);
        }
    }

    private static EngineException missing(String what) {
        return new EngineException(Problem.of(SandboxProblem.NO_PROGRAMS, what));
    }

    private Path cached(Path module) {
        return cache.resolve(key(module)).resolve(NAME);
    }

    /// The same key as `build.sh` computes, so that tests, demo and window share one executable.
    static String key(Path module) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : sourceFiles(module)) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static List<Path> sourceFiles(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module)) {
            return files.filter(file -> file.toString().matches(".*(\\.go|build\\.args|go\\.mod|go\\.sum)"))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        }
    }

    /// One argument a line.
    private static List<String> arguments(Path module) throws IOException {
        return new ArrayList<>(Files.readAllLines(module.resolve("build.args")))
                .stream().filter(line -> !line.isBlank()).toList();
    }

    private Optional<Path> onPath(String program) {
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(File.separatorChar == '\\' ? program + ".exe" : program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
