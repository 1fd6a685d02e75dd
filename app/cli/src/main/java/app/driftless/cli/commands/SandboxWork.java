package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Engine;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.sandbox.Sandboxes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the commands of `driftless sandbox` have in common: an engine for as long as they run, and one form of
/// answer.
final class SandboxWork {
    private final Console console;
    private final Supplier<Engine> engines;

    SandboxWork(Console console, Supplier<Engine> engines) {
        this.console = console;
        this.engines = engines;
    }

    Console console() {
        return console;
    }

    int run(OutputFormat format, Function<Sandboxes, ExitCode> work) {
        try (Engine engine = engines.get()) {
            return work.apply(engine.sandboxes()).value();
        } catch (EngineException e) {
            console.problem(format, e.problem());
            return ExitCode.TROUBLE.value();
        }
    }

    /// One cluster as a JSON object.
    static Map<String, Object> json(String name, SandboxState state) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", name);
        object.put("running", state instanceof SandboxState.Running);
        if (state instanceof SandboxState.Running running) {
            object.put("server", running.server());
            object.put("kubeconfig", running.kubeconfig().toString());
            object.put("context", running.context());
            object.put("kubernetes", running.kubernetes());
            object.put("controllers", running.controllers());
        }
        return object;
    }

    /// One cluster as a line.
    String line(String name, SandboxState state) {
        return switch (state) {
            case SandboxState.Running running ->
                console.text(
                        running.controllers() ? "sandbox.running" : "sandbox.running.bare",
                        name,
                        running.kubernetes(),
                        running.server(),
                        running.kubeconfig());
            case SandboxState.Starting _ -> console.text("sandbox.starting", name);
            case SandboxState.Stopped _, SandboxState.Failed _ -> console.text("sandbox.stopped", name);
        };
    }
}
