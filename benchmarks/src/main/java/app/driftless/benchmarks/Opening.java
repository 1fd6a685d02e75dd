package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.repo.Repository;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.core.workspace.IndexSetup;
import app.driftless.core.workspace.IndexState;
import app.driftless.core.workspace.WorkspaceIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Opens a repository as the engine does, until its index knows every object and every finding. As a program:
/// `Opening HOME FOLDER CACHE`.
public final class Opening {
    private Opening() {}

    public static void main(String[] args) throws IOException {
        try (Engine engine = engine(Path.of(args[0]))) {
            System.out.println(objects(engine, new SchemaSets(), Path.of(args[1]), Path.of(args[2])) + " objects");
        }
    }

    /// An engine with everything below `home`.
    static Engine engine(Path home) throws IOException {
        return new Engine(new EngineOptions(
                Files.createDirectories(home.resolve("config")),
                Files.createDirectories(home.resolve("state")),
                Files.createDirectories(home.resolve("cache")),
                Path.of(System.getProperty("user.home")),
                Map.copyOf(System.getenv()),
                Optional.empty(),
                InstantSource.system()));
    }

    /// @param cache the file that the index is kept in, used if it is there
    static int objects(Engine engine, SchemaSets schemas, Path folder, Path cache) {
        try (Repository repository = engine.repositories().open(folder);
                var index = new WorkspaceIndex(
                        repository.workTree(),
                        new IndexSetup(Manifests.parser(), new SchemaValidator(), schemas, engine.workers(), cache))) {
            IndexState state = index.build(Progress.none(), new CancelToken()).join();
            return state.files().values().stream()
                    .mapToInt(file -> file.entries().size())
                    .sum();
        }
    }
}
