package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import app.driftless.testkit.git.GitFixture;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the commands, on real repositories and a real API server: exit codes, shapes, masks.
class CommandsTest {
    private static final AnswerSchema SCHEMA = new AnswerSchema();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "correct-horse";

    @TempDir
    Path folder;

    private GitFixture git;
    private String namespace = "";

    private record Said(int exit, String out, String err) {
        JsonNode json(String definition) {
            try {
                for (String line : err.lines().toList()) {
                    assertEquals(List.of(), SCHEMA.faults("event", JSON.readTree(line)), line);
                }
                JsonNode answer = JSON.readTree(out);
                assertEquals(List.of(), SCHEMA.faults(definition, answer), out);
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }
    }

    @BeforeEach
    void repository() throws IOException {
        git = GitFixture.withRemote(folder);
        git.run("rm", "-q", "app.yaml");
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - {name: dev, path: dev, clusters: [one], sync: {mode: manual, prune: true}, protection: confirm}
                  - {name: prod, path: prod, clusters: [two], sync: {mode: manual}, protection: locked}
                """);
        git.write("dev/settings.yaml", settings("dev", "1"));
        git.write("prod/settings.yaml", settings("prod", "1"));
        git.commitAndPush("Begin");
    }

    private String settings(String name, String value) {
        String target = namespace.isEmpty() ? "default" : namespace;
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: {value: "%s"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                stringData: {password: %s}
                """.formatted(name, target, value, name, target, SECRET);
    }

