package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.commands.CommandBench.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `diff`, `plan` and `sync` tell of who may do what, of older managers, and of conflicts; on a real API server.
class CompareCommandsTest {
    @TempDir
    Path folder;

    private CommandBench bench;

    @BeforeEach
    void prepare() throws IOException {
        bench = new CommandBench(folder);
        bench.git.run("rm", "-q", "staging/secret.yaml");
        bench.git.commitAndPush("No secrets");
    }

    private static JsonNode change(JsonNode results, String name) {
        return results.at("/results/0/changes")
                .valueStream()
                .filter(c -> c.at("/resource/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode difference(JsonNode change, String fieldPath) {
        return change.path("differences")
                .valueStream()
                .filter(d -> d.path("fieldPath").asText().equals(fieldPath))
                .findFirst()
                .orElseThrow();
    }

    /// As the role `view` allows it; without controllers nobody fills that in.
    private Path viewer() {
        String name = "view-" + bench.namespace;
        bench.plane.kubectl("create", "clusterrole", name, "--verb=get,list,watch", "--resource=configmaps,namespaces");
        bench.plane.kubectl("create", "clusterrolebinding", name, "--clusterrole=" + name, "--user=" + name);
        return bench.plane.user(name);
    }

    @Test
    void whoMayOnlyLookStillSeesDriftLabelledApproximateAndCannotSync() {
        assertEquals(0, bench.sync().exit());
        bench.patch("settings", "kubectl-edit", "{\"data\":{\"colour\":\"red\"}}");
        Path viewer = viewer();
        bench.as(viewer);
        for (String command : List.of("diff", "plan")) {
            Run run = bench.onCluster(command);
            assertEquals(1, run.exit(), run::err);
            JsonNode settings = change(run.answer(command), "settings");
            assertEquals("update", settings.path("action").asText());
            assertEquals("noRightToPatch", settings.path("approximate").asText());
            JsonNode colour = difference(settings, ".data.colour");
            assertEquals("drift", colour.path("class").asText());
            assertEquals("kubectl-edit", colour.path("manager").asText());
            assertEquals("blue", colour.path("desired").asText());

            Run text = bench.run(command, bench.git.workTree().toString(), "--kubeconfig", viewer.toString());
            assertTrue(
                    text.out().contains("settings (approximate: compared here, for want of the right to apply)"),
                    text::out);
            assertTrue(text.out().contains("drift .data.colour: red → blue"), text::out);
        }
        Run sync = bench.sync("--conflicts", "take-over");
        assertEquals(2, sync.exit(), sync::out);
        assertEquals("red", bench.colour());
    }

    @Test
    void whatAnOlderManagerOwnsIsTakenOverOnlyWhereItIsNamed() {
        bench.plane.kubectl(
                "-n",
                bench.namespace,
                "create",
                "configmap",
                "settings",
                "--from-literal=colour=blue",
                "--from-literal=old=yes",
                "--field-manager=helm");
        JsonNode kept = change(bench.onCluster("plan").answer("plan"), "settings");
        assertEquals(0, kept.path("migrations").size(), kept::toPrettyString);

        Run plan = bench.onCluster("plan", "--migrate", "helm");
        JsonNode taken = change(plan.answer("plan"), "settings");
        assertEquals("helm", taken.at("/migrations/0/manager").asText());
        List<String> fields = taken.at("/migrations/0/fields")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        assertTrue(fields.contains(".data.old"), fields::toString);
        Run text = bench.run(
                "plan",
                bench.git.workTree().toString(),
                "--migrate",
                "helm",
                "--kubeconfig",
                bench.plane.kubeconfig().toString());
        assertTrue(text.out().contains("fields from helm"), text::out);

        assertEquals(0, bench.sync("--migrate", "helm").exit());
        assertEquals("{\"colour\":\"blue\"}", data());
        assertEquals(0, bench.onCluster("plan").exit());
    }

    private String data() {
        return bench.plane.kubectl("-n", bench.namespace, "get", "configmap", "settings", "-o", "jsonpath={.data}");
    }

    @Test
    void conflictsAreDecidedFieldByFieldAndRemembered() throws IOException {
        bench.git.write("staging/config.yaml", bench.configMap("settings", "blue") + "  size: big\n  shape: round\n");
        bench.git.commitAndPush("More");
        assertEquals(0, bench.sync().exit());
        bench.patch("settings", "kubectl-edit", "{\"data\":{\"colour\":\"red\",\"size\":\"small\"}}");

        Run held = bench.sync("--take-over", "ConfigMap/settings.data.colour");
        assertEquals(1, held.exit(), held::out);
        assertEquals(
                "SYNC-010",
                change(held.answer("sync"), "settings").at("/error/code").asText());
        Run wrong = bench.sync("--leave", "ConfigMap/settings.data.shape");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("no conflict of the plan"), wrong::err);

        Run decided = bench.sync(
                "--take-over",
                "ConfigMap/settings.data.colour",
                "--leave",
                "ConfigMap/settings.data.size",
                "--remember");
        assertEquals(0, decided.exit(), decided::err);
        JsonNode settings = change(decided.answer("sync"), "settings");
        assertEquals(
                "takeOver", difference(settings, ".data.colour").path("choice").asText());
        assertEquals("leave", difference(settings, ".data.size").path("choice").asText());
        assertEquals("{\"colour\":\"blue\",\"shape\":\"round\",\"size\":\"small\"}", data());
        String rules = Files.readString(bench.git.workTree().resolve(".driftless.yaml"));
        assertTrue(rules.contains("takeOver:") && rules.contains("/data/colour"), rules);
        assertTrue(rules.contains("ignore:") && rules.contains("/data/size"), rules);

        bench.git.commitAndPush("Remember");
        bench.patch("settings", "kubectl-edit", "{\"data\":{\"colour\":\"red\",\"size\":\"tiny\"}}");
        Run plan = bench.onCluster("plan");
        JsonNode colour = difference(change(plan.answer("plan"), "settings"), ".data.colour");
        assertTrue(colour.path("conflict").asBoolean());
        assertEquals(1, colour.path("takeOverRule").asInt());
        assertEquals(1, plan.json().at("/results/0/takeOver/0/differences").asInt());
        assertEquals(1, plan.json().at("/results/0/ignore/0/differences").asInt());
        // Who remembered it consented to it here, so that nothing waits.
        assertFalse(kinds(plan).contains("loosening") || kinds(plan).contains("conflict"), plan::out);
        assertEquals(0, bench.sync().exit());
        assertEquals("{\"colour\":\"blue\",\"shape\":\"round\",\"size\":\"tiny\"}", data());
    }

    private static String kinds(Run plan) {
        return plan.json()
                .at("/results/0/risks")
                .valueStream()
                .map(r -> r.path("kind").asText())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aPlanTellsItsRisksWithTheObjectTheReasonAndWhetherTheyNeedAConsent() {
        assertEquals(0, bench.sync().exit());
        bench.patch("settings", "kubectl-edit", "{\"data\":{\"colour\":\"red\"}}");
        JsonNode risk = bench.onCluster("plan").answer("plan").at("/results/0/risks/0");
        assertEquals("conflict", risk.path("kind").asText());
        assertEquals("settings", risk.at("/object/name").asText());
        assertTrue(risk.path("reason").asText().contains(".data.colour (kubectl-edit)"), risk::toPrettyString);
        assertTrue(risk.path("consent").asBoolean());
        bench.git.write("staging/bad.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, name: y}\n");
        JsonNode finding = bench.onCluster("diff").answer("diff").at("/results/0/findings/0");
        assertEquals("error", finding.path("severity").asText());
        assertEquals("staging/bad.yaml", finding.path("file").asText());
    }
}
