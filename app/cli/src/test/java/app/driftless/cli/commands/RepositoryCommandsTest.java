package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.commands.CommandBench.Run;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.git.GitFixture;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryCommandsTest {
    @TempDir
    Path folder;

    private CommandBench bench;
    private GitFixture git;
    private String namespace;
    private ControlPlane plane;

    @BeforeEach
    void prepare() throws IOException {
        bench = new CommandBench(folder);
        git = bench.git;
        namespace = bench.namespace;
        plane = bench.plane;
    }

    private String configMap(String name, String colour) {
        return bench.configMap(name, colour);
    }

    private Run run(String... arguments) {
        return bench.run(arguments);
    }

    private Run onCluster(String command, String... more) {
        return bench.onCluster(command, more);
    }

    private Run sync(String... more) {
        return bench.sync(more);
    }

    private String colour() {
        return bench.colour();
    }

    @Test
    void aCommitIsPlannedSyncedAndThenClean() throws IOException {
        Run plan = onCluster("plan");
        assertEquals(1, plan.exit(), plan::err);
        plan.answer("plan");
        assertEquals(2, plan.json().at("/results/0/summary/create").asInt());

        Run synced = sync();
        assertEquals(0, synced.exit(), synced::err);
        synced.answer("sync");
        assertEquals("applied", synced.json().at("/results/0/changes/0/outcome").asText());
        assertEquals(
                "blue",
                plane.kubectl("-n", namespace, "get", "configmap", "settings", "-o", "jsonpath={.data.colour}"));

        Run again = onCluster("plan");
        assertEquals(0, again.exit(), again::out);
        assertEquals(2, again.json().at("/results/0/summary/unchanged").asInt());
    }

    @Test
    void aLiveEditIsDriftWithItsOwnerAndIsHeldUntilTakenOver() throws IOException {
        assertEquals(0, sync().exit());
        plane.kubectl(
                "-n",
                namespace,
                "patch",
                "configmap",
                "settings",
                "--field-manager=kubectl-edit",
                "-p",
                "{\"data\":{\"colour\":\"red\"}}");
        Run diff = onCluster("diff");
        diff.answer("diff");
        assertEquals(1, diff.exit());
        JsonNode difference = diff.json().findValues("differences").stream()
                .flatMap(list -> list.valueStream())
                .filter(d -> d.path("fieldPath").asText().equals(".data.colour"))
                .findFirst()
                .orElseThrow();
        assertEquals("drift", difference.path("class").asText());
        assertEquals("kubectl-edit", difference.path("manager").asText());
        assertEquals("/data/colour", difference.path("path").asText());
        assertTrue(difference.path("conflict").asBoolean());

        Run held = sync();
        assertEquals(1, held.exit(), held::out);
        held.answer("sync");
        assertEquals("red", colour());
        assertEquals(0, sync("--conflicts", "take-over").exit());
        assertEquals("blue", colour());
    }

    @Test
    void aDriftIsAdoptedIntoItsFileOrLeftToItsOwnerByARule() throws IOException {
        assertEquals(0, sync().exit());
        plane.kubectl(
                "-n",
                namespace,
                "patch",
                "configmap",
                "settings",
                "--field-manager=kubectl-edit",
                "-p",
                "{\"data\":{\"colour\":\"red\",\"size\":\"big\"}}");
        Run adopted = object(
                "adopt",
                "ConfigMap/settings.data.colour",
                "--kubeconfig",
                plane.kubeconfig().toString());
        assertEquals(0, adopted.exit(), adopted::err);
        adopted.answer("adopt");
        assertEquals(
                configMap("settings", "red"), Files.readString(git.workTree().resolve("staging/config.yaml")));
        Run ignored = object("ignore", "ConfigMap/settings", "--field", ".data.size", "--reason", "the shop's own");
        assertEquals(0, ignored.exit(), ignored::err);
        ignored.answer("ignore");
        Run diff = onCluster("diff");
        diff.answer("diff");
        assertEquals(0, diff.exit(), diff::out);
        assertEquals(1, diff.json().at("/results/0/ignore/0/differences").asInt());
        git.commitAndPush("Agree with the cluster");
        assertEquals(0, sync().exit());
        assertEquals("red", colour());
    }

    private Run object(String command, String object, String... more) {
        return bench.inRepository(List.of(command, object), more);
    }

    @Test
    void oneFieldOfOneObjectIsSyncedAndTheRestStaysPlanned() throws IOException {
        assertEquals(0, sync().exit());
        git.write("staging/config.yaml", configMap("settings", "green") + "  size: big\n");
        git.write("staging/other.yaml", configMap("other", "green"));
        git.commitAndPush("Two changes");
        assertEquals(2, sync("--only", "ConfigMap/nothing").exit());
        Run some = sync("--only", "ConfigMap/settings", "--field", ".data.size");
        assertEquals(0, some.exit(), some::out);
        assertEquals("blue", colour());
        assertEquals(
                "big", plane.kubectl("-n", namespace, "get", "configmap", "settings", "-o", "jsonpath={.data.size}"));
        JsonNode rest = onCluster("plan").json();
        assertEquals(1, rest.at("/results/0/summary/create").asInt());
        assertEquals(1, rest.at("/results/0/summary/update").asInt());
    }

    @Test
    void onlyAPushedCommitIsSyncedAndOnlyToTheExpectedCluster() {
        git.write("staging/more.yaml", configMap("more", "green"));
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Not pushed");
        Run refused = sync();
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("Push it first"), refused::err);

        git.run("push", "-q");
        Run wrong = onCluster("sync", "--yes", "--expect-identity", "11111111-1111-1111-1111-111111111111");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("SYNC-005"), wrong::err);
        assertEquals("", plane.kubectl("-n", namespace, "get", "configmap", "more", "--ignore-not-found"));
    }

    @Test
    void aDeletedFileIsPrunedAndNothingElse() throws IOException {
        git.write("staging/a.yaml", configMap("a", "x"));
        git.write("staging/b.yaml", configMap("b", "x"));
        git.write("staging/c.yaml", configMap("c", "x"));
        git.commitAndPush("More");
        assertEquals(0, sync().exit());
        plane.kubectl("-n", namespace, "create", "configmap", "somebody-elses");
        git.run("rm", "-q", "staging/a.yaml");
        git.commitAndPush("One less");
        Run plan = onCluster("plan");
        assertEquals(1, plan.json().at("/results/0/summary/delete").asInt());
        assertEquals(0, sync().exit());
        String left = plane.kubectl("-n", namespace, "get", "configmaps", "-o", "name");
        assertFalse(left.contains("configmap/a\n"), left);
        assertTrue(left.contains("configmap/b") && left.contains("somebody-elses"), left);
    }

    @Test
    void secretValuesAreMaskedEverywhereButWhereAskedFor() {
        String folderName = git.workTree().toString();
        var outputs = List.of(
                run("render", folderName),
                run("render", folderName, "-o", "json"),
                onCluster("diff", "--predicted"),
                onCluster("plan", "--predicted"),
                sync());
        outputs.forEach(run -> {
            assertFalse(run.out().contains("canary-4711"), run::out);
            assertFalse(run.err().contains("canary-4711"), run::err);
            assertFalse(run.out().contains("Y2FuYXJ5LTQ3MTE"), run::out);
        });
        assertTrue(run("render", folderName, "--show-secrets").out().contains("canary-4711"));
    }

    @Test
    void findingsNameFileLineAndField() throws IOException {
        git.write("staging/bad.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\nspec:\n  prots: []\n");
        git.write(
                "staging/twice.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: t}\ndata:\n  a: x\n  a: y\n");
        Run run = run("validate", git.workTree().toString(), "-o", "json");
        assertEquals(1, run.exit(), run::out);
        run.answer("validate");
        var places = new ArrayList<String>();
        run.json()
                .path("findings")
                .forEach(f -> places.add(
                        f.path("file").asText() + ":" + f.path("line").asInt()));
        assertTrue(places.contains("staging/bad.yaml:6"), places::toString);
        assertTrue(places.contains("staging/twice.yaml:6"), places::toString);
    }

    @Test
    void nothingToJudgeIsExitTwo() {
        assertEquals(2, run("diff", git.workTree().toString()).exit());
        assertEquals(2, run("plan", folder.resolve("nowhere").toString()).exit());
        assertEquals(2, onCluster("plan", "--commit", "nonsense").exit());
        assertEquals(2, onCluster("diff", "--context", "nonsense").exit());
        assertEquals(2, run("unheard-of").exit());
    }

    @Test
    void statusTellsBindingsAndTheLastSync() throws IOException {
        assertEquals(0, sync().exit());
        Run status = run("status", git.workTree().toString(), "-o", "json");
        assertEquals(0, status.exit());
        status.answer("status");
        JsonNode row = status.json().at("/environments/0");
        assertEquals("staging", row.path("environment").asText());
        assertEquals(git.run("rev-parse", "HEAD"), row.path("lastCommit").asText());
        assertEquals(2, row.path("applied").asInt());
    }
}
