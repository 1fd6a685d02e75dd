package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole demo on a real control plane with controllers.
class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void tellsTheWholeLoop() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Locale.ENGLISH);
        int exit = DriftlessCommand.create(console, this::engine).execute("demo");
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, exit, told + err.toString(StandardCharsets.UTF_8));
        assertTrue(told.contains("drift .spec.replicas: 7 → 3"), told);
        assertTrue(told.contains("kubectl"), told);
        assertTrue(told.contains("That was the whole loop"), told);
    }

    private Engine engine() {
        EngineOptions below = EngineOptions.below(folder);
        var environment = new HashMap<>(below.environment());
        environment.put(
                "DRIFTLESS_SANDBOX_BIN", SandboxProgram.path().getParent().toString());
        return new Engine(new EngineOptions(
                below.config(),
                below.state(),
                below.cache(),
                below.home(),
                environment,
                below.sandboxSources(),
                below.clock()));
    }
}
