package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.git.GitFixture;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl+C in the middle of a sync, in a real process on a real API server.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGINT to send")
class InterruptTest {
    private static final int OBJECTS = 600;

    @TempDir
    Path folder;

    @Test
    void aSyncThatIsInterruptedSettlesItsWritesAndLeavesNoLock() throws Exception {
        ControlPlane plane = ControlPlane.shared();
        String namespace = plane.namespace("interrupt");
        GitFixture git = repository(namespace);
        Path home = folder.resolve("home");
        List<String> sync = List.of(
                home.toString(),
                "sync",
                git.workTree().toString(),
                "--yes",
                "-o",
                "json",
                "--kubeconfig",
                plane.kubeconfig().toString(),
                "--context",
                context(plane),
                "--expect-identity",
                SandboxProgram.kubectl(
                        plane.kubeconfig(), "get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"));
        JsonNode report;
        try (var process = KilledProcess.start(CommandProcess.class, sync.toArray(String[]::new))) {
            // The ledger tells of the first writes sooner than anybody could ask the cluster.
            while (ledger(home).map(lines -> lines.size() < 40).orElse(true)) {
                Thread.sleep(5);
            }
            process.signal("INT");
            report = new ObjectMapper().readTree(String.join("\n", process.untilEnd()));
        }

        var outcomes = new ArrayList<String>();
        report.at("/results/0/changes")
                .forEach(change -> outcomes.add(change.path("outcome").asText()));
        long applied = outcomes.stream().filter("applied"::equals).count();
        assertEquals(OBJECTS, outcomes.size());
        assertTrue(applied < OBJECTS, "It was over before it was interrupted");
        assertEquals(
                List.of("applied", "skipped"),
                outcomes.stream().distinct().sorted().toList());
        assertEquals(applied, count(plane, namespace), "What was told is not what the cluster holds");
        assertTrue(lastLine(home).contains("\"t\":\"end\""), "The ledger was not closed");

        try (var again = KilledProcess.start(CommandProcess.class, sync.toArray(String[]::new))) {
            JsonNode next = new ObjectMapper().readTree(String.join("\n", again.untilEnd()));
            assertEquals(OBJECTS, next.at("/results/0/changes").size(), "The next sync found a lock");
        }
        assertEquals(OBJECTS, count(plane, namespace));
    }

    private GitFixture repository(String namespace) throws IOException {
        GitFixture git = GitFixture.withRemote(folder);
        git.run("rm", "-q", "app.yaml");
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: staging
                    clusters: [test]
                    sync: {mode: manual, prune: true}
                """);
        var text = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            text.append("""
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings-%d, namespace: %s}
                    data: {number: "%d"}
                    """.formatted(i, namespace, i));
        }
        git.write("staging/config.yaml", text.toString());
        git.commitAndPush("Many settings");
        return git;
    }

    private static String context(ControlPlane plane) {
        return SandboxProgram.kubectl(plane.kubeconfig(), "config", "current-context")
                .strip();
    }

    private static long count(ControlPlane plane, String namespace) {
        return SandboxProgram.kubectl(plane.kubeconfig(), "get", "configmaps", "-n", namespace, "-o", "name")
                .lines()
                .filter(name -> name.contains("settings-"))
                .count();
    }

    private static String lastLine(Path home) throws IOException {
        return ledger(home)
                .orElseThrow(() -> new AssertionError("There is no ledger"))
                .getLast();
    }

    private static Optional<List<String>> ledger(Path home) throws IOException {
        if (!Files.exists(home)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(home)) {
            Optional<Path> ledger = files.filter(
                            f -> f.toString().endsWith(".jsonl") && f.toString().contains("syncs"))
                    .findFirst();
            return ledger.isPresent() ? Optional.of(Files.readAllLines(ledger.get())) : Optional.empty();
        }
    }
}
