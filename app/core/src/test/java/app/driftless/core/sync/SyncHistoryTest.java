package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.settings.Settings;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the ledger tells of a sync afterwards, on a real API server.
class SyncHistoryTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;
    private SyncHistory history;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("history");
        bench = new SyncBench(PLANE, state, namespace);
        history = new SyncHistory(
                bench.runner,
                bench.scope.repository(),
                new PersonsTools(Settings.initial().personsTools()));
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String object(String kind, String name, String field, String value) {
        return """
                ---
                apiVersion: v1
                kind: %s
                metadata: {name: %s, namespace: %s}
                %s: {key: "%s", same: "constant-4712"}
                """.formatted(kind, name, namespace, field, value);
    }

    private SyncReport two() {
        bench.sync(bench.commit(object("ConfigMap", "changed", "data", "old")
                + object("ConfigMap", "gone", "data", "old")
                + object("ConfigMap", "same", "data", "old")
                + object("Secret", "secret", "stringData", "canary-4711")));
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "configmap",
                "changed",
                "--field-manager=kubectl-edit",
                "-p",
                "{\"data\":{\"key\":\"theirs\"}}");
        return bench.sync(
                bench.commit(object("ConfigMap", "changed", "data", "new")
                        + object("ConfigMap", "made", "data", "new")
                        + object("ConfigMap", "same", "data", "old")
                        + object("Secret", "secret", "stringData", "canary-4713")),
                approval -> approval.with(SyncApproval.Conflicts.TAKE_OVER));
    }

    private static Map<String, ResourceDiff> byName(SyncDetails details) {
        return details.written().stream().collect(Collectors.toMap(d -> d.key().name(), d -> d));
    }

    @Test
    void everyWrittenObjectIsThereAsItWasAndAsItBecame() {
        SyncReport sync = two();
        assertEquals(sync.id(), history.all().getFirst().id());
        SyncDetails details = history.details(sync.id()).orElseThrow();
        assertTrue(details.kept());
        assertEquals(4, details.report().count(ObjectResult.Outcome.APPLIED));
        Map<String, ResourceDiff> written = byName(details);
        assertEquals(
                Map.of(
                        "changed", Action.UPDATE,
                        "gone", Action.DELETE,
                        "made", Action.CREATE,
                        "secret", Action.UPDATE),
                written.values().stream().collect(Collectors.toMap(d -> d.key().name(), ResourceDiff::action)));

        List<Difference> changes = written.get("changed").differences();
        assertEquals(1, changes.size(), changes::toString);
        assertEquals(".data.key", changes.getFirst().fieldPath());
        assertEquals(Difference.Side.of("theirs"), changes.getFirst().live());
        assertEquals(Difference.Side.of("new"), changes.getFirst().predicted());
        assertEquals(Optional.of("kubectl-edit"), changes.getFirst().manager());
        assertEquals("old", value(written.get("gone").live(), "/data/key"));
        assertEquals(Optional.empty(), written.get("gone").predicted());
        assertEquals(Optional.empty(), written.get("made").live());
        assertEquals("new", value(written.get("made").predicted(), "/data/key"));
        assertEquals(Optional.empty(), details.of(new ResourceKey("", "ConfigMap", namespace, "same")));
    }

    private static Object value(Optional<Map<String, Object>> object, String pointer) {
        return JsonPointer.parse(pointer).in(object.orElseThrow());
    }

    @Test
    void secretsStayMaskedButTellWhetherTheyChanged() {
        SyncDetails details = history.details(two().id()).orElseThrow();
        String all = details.toString();
        for (String secret : List.of("canary-4711", "canary-4713", "Y2FuYXJ5", "constant-4712\",", "Y29uc3RhbnQ")) {
            assertFalse(all.contains(secret), secret);
        }
        ResourceDiff secret = byName(details).get("secret");
        assertNotEquals(value(secret.live(), "/data/key"), value(secret.predicted(), "/data/key"));
        assertEquals(value(secret.live(), "/data/same"), value(secret.predicted(), "/data/same"));
        assertEquals(
                List.of(".data.key"),
                secret.differences().stream().map(Difference::fieldPath).toList());
    }

    @Test
    void withoutItsPreImagesASyncStillTellsItsResults() throws IOException {
        SyncReport sync = two();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path images :
                    files.filter(f -> f.toString().endsWith(".images")).toList()) {
                Files.delete(images);
            }
        }
        SyncDetails details = history.details(sync.id()).orElseThrow();
        assertFalse(details.kept());
        assertEquals(List.of(), details.written());
        assertEquals(4, details.report().count(ObjectResult.Outcome.APPLIED));
        assertEquals(Optional.empty(), history.details("unheard-of"));
    }
}
