package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.demo.Stage;
import app.driftless.cli.demo.Story;
import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Repository;
import app.driftless.core.sandbox.SandboxSpec;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.workspace.SampleRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// Walks through the whole loop in this terminal: on the sample repository and a sandbox cluster of its own, both
/// made anew.
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
final class DemoCommand implements Callable<Integer> {
    /// Its own cluster, so that a sandbox that somebody works with is left alone.
    private static final String CLUSTER = "demo-terminal";

    private final Console console;
    private final Supplier<Engine> engines;
    private final CancelToken cancel = CancelToken.untilExit();

    DemoCommand(Console console, Supplier<Engine> engines) {
        this.console = console;
        this.engines = engines;
    }

    @Override
    public Integer call() {
        try (Engine engine = engines.get()) {
            return play(engine).value();
        } catch (EngineException e) {
            console.problem(OutputFormat.TEXT, e.problem());
            return ExitCode.TROUBLE.value();
        }
    }

    private ExitCode play(Engine engine) {
        Progress progress = console.progress(OutputFormat.TEXT);
        console.answer(console.text("demo.begin"));
        engine.sandboxes().prepare(progress, cancel);
        engine.sandboxes().delete(CLUSTER);
        SandboxState.Running sandbox = engine.sandboxes().start(SandboxSpec.attached(CLUSTER), progress, cancel);
        try {
            Path folder = engine.options()
                    .state()
                    .resolve("demo")
                    .resolve(Long.toString(engine.options().clock().instant().toEpochMilli()));
            var sample = new SampleRepository(engine.repositories(), engine.trust());
            Repository repository = sample.create(folder, progress, cancel);
            try (var workspace =
                    new Workspace(engine, repository, () -> engine.trust().mayRender(repository.root()))) {
                var context = new ContextRef(List.of(sandbox.kubeconfig()), sandbox.context());
                Cluster cluster = workspace.connections().to(context, cancel);
                sample.bind(repository, context, cluster.identity());
                console.answer(console.text("demo.ready", repository.root(), sandbox.server(), sandbox.kubernetes()));
                boolean told = new Story(new Stage(console, workspace, cluster, sandbox, cancel)).tell();
                console.answer(console.text(told ? "demo.end" : "demo.failed", repository.root()));
                return told ? ExitCode.CLEAN : ExitCode.FINDINGS;
            }
        } finally {
            engine.sandboxes().delete(CLUSTER);
        }
    }
}
