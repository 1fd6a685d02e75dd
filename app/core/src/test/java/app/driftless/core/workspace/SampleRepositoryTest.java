package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.DesiredState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoryTest {
    @TempDir
    Path folder;

    private final CancelToken cancel = new CancelToken();

    @Test
    void isPushedTrustedCleanAndRenders() {
        try (var engine = new Engine(EngineOptions.below(folder.resolve("home")))) {
            var sample = new SampleRepository(engine.repositories(), engine.trust());
            var repository = sample.create(folder.resolve("sample"), Progress.none(), cancel);
            assertEquals(2, repository.history("HEAD", Optional.empty(), 10).size());
            assertEquals(Optional.of("origin/main"), repository.remoteBranchWith(repository.resolve("HEAD")));
            assertTrue(engine.trust().mayRender(repository.root()));
            try (var workspace = new Workspace(engine, repository, () -> true)) {
                List<Finding> findings = workspace
                        .check()
                        .check(repository.workTree(), "", Optional.empty(), Progress.none(), cancel)
                        .findings()
                        .stream()
                        .filter(f -> f.severity() != Severity.INFO)
                        .toList();
                assertEquals(List.of(), findings);
                Environments environments = workspace.finder().find(repository.workTree(), cancel);
                assertEquals(List.of(), environments.findings());
                assertEquals(
                        List.of("platform", "staging", "production"),
                        environments.all().stream().map(Environment::name).toList());
                for (Environment environment : environments.all()) {
                    DesiredState state = workspace
                            .desired()
                            .at(repository.resolve("HEAD"), environment.name(), Progress.none(), cancel)
                            .orElseThrow();
                    assertFalse(state.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR));
                    assertTrue(state.resources().size() >= 4, environment.name());
                }
            }
        }
    }

    @Test
    void everyShippedFileIsListed() throws Exception {
        Path source = Path.of("../../src/main/resources/app/driftless/core/sample");
        try (Stream<Path> files = Files.walk(source)) {
            assertEquals(
                    Files.readAllLines(source.resolve("files.txt")),
                    files.filter(Files::isRegularFile)
                            .map(file -> source.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.equals("files.txt"))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void takesNoFolderThatHasSomethingInIt() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        try (var engine = new Engine(EngineOptions.below(folder.resolve("home")))) {
            var sample = new SampleRepository(engine.repositories(), engine.trust());
            var thrown = assertThrows(EngineException.class, () -> sample.create(folder, Progress.none(), cancel));
            assertEquals(WorkspaceProblem.SAMPLE_FAILED, thrown.problem().code());
        }
    }
}
