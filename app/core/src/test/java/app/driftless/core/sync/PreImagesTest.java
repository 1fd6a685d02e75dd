package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.internal.sync.LedgerFile;
import app.driftless.core.internal.sync.SyncRecords;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sync keeps of the objects that it writes over (R16).
class PreImagesTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
    private static final String CANARY = "canary-0815";

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;
    private SyncRecords records;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("images");
        bench = new SyncBench(PLANE, state, namespace);
        records = new SyncRecords(state, bench.scope.repository());
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String secret(String value) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: %s}
                stringData: {password: "%s"}
                """.formatted(namespace, value);
    }

    private ResourceKey key(String kind, String name) {
        return new ResourceKey("", kind, namespace, name);
    }

    private SyncImages images() {
        return records.images(LedgerFile.all(records.folder(), 1).getFirst());
    }

    private static Object data(ObjectImage image) {
        return image.object().orElseThrow().body().get("data");
    }

    @Test
    void everyObjectIsKeptAsItWasAndAsItBecameSecretsTooAndNothingElse() throws IOException {
        bench.sync(bench.commit(bench.configs(12, "a") + secret(CANARY)));
        Map<ResourceKey, LiveObject> old = bench.cluster.list(CONFIG_MAP, namespace, "", new CancelToken()).stream()
                .collect(Collectors.toMap(LiveObject::key, o -> o));
        SyncImages first = images();
        assertEquals(
                Optional.empty(), first.before().get(key("ConfigMap", "c0")).object());
        assertEquals(Optional.empty(), first.start().orElseThrow().synced());

        int two = bench.commit(bench.configs(10, "b") + secret("new") + bench.config("fresh", "b"));
        SyncReport report = bench.sync(two);
        assertEquals(14, report.count(ObjectResult.Outcome.APPLIED), report.toString());
        SyncImages second = images();
        assertEquals(
                Optional.of("%040d".formatted(1)), second.start().orElseThrow().synced());
        for (int i = 0; i < 12; i++) {
            ResourceKey key = key("ConfigMap", "c" + i);
            assertEquals(old.get(key), second.before().get(key).object().orElseThrow());
        }
        assertEquals(Map.of("key", "b"), data(second.after().get(key("ConfigMap", "c3"))));
        assertEquals(
                Optional.empty(), second.after().get(key("ConfigMap", "c11")).object());
        assertEquals(
                Optional.empty(), second.before().get(key("ConfigMap", "fresh")).object());
        assertTrue(data(second.before().get(key("Secret", "s"))).toString().contains("Y2FuYXJ5"));
        assertFalse(readable(CANARY) || readable("Y2FuYXJ5"), "A secret lies readable in the state folder");

        bench.sync(two);
        assertEquals(2, LedgerFile.all(records.folder(), 9).size(), "A sync that writes nothing keeps nothing");
    }

    private boolean readable(String text) throws IOException {
        try (var files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aKilledSyncHasKeptEveryObjectThatItWrote() throws Exception {
        bench.sync(bench.commit(bench.configs(40, "a")));
        bench.commit(bench.configs(40, "b"));
        Path commits = Files.createDirectories(state.resolve("commits"));
        for (int i = 1; i <= 2; i++) {
            Files.writeString(commits.resolve(i + ".yaml"), bench.yaml(i));
        }
        try (var process = SyncProcess.start(PLANE, state, namespace, commits, 2)) {
            process.until("result APPLIED");
            process.kill();
        }
        Map<String, String> live = live();
        SyncImages images = images();
        long changed = live.values().stream().filter("b"::equals).count();
        assertTrue(changed > 0, "The kill came too early");
        live.forEach((name, value) -> {
            if (value.equals("b")) {
                assertEquals(Map.of("key", "a"), data(images.before().get(key("ConfigMap", name))));
            }
        });
        bench.runner.settle(bench.scope, bench.cluster);
        SyncImages settled = images();
        SyncReport report = bench.runner.history(bench.scope.repository()).getFirst();
        for (ObjectResult result : report.results()) {
            if (result.outcome() == ObjectResult.Outcome.APPLIED) {
                assertEquals(
                        Map.of("key", "b"),
                        data(settled.after().get(result.key())),
                        result.key().toString());
            }
        }
    }

    private Map<String, String> live() {
        return bench.cluster.list(CONFIG_MAP, namespace, "", new CancelToken()).stream()
                .filter(o -> o.key().name().startsWith("c"))
                .collect(Collectors.toMap(
                        o -> o.key().name(),
                        o -> String.valueOf(((Map<?, ?>) o.body().get("data")).get("key"))));
    }

    @Test
    void aMonthLaterTheyAreGone() throws IOException {
        bench.sync(bench.commit(bench.config("a", "1")));
        try (var files = Files.list(records.folder())) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
            }
        }
        bench.sync(bench.commit(bench.config("a", "2")));
        List<LedgerFile> ledgers = LedgerFile.all(records.folder(), 9);
        assertEquals(2, ledgers.size());
        assertEquals(SyncImages.NONE, records.images(ledgers.getLast()));
        assertEquals(1, records.images(ledgers.getFirst()).before().size());
    }
}
