package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.commands.CommandBench.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `syncs` and `undo` on a real API server.
class LedgerCommandsTest {
    @TempDir
    Path folder;

    private CommandBench bench;

    @BeforeEach
    void prepare() throws IOException {
        bench = new CommandBench(folder);
    }

    private Run change(String colour) {
        bench.git.write("staging/config.yaml", bench.configMap("settings", colour));
        bench.git.write("staging/secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: key, namespace: %s}
                stringData: {password: canary-%s}
                """.formatted(bench.namespace, colour));
        bench.git.commitAndPush("Paint it " + colour);
        return bench.sync();
    }

    private static JsonNode result(JsonNode sync, String name) {
        return sync.at("/sync/results")
                .valueStream()
                .filter(r -> r.at("/object/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListNamesEverySyncAndOneTellsEachObjectBeforeAndAfterWithMaskedSecrets() {
        assertEquals(0, bench.sync().exit());
        String id = change("red").answer("sync").at("/results/0/id").asText();
        JsonNode list = bench.inRepository(List.of("syncs")).answer("syncs").path("syncs");
        assertEquals(2, list.size());
        assertEquals(id, list.at("/0/id").asText());
        assertEquals("Paint it red", list.at("/0/subject").asText());
        assertEquals(2, list.at("/0/applied").asInt());
        assertEquals(
                1,
                bench.inRepository(List.of("syncs"), "--limit", "1")
                        .json()
                        .path("syncs")
                        .size());

        Run one = bench.inRepository(List.of("syncs", id));
        JsonNode sync = one.answer("syncs");
        JsonNode settings = result(sync, "settings");
        assertEquals("applied", settings.path("outcome").asText());
        assertEquals("blue", settings.at("/before/data/colour").asText());
        assertEquals("red", settings.at("/after/data/colour").asText());
        assertEquals(".data.colour", settings.at("/changes/0/fieldPath").asText());
        assertEquals("blue", settings.at("/changes/0/before").asText());
        assertEquals("driftless", settings.at("/changes/0/manager").asText());
        JsonNode key = result(sync, "key");
        assertFalse(
                key.at("/before/data/password").asText().isEmpty()
                        || key.at("/before/data/password").equals(key.at("/after/data/password")),
                one::out);
        assertFalse(one.out().contains("canary") || one.out().contains("Y2FuYXJ5"), one::out);

        String text = bench.run("syncs", id, bench.git.workTree().toString()).out();
        assertTrue(text.contains(".data.colour: blue → red (driftless, "), text);
        assertFalse(text.contains("canary"), text);
        assertEquals(2, bench.inRepository(List.of("syncs", "00000000")).exit());
    }

    @Test
    void anUndoIsInTheListWithWhatItTookBack() {
        assertEquals(0, bench.sync().exit());
        String id = change("red").json().at("/results/0/id").asText();
        Run undone = bench.writing(List.of("undo", id));
        assertEquals(0, undone.exit(), undone::err);
        assertEquals(id, undone.answer("undo").at("/results/0/undoes").asText());
        assertEquals("blue", bench.colour());
        JsonNode list = bench.inRepository(List.of("syncs")).answer("syncs").path("syncs");
        assertEquals(id, list.at("/0/undoes").asText());
        assertEquals(list.at("/0/id").asText(), list.at("/1/undoneBy").asText());
        // A folder may stand without an id.
        Run text = bench.run("syncs", bench.git.workTree().toString());
        assertTrue(text.out().contains("(undid " + id + ")"), text::out);
    }

    @Test
    void anUndoThatWouldBeRefusedInPartIsNotBegunUnlessAPersonGoesOnWithoutThat() {
        bench.plane.kubectl("create", "namespace", bench.namespace + "-side");
        bench.git.write(
                "staging/side.yaml",
                bench.configMap("side", "green")
                        .replace("namespace: " + bench.namespace, "namespace: " + bench.namespace + "-side"));
        bench.git.commitAndPush("A thing aside");
        assertEquals(0, bench.sync().exit());
        bench.git.run("rm", "-q", "staging/side.yaml");
        bench.git.write("staging/config.yaml", bench.configMap("settings", "red"));
        bench.git.commitAndPush("Away with it");
        assertEquals(0, bench.sync().exit());
        // What was deleted cannot come back: nothing is created in a namespace that goes.
        bench.plane.kubectl("delete", "namespace", bench.namespace + "-side", "--wait=false");
        Run refused = bench.writing(List.of("undo"));
        assertEquals(2, refused.exit(), refused::out);
        assertTrue(refused.err().contains("SYNC-029"), refused::err);
        JsonNode plan = refused.answer("undo");
        assertEquals("SYNC-029", plan.at("/results/0/error/code").asText());
        assertEquals("red", bench.colour());

        Run rest = bench.writing(List.of("undo"), "--skip-refused");
        assertEquals(1, rest.exit(), rest::err);
        assertEquals("blue", bench.colour());
        JsonNode side = rest.answer("undo")
                .at("/results/0/changes")
                .valueStream()
                .filter(c -> c.at("/resource/name").asText().equals("side"))
                .findFirst()
                .orElseThrow();
        assertEquals("failed", side.path("outcome").asText());
    }

    @Test
    void aSyncThatIsRefusedAsAWholeTellsWhichObjectsAndWhy() {
        bench.git.write("staging/bad.yaml", bench.configMap("bad", "green").replace("  colour: green", "  colour: 7"));
        bench.git.commitAndPush("A number where text belongs");
        Run refused = bench.sync();
        assertEquals(2, refused.exit());
        JsonNode result = refused.answer("sync").at("/results/0");
        assertEquals("SYNC-029", result.at("/error/code").asText());
        JsonNode bad = result.path("changes")
                .valueStream()
                .filter(c -> c.at("/resource/name").asText().equals("bad"))
                .findFirst()
                .orElseThrow();
        assertEquals("error", bad.path("action").asText());
        assertFalse(bad.at("/error/message").asText().isEmpty());
        Run some = bench.sync("--skip-refused");
        assertEquals(1, some.exit(), some::err);
        assertEquals("blue", bench.colour());
    }
}