    private Said run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Locale.ENGLISH);
        int exit = DriftlessCommand.create(console, this::engine).execute(arguments);
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Engine engine() {
        EngineOptions below = EngineOptions.below(folder.resolve("home"));
        Map<String, String> environment = new HashMap<>(below.environment());
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

    /// Runs a command on the repository and the shared API server, under the name of one environment.
    private Said onCluster(String command, String environment, String... more) {
        ControlPlane plane = ControlPlane.shared();
        var arguments = new ArrayList<String>(List.of(
                command,
                git.workTree().toString(),
                "--environment",
                environment,
                "--kubeconfig",
                plane.kubeconfig().toString(),
                "--context",
                plane.context(),
                "-o",
                "json"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private void inNamespace() {
        namespace = ControlPlane.shared().namespace("cli");
        git.write("dev/settings.yaml", settings("dev", "1"));
        git.write("prod/settings.yaml", settings("prod", "1"));
        git.commitAndPush("Name the namespace");
    }

    private static String uid() {
        return ControlPlane.shared()
                .kubectl("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")
                .strip();
    }

    @Test
    void validateTellsFilesResourcesAndFindings() {
        Said clean = run("validate", git.workTree().toString(), "-o", "json");
        assertEquals(0, clean.exit(), clean.out() + clean.err());
        assertEquals(4, clean.json("validate").path("resources").asInt());

        git.write("dev/twice.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  name: b\n");
        git.write("dev/own.yaml", "apiVersion: example.com/v1\nkind: Own\nmetadata: {name: a}\n");
        Said faulty = run("validate", git.workTree().toString(), "-o", "json");
        assertEquals(1, faulty.exit());
        JsonNode findings = faulty.json("validate").path("findings");
        assertTrue(has(findings, "dev/twice.yaml", "error", 5), findings.toString());
        assertTrue(has(findings, "dev/own.yaml", "info", 1), findings.toString());
        assertEquals(
                0,
                run("validate", git.workTree().toString(), "--commit", "HEAD").exit());
        assertEquals(
                0, run("validate", git.workTree().resolve("prod").toString()).exit());
    }

    private static boolean has(JsonNode findings, String file, String severity, int line) {
        for (JsonNode finding : findings) {
            if (finding.path("file").asText().equals(file)
                    && finding.path("severity").asText().equals(severity)
                    && finding.path("line").asInt() == line) {
                return true;
            }
        }
        return false;
    }

    @Test
    void folderWithoutGitIsCheckedAndRendered() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Files.writeString(plain.resolve("a.yaml"), settings("a", "1"));
        assertEquals(0, run("validate", plain.toString()).exit());
        Said rendered = run("render", plain.toString(), "-o", "json");
        assertEquals(0, rendered.exit(), rendered.err());
        assertEquals(2, rendered.json("render").size());
        assertEquals(2, run("plan", plain.toString()).exit());
    }

    @Test
    void renderMasksSecretsUnlessAskedNotTo() {
        String path = git.workTree().toString();
        Said yaml = run("render", path, "--environment", "dev");
        assertEquals(0, yaml.exit(), yaml.err());
        assertTrue(yaml.out().contains("kind: ConfigMap") && yaml.out().contains("---"), yaml.out());
        assertFalse(yaml.out().contains(SECRET), yaml.out());
        assertTrue(run("render", path, "--environment", "dev", "--show-secrets")
                .out()
                .contains(SECRET));
        assertEquals(2, run("render", path).exit(), "two environments: one has to be chosen");
        assertEquals(2, run("render", path, "--environment", "nobody").exit());
    }

    @Test
    void whatCannotBeJudgedIsTrouble() {
        assertEquals(2, run("validate", folder.resolve("nowhere").toString()).exit());
        assertEquals(2, run("validate", "--no-such-option").exit());
        assertEquals(2, run("diff", git.workTree().toString()).exit(), "nothing is bound");
        assertEquals(
                2, run("plan", git.workTree().toString(), "--commit", "nothing").exit());
        Said missing = run(
                "diff",
                git.workTree().toString(),
                "--kubeconfig",
                folder.resolve("none").toString(),
                "--context",
                "x",
                "-o",
                "json");
        assertEquals(2, missing.exit());
        assertEquals(0, missing.json("diff").path("results").size());
    }

    @Test
    void aCommitIsPlannedSyncedAndDriftIsTold() {
        inNamespace();
        Said planned = onCluster("plan", "dev", "--predicted");
        assertEquals(1, planned.exit(), planned.err());
        JsonNode result = planned.json("plan").path("results").path(0);
        assertEquals(2, result.at("/summary/create").asInt(), planned.out());
        assertEquals(git.run("rev-parse", "HEAD"), result.path("commit").asText());
        assertFalse(planned.out().contains(SECRET) || planned.out().contains("Y29ycmVjdC1ob3JzZQ=="), planned.out());

        assertEquals(2, onCluster("sync", "dev", "--yes").exit(), "without an expected identity");
        assertEquals(
                2,
                onCluster("sync", "dev", "--yes", "--expect-identity", "other").exit());
        Said synced = onCluster("sync", "dev", "--yes", "--expect-identity", uid());
        assertEquals(0, synced.exit(), synced.out() + synced.err());
        assertEquals(
                "applied",
                synced.json("sync").at("/results/0/changes/0/outcome").asText());
        assertEquals(0, onCluster("diff", "dev").exit());

        ControlPlane.shared()
                .kubectl(
                        "-n",
                        namespace,
                        "patch",
                        "configmap",
                        "dev",
                        "--type=merge",
                        "-p",
                        "{\"data\":{\"value\":\"9\"}}");
        Said drifted = onCluster("diff", "dev");
        assertEquals(1, drifted.exit());
        JsonNode difference = drifted.json("diff").at("/results/0/changes");
        assertTrue(difference.toString().contains("\"class\":\"drift\""), drifted.out());
        assertTrue(difference.toString().contains("\"manager\":\"kubectl-patch\""), drifted.out());
        Said held = onCluster("sync", "dev", "--yes", "--expect-identity", uid());
        assertEquals(1, held.exit());
        assertTrue(held.json("sync").toString().contains("\"outcome\":\"held\""), held.out());
        Said taken = onCluster("sync", "dev", "--yes", "--conflicts", "take-over", "--expect-identity", uid());
        assertEquals(0, taken.exit(), taken.out() + taken.err());
        assertEquals(0, onCluster("diff", "dev").exit());
        JsonNode status = run("status", git.workTree().toString(), "-o", "json").json("status");
        assertEquals(
                git.run("rev-parse", "HEAD"),
                status.at("/environments/0/lastCommit").asText());
    }

    @Test
    void unpushedCommitIsNotSyncedNorLockedClusterUnconfirmed() {
        inNamespace();
        Said locked = onCluster("sync", "prod", "--yes", "--expect-identity", uid());
        assertEquals(2, locked.exit(), locked.out());
        Said confirmed = onCluster("sync", "prod", "--yes", "--confirm-cluster", "two", "--expect-identity", uid());
        assertEquals(0, confirmed.exit(), confirmed.out() + confirmed.err());

        git.write("dev/settings.yaml", settings("dev", "2"));
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Not pushed");
        Said refused = onCluster("sync", "dev", "--yes", "--expect-identity", uid());
        assertEquals(2, refused.exit(), refused.out());
        assertEquals(
                "",
                ControlPlane.shared()
                        .kubectl("-n", namespace, "get", "configmap", "dev", "--ignore-not-found", "-o", "name")
                        .strip());
    }

    @Test
    void aReplacementNeedsItsConsentAndASyncIsTakenBack() {
        inNamespace();
        assertEquals(
                0, onCluster("sync", "dev", "--yes", "--expect-identity", uid()).exit());
        git.write(
                "dev/settings.yaml", settings("dev", "2").replace("stringData:", "type: example.org/own\nstringData:"));
        git.commitAndPush("Change a type");
        Said held = onCluster("sync", "dev", "--yes", "--expect-identity", uid());
        assertEquals(1, held.exit());
        assertTrue(held.json("sync").toString().contains("SYNC-041"), held.out());
        Said replaced = onCluster("sync", "dev", "--yes", "--replace", "Secret/dev", "--expect-identity", uid());
        assertEquals(0, replaced.exit(), replaced.out() + replaced.err());
        assertEquals(1, replaced.json("sync").at("/results/0/summary/replace").asInt());

        Said plan = undo("--plan");
        assertEquals(1, plan.exit(), plan.out() + plan.err());
        assertEquals(1, plan.json("undo").at("/results/0/summary/replace").asInt(), plan.out());
        assertFalse(plan.out().contains("Y29ycmVjdC1ob3JzZQ=="));
        Said undone = undo("--yes", "--replace", "Secret/dev", "--expect-identity", uid());
        assertEquals(0, undone.exit(), undone.out() + undone.err());
        assertEquals(0, undone.json("undo").at("/results/0/left").size());
        assertEquals(
                "Opaque",
                ControlPlane.shared()
                        .kubectl("-n", namespace, "get", "secret", "dev", "-o", "jsonpath={.type}")
                        .strip());
    }

    private Said undo(String... more) {
        ControlPlane plane = ControlPlane.shared();
        var arguments = new ArrayList<String>(List.of(
                "undo",
                "newest",
                git.workTree().toString(),
                "--environment",
                "dev",
                "--kubeconfig",
                plane.kubeconfig().toString(),
                "--context",
                plane.context(),
                "-o",
                "json"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void whatWouldBeRefusedKeepsTheWholeSyncUnlessItIsSkipped() {
        inNamespace();
        git.write("dev/broken.yaml", settings("broken", "1") + "bogus: 1\n");
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Broken");
        git.run("push", "-q");
        Said refused = onCluster("sync", "dev", "--yes", "--expect-identity", uid());
        assertEquals(2, refused.exit(), refused.out());
        assertTrue(refused.err().contains("SYNC-029") && refused.err().contains("/broken ("), refused.err());
        Said rest = onCluster("sync", "dev", "--yes", "--skip-refused", "--expect-identity", uid());
        assertEquals(1, rest.exit(), rest.err());
        assertTrue(rest.json("sync").toString().contains("\"outcome\":\"applied\""), rest.out());
    }
}
