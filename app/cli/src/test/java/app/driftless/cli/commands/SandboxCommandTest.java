package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Product;
import app.driftless.testkit.cluster.SandboxProgram;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxCommandTest {
    @TempDir
    Path folder;

    private record Said(int exit, String out, String err) {
        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(out);
        }
    }

    @Test
    void aClusterIsStartedFoundUsedStoppedAndDeleted() throws Exception {
        Said none = run("status");
        assertEquals(0, none.exit());
        assertTrue(none.out().startsWith("There is no sandbox cluster"), none.out());
        assertEquals(1, run("status", "play").exit());

        Said started = run("start", "play", "--no-controllers", "-o", "json");
        assertEquals(0, started.exit(), started.err());
        try {
            JsonNode cluster = started.json();
            assertTrue(cluster.path("running").asBoolean());
            assertEquals("sandbox-play", cluster.path("context").asText());
            assertFalse(cluster.path("controllers").asBoolean());
            for (String line : started.err().lines().toList()) {
                assertEquals(
                        "progress",
                        new ObjectMapper().readTree(line).path("event").asText());
            }
            Path kubeconfig = Path.of(run("kubeconfig", "play").out().strip());
            assertEquals(cluster.path("kubeconfig").asText(), kubeconfig.toString());
            assertEquals("ok", SandboxProgram.kubectl(kubeconfig, "get", "--raw", "/readyz"));
            assertEquals(cluster, run("status", "-o", "json").json().at("/sandboxes/0"));
            assertEquals(0, run("status", "play").exit());
        } finally {
            Said stopped = run("stop", "play");
            assertEquals("play: stopped\n", stopped.out());
        }
        assertEquals(1, run("status", "play").exit());
        assertEquals(0, run("stop", "play").exit(), "stopping what does not run is no error");

        assertEquals(0, run("stop", "--all", "--delete").exit());
        assertTrue(run("status").out().startsWith("There is no sandbox cluster"));
        try (var left = Files.list(folder.resolve("state/sandbox"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatCannotBeIsTroubleAndNamed() {
        Said unknown = run("kubeconfig", "nobody");
        assertEquals(2, unknown.exit());
        assertEquals("", unknown.out());
        assertTrue(unknown.err().contains("nobody") && unknown.err().contains("SANDBOX-010"), unknown.err());
        assertEquals(2, run("stop", "../../etc", "--delete").exit(), "a name is no path");
        assertEquals(2, run("start", "Not A Name").exit());
        assertEquals(2, run("start", "--nodes", "0").exit());
        assertEquals(2, run().exit());
        assertEquals(
                "Driftless " + Product.version() + "\n",
                run("start", "--version").out());
    }

    @Test
    void helpIsInThePersonsLanguage() {
        Said english = run("--help");
        assertTrue(english.out().contains("Real Kubernetes clusters on this computer"), english.out());
        Said start = run(Locale.SIMPLIFIED_CHINESE, "start", "--help");
        assertTrue(start.out().contains("首次使用时会构建其程序") && start.out().contains("模拟的节点数"), start.out());
    }

    private Said run(String... arguments) {
        return run(Locale.ENGLISH, arguments);
    }

    private Said run(Locale locale, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                locale);
        CommandLine command = DriftlessCommand.create(console, () -> new Engine(options()));
        int exit = command.execute(
                Stream.concat(Stream.of("sandbox"), Stream.of(arguments)).toArray(String[]::new));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private EngineOptions options() {
        EngineOptions below = EngineOptions.below(folder);
        return new EngineOptions(
                below.config(),
                below.state(),
                below.cache(),
                below.home(),
                Map.of(
                        "DRIFTLESS_SANDBOX_BIN",
                        SandboxProgram.path().getParent().toString()),
                Optional.empty(),
                below.clock());
    }
}
