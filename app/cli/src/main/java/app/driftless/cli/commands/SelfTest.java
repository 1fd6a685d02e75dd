package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Finding;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.workspace.RepositoryCheck;
import app.driftless.core.workspace.SampleRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks that an installation is whole: every library that the engine needs is loaded and used once, on real data in
/// a temporary folder. What a jar too few breaks is seen here and not by a person.
final class SelfTest {
    private static final String UNREACHABLE = """
            apiVersion: v1
            kind: Config
            current-context: nowhere
            clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: nobody, user: {token: none}}]
            contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
            """;

    private final Console console;
    private boolean sound = true;

    SelfTest(Console console) {
        this.console = console;
    }

    @FunctionalInterface
    private interface Check {
        boolean passes() throws IOException;
    }

    int run() {
        try {
            Path folder = Files.createTempDirectory("driftless-self-test");
            try (var engine = new Engine(EngineOptions.below(folder.resolve("home")))) {
                all(engine, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            console.unexpected(e);
            return ExitCode.TROUBLE.value();
        }
        return (sound ? ExitCode.CLEAN : ExitCode.TROUBLE).value();
    }

    private void all(Engine engine, Path folder) {
        var cancel = new CancelToken();
        var sample = new SampleRepository(engine.repositories(), engine.trust());
        Repository repository = sample.create(folder.resolve("sample"), Progress.none(), cancel);
        try (var workspace = new Workspace(engine, repository, () -> false)) {
            check(
                    "git",
                    () -> repository.history("HEAD", Optional.empty(), 10).size() == 2
                            && repository
                                    .remoteBranchWith(repository.resolve("HEAD"))
                                    .isPresent());
            check("validate", () -> {
                RepositoryCheck.Result result =
                        workspace.check().check(repository.workTree(), "", Optional.empty(), Progress.none(), cancel);
                List<Finding> findings = result.findings();
                return result.resources() > 0
                        && findings.stream().noneMatch(f -> f.code().startsWith("YAML"));
            });
            check("render", () -> workspace
                    .desired()
                    .onDisk("platform", Progress.none(), cancel)
                    .map(DesiredState::resources)
                    .filter(resources -> !resources.isEmpty())
                    .isPresent());
        }
        check("cluster", () -> {
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), UNREACHABLE);
            try {
                engine.clusters()
                        .connect(new ContextRef(List.of(kubeconfig), "nowhere"), Set.of(), cancel)
                        .close();
                return false;
            } catch (EngineException e) {
                return e.problem().code() == ClusterProblem.UNREACHABLE;
            }
        });
    }

    private void check(String name, Check check) {
        boolean passed;
        try {
            passed = check.passes();
        } catch (IOException | RuntimeException | LinkageError e) {
            // A missing class is just what this is here to find; the others are still tried.
            console.unexpected(e);
            passed = false;
        }
        sound &= passed;
        console.answer(console.text(passed ? "selfTest.passed" : "selfTest.failed", name));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
