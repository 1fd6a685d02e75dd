package app.driftless.core.internal.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the sandbox's executable: in the folder that `DRIFTLESS_SANDBOX_BIN` names; over the programs in that of
/// `KUBEBUILDER_ASSETS`; in the cache under the key of its sources; or by building it with the `go` on the PATH.
public final class Programs {
    private static final String FOLDER_VARIABLE = "DRIFTLESS_SANDBOX_BIN";
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final String NAME = WINDOWS ? "driftless-sandbox.exe" : "driftless-sandbox";

    private final Path cache;
    private final Optional<Path> folder;
    private final Map<String, String> environment;

    /// @param folder the Go module in a clone of the project; else the copy that was shipped with this code is used
    public Programs(Path cache, Optional<Path> folder, Map<String, String> environment) {
        this.cache = cache;
        this.folder = folder.filter(Files::isDirectory);
        this.environment = environment;
    }

    /// Where the folders of the clusters are that the found program runs. Those without controllers are other
    /// clusters than whole ones of the same names.
    public Path clusters(Path state) {
        return state.resolve(
                named().isEmpty() && EnvtestPrograms.in(environment).isPresent() ? "sandbox-envtest" : "sandbox");
    }

    /// The executable, if it is there.
    public Optional<ClusterProgram> find() {
        try {
            if (named().isPresent()) {
                return named().filter(Files::isExecutable).map(ClusterProgram.Whole::new);
            }
            Optional<EnvtestPrograms> envtest = EnvtestPrograms.in(environment);
            if (envtest.isPresent()) {
                return Optional.of(envtest.get().install(cache.resolve("envtest")));
            }
            return sources().map(this::cached).filter(Files::isExecutable).map(ClusterProgram.Whole::new);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// The executable, built if need be.
    ///
    /// @throws EngineException if it is not there and can't be built
    public ClusterProgram findOrBuild(Progress progress, CancelToken cancel) {
        return find().orElseGet(() -> new ClusterProgram.Whole(build(progress, cancel)));
    }

    private Optional<Path> named() {
        return Optional.ofNullable(environment.get(FOLDER_VARIABLE))
                .filter(name -> !name.isBlank())
                .map(name -> Path.of(name).resolve(NAME));
    }

    private Path build(Progress progress, CancelToken cancel) {
        named().ifPresent(path -> {
            throw new EngineException(Problem.of(SandboxProblem.NO_PROGRAM_THERE, path.toString()));
        });
        try {
            ModuleSources sources = sources().orElseThrow(() -> missing("app/sandbox"));
            Path go = onPath("go").orElseThrow(() -> missing(sources.wanted().toString()));
            Path target = cached(sources);
            Files.createDirectories(target.getParent());
            var build = new GoBuild(go, placed(sources, target.resolveSibling("module")), sources, cancel);
            build.version()
                    .filter(found -> found.compareTo(sources.wanted()) < 0)
                    .ifPresent(found -> {
                        throw new EngineException(Problem.of(
                                SandboxProblem.GO_TOO_OLD,
                                go.toString(),
                                found.toString(),
                                sources.wanted().toString()));
                    });
            build.build(target, progress);
            return target;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Optional<ModuleSources> sources() throws IOException {
        return folder.isPresent() ? Optional.of(ModuleSources.of(folder.get())) : ModuleSources.shipped();
    }

    /// The folder in which `go` finds the module.
    private Path placed(ModuleSources sources, Path copy) throws IOException {
        if (folder.isPresent()) {
            return folder.get();
        }
        sources.writeTo(copy);
        return copy;
    }

    private Path cached(ModuleSources sources) {
        return cache.resolve(sources.key()).resolve(NAME);
    }

    private static EngineException missing(String what) {
        return new EngineException(Problem.of(SandboxProblem.NO_PROGRAMS, what));
    }

    private EngineException failed(IOException cause) {
        return new EngineException(
                Problem.of(SandboxProblem.BUILD_FAILED, folder.orElse(cache).toString())
                        .causedBy(cause),
                cause);
    }

    private Optional<Path> onPath(String program) {
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).resolve(WINDOWS ? program + ".exe" : program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
