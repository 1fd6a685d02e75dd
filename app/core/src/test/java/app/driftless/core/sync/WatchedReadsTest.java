package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.KubeClusters;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.MutatingAdmission;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.live.WatchedCluster;
import app.driftless.core.manifest.Gvk;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is watched is not asked for (R19), and what a watch may have missed is (R21).
class WatchedReadsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");

    @TempDir
    Path state;

    private final Workers workers = new Workers();
    private final List<Subscription> watches = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private String namespace = "";
    private TcpProxy proxy;
    private WatchedCluster cluster;

    private static final class Silent implements Cluster.WatchListener {
        @Override
        public void listed(List<LiveObject> objects) {}

        @Override
        public void changed(LiveObject object) {}

        @Override
        public void deleted(LiveObject object) {}

        @Override
        public void stale(boolean lost) {}
    }

    @BeforeEach
    void connect() throws IOException {
        namespace = PLANE.namespace("watched");
        String config = Files.readString(PLANE.kubeconfig());
        var server = URI.create(config.replaceAll("(?s).*server: (\\S+).*", "$1"));
        proxy = TcpProxy.before(server.getHost(), server.getPort());
        Path kubeconfig = state.resolve("kubeconfig");
        Files.writeString(kubeconfig, config.replace(":" + server.getPort(), ":" + proxy.port()));
        Cluster direct = new KubeClusters(workers, System.getenv())
                .connect(new ContextRef(List.of(kubeconfig), PLANE.context()), Set.of(), new CancelToken());
        cluster = new WatchedCluster(direct, now::get);
    }

    @AfterEach
    void end() throws IOException {
        watches.forEach(Subscription::close);
        cluster.close();
        proxy.close();
        workers.close();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), what);
            Thread.sleep(20);
        }
    }

    private static List<String> requests(AuditLog audit, String namespace) {
        return audit.events().stream()
                .filter(event -> event.userAgent().equals("driftless"))
                .filter(event -> !event.verb().equals("watch"))
                .filter(event -> namespace.isEmpty()
                        || event.namespace().isEmpty()
                        || event.namespace().equals(namespace))
                .map(event -> event.verb() + " " + event.uri())
                .toList();
    }

    private void settings(int count, String value) {
        var yaml = new StringBuilder();
        for (int i = 0; i < count; i++) {
            yaml.append(
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: c%d, namespace: %s, labels: {set: %s}}, data: {key: %s}}%n---%n"
                            .formatted(i, namespace, namespace, value));
        }
        for (var resource : SyncBench.parse(yaml.toString().replaceAll("---\\s*$", ""))) {
            cluster.apply(new app.driftless.core.cluster.ApplyRequest(resource, false, true, Optional.empty()));
        }
    }

    private List<LiveObject> listed() {
        return cluster.list(CONFIG_MAP, namespace, "set=" + namespace, new CancelToken());
    }

    private boolean asks() {
        AuditLog audit = PLANE.audit();
        listed();
        return !requests(audit, namespace).isEmpty();
    }

    private void watch() throws InterruptedException {
        watches.add(cluster.watch(CONFIG_MAP, namespace, "set=" + namespace, new Silent()));
        await("the first list", () -> !asks());
    }

    @Test
    void whatIsWatchedIsReadWithoutARequestAndOwnWritesAreNeverMissed() throws Exception {
        settings(3, "a");
        assertTrue(asks());
        watch();
        assertEquals(3, listed().size());
        AuditLog audit = PLANE.audit();
        assertTrue(cluster.get(CONFIG_MAP, namespace, "c1").isPresent());
        assertEquals(List.of(), requests(audit, namespace));
        for (int i = 0; i < 30; i++) {
            settings(1, "v" + i);
            LiveObject read = cluster.get(CONFIG_MAP, namespace, "c0").orElseThrow();
            assertEquals("{key=v" + i + "}", String.valueOf(read.body().get("data")));
            LiveObject inList = listed().stream()
                    .filter(object -> object.key().name().equals("c0"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("{key=v" + i + "}", String.valueOf(inList.body().get("data")));
        }
        LiveObject gone = cluster.get(CONFIG_MAP, namespace, "c2").orElseThrow();
        cluster.delete(CONFIG_MAP, gone.key(), gone.uid(), gone.resourceVersion());
        assertEquals(2, listed().size());
        assertTrue(cluster.get(CONFIG_MAP, namespace, "c2").isEmpty());
        await("the watch to hear of it", () -> !asks());
        assertEquals(2, listed().size());
    }

    @Test
    void whatTheSelectorLeavesOutIsNotWaitedFor() throws Exception {
        settings(2, "a");
        watch();
        var other = SyncBench.parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: other, namespace: %s}}"
                        .formatted(namespace))
                .getFirst();
        cluster.apply(new app.driftless.core.cluster.ApplyRequest(other, false, true, Optional.empty()));
        assertTrue(!asks());
        // With the label it is.
        settings(3, "b");
        assertEquals(3, listed().size());
        await("the watch to hear of them", () -> !asks());
    }

    @Test
    void whoWritesIsNeverAnsweredByAWatch() throws Exception {
        settings(1, "a");
        watch();
        AuditLog audit = PLANE.audit();
        cluster.fresh().get(CONFIG_MAP, namespace, "c0");
        assertEquals(1, requests(audit, namespace).size());
    }

    @RepeatedTest(8)
    void afterALossTheServerIsAskedUntilNothingCanBeMissing() throws Exception {
        settings(2, "a");
        watch();
        proxy.down();
        String missed = """
                {"data": {"key": "missed"}}""";
        PLANE.kubectl("-n", namespace, "patch", "cm", "c0", "--type=merge", "-p", missed);
        PLANE.kubectl("-n", namespace, "delete", "cm", "c1");
        proxy.up();
        List<LiveObject> found = listed();
        assertEquals(1, found.size());
        assertEquals("{key=missed}", String.valueOf(found.getFirst().body().get("data")));
    }

    @Test
    void aComputerThatSleptBelievesNoWatch() throws Exception {
        settings(1, "a");
        watch();
        now.set(now.get().plusSeconds(60));
        assertTrue(asks());
    }

    @Test
    void aWatchOverEverythingKeepsNothingButWhatIsWanted() throws Exception {
        settings(3, "a");
        var seen = new AtomicReference<List<LiveObject>>(List.of());
        watches.add(cluster.watch(CONFIG_MAP, namespace, "", new Cluster.WatchListener() {
            @Override
            public boolean wants(app.driftless.core.manifest.ResourceKey key) {
                return key.name().equals("c1");
            }

            @Override
            public void listed(List<LiveObject> objects) {
                seen.set(objects);
            }

            @Override
            public void changed(LiveObject object) {}

            @Override
            public void deleted(LiveObject object) {}

            @Override
            public void stale(boolean lost) {}
        }));
        await("the list", () -> !seen.get().isEmpty());
        assertEquals(1, seen.get().size());
        assertTrue(asks());
    }

    @Test
    void whoMayListButNotWatchIsShownListsAndNoLoss() throws Exception {
        settings(2, "a");
        String user = "lister-" + namespace;
        PLANE.kubectl("-n", namespace, "create", "role", "lister", "--verb=get,list", "--resource=configmaps");
        PLANE.kubectl("-n", namespace, "create", "rolebinding", "lister", "--role=lister", "--user=" + user);
        var context = new ContextRef(List.of(PLANE.user(user)), PLANE.context());
        var lists = new AtomicReference<List<LiveObject>>(List.of());
        var losses = new AtomicReference<>(false);
        try (Cluster theirs = new WatchedCluster(
                new KubeClusters(workers, System.getenv()).connect(context, Set.of(), new CancelToken()), now::get)) {
            AuditLog audit = PLANE.audit();
            theirs.watch(CONFIG_MAP, namespace, "set=" + namespace, new Cluster.WatchListener() {
                @Override
                public void listed(List<LiveObject> objects) {
                    lists.set(objects);
                }

                @Override
                public void changed(LiveObject object) {}

                @Override
                public void deleted(LiveObject object) {}

                @Override
                public void stale(boolean lost) {
                    losses.set(losses.get() || lost);
                }
            });
            await("the list", () -> lists.get().size() == 2);
            await("the refusal of the watch", () -> audit.events().stream()
                    .anyMatch(
                            event -> event.user().equals(user) && event.verb().equals("watch") && event.code() == 403));
            Thread.sleep(300);
            assertFalse(losses.get());
            AuditLog asked = PLANE.audit();
            assertEquals(
                    2,
                    theirs.list(CONFIG_MAP, namespace, "set=" + namespace, new CancelToken())
                            .size());
            assertEquals(
                    1,
                    asked.events().stream()
                            .filter(event ->
                                    event.user().equals(user) && event.verb().equals("list"))
                            .count());
        }
    }

    @Test
    void theRulesOfAdmissionAreReadFromTheirWatches() throws Exception {
        for (var kind : cluster.discovery(false)) {
            if (MutatingAdmission.rules(kind)) {
                watches.add(cluster.watch(kind.type(), "", "", new Silent()));
            }
        }
        assertFalse(watches.isEmpty());
        var type = new Gvk("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration");
        await("the rules", () -> {
            AuditLog audit = PLANE.audit();
            cluster.list(type, "", "", new CancelToken());
            return requests(audit, "").stream().noneMatch(uri -> uri.contains("mutatingwebhook"));
        });
    }
}
