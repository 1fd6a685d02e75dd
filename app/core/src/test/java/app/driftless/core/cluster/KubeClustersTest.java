package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real API server.
class KubeClustersTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        cluster = connect(
                ControlPlane.shared().kubeconfig(), ControlPlane.shared().context());
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static Cluster connect(Path kubeconfig, String context) {
        return new KubeClusters(WORKERS, System.getenv())
                .connect(new ContextRef(List.of(kubeconfig), context), Set.of(), new CancelToken());
    }

    private static Resource configMap(String namespace, String name, String value) {
        return Manifests.one("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s, labels: {test: "yes"}}
                data: {key: %s}
                """.formatted(name, namespace, value));
    }

    private static LiveObject applied(Resource resource) {
        return assertInstanceOf(
                        ApplyAnswer.Applied.class,
                        cluster.apply(new ApplyRequest(resource, false, false, Optional.empty())))
                .object();
    }

    @Test
    void theIdentityIsThatOfTheServerAndItsKubeSystem() {
        ClusterIdentity identity = cluster.identity();
        assertTrue(identity.server().startsWith("https://127.0.0.1:"));
        assertEquals(
                ControlPlane.shared().kubectl("get", "ns", "kube-system", "-o", "jsonpath={.metadata.uid}"),
                identity.uid());
        assertEquals(64, identity.caHash().length());
        assertTrue(cluster.serverVersion().matches("1\\.\\d+\\.\\d+"), cluster.serverVersion());
    }

    @Test
    void anotherCaIsNotTrusted() throws IOException {
        String text = Files.readString(ControlPlane.shared().kubeconfig());
        assertTrue(text.contains("certificate-authority"), "the sandbox names its CA");
        String without = text.replaceAll("certificate-authority(-data)?: *\\S+", "");
        Path file = Files.writeString(folder.resolve("config"), without);
        var failure = assertThrows(
                EngineException.class, () -> connect(file, ControlPlane.shared().context()));
        assertEquals(ClusterProblem.TLS_FAILED, failure.problem().code());
    }

    @Test
    void discoveryKnowsTheBuiltInKinds() {
        var kinds = cluster.discovery(false);
        ApiResource deployment = kinds.stream()
                .filter(k -> k.type().equals(Gvk.of("apps/v1", "Deployment")))
                .findFirst()
                .orElseThrow();
        assertEquals("deployments", deployment.plural());
        assertTrue(deployment.namespaced()
                && deployment.preferred()
                && deployment.verbs().contains("patch"));
        assertTrue(kinds.stream().anyMatch(k -> k.type().equals(Gvk.of("v1", "Namespace")) && !k.namespaced()));
    }

    @Test
    void aKindThatIsNotServedIsNamed() {
        var failure =
                assertThrows(EngineException.class, () -> cluster.get(Gvk.of("nowhere.example/v1", "Thing"), "n", "a"));
        assertEquals(ClusterProblem.KIND_MISSING, failure.problem().code());
    }

    @Test
    void anObjectIsAppliedReadListedAndDeleted() {
        String namespace = ControlPlane.shared().namespace("crud");
        LiveObject made = applied(configMap(namespace, "a", "one"));
        assertEquals(
                made.uid(),
                cluster.get(CONFIG_MAP, namespace, "a").orElseThrow().uid());
        assertTrue(cluster.get(CONFIG_MAP, namespace, "b").isEmpty());
        for (int i = 0; i < 3; i++) {
            applied(configMap(namespace, "more-" + i, "x"));
        }
        List<LiveObject> listed = cluster.list(CONFIG_MAP, namespace, "test=yes", new CancelToken());
        assertEquals(4, listed.size());
        assertEquals("ConfigMap", listed.getFirst().body().get("kind"));

        assertInstanceOf(
                DeleteAnswer.Moved.class,
                cluster.delete(CONFIG_MAP, made.key(), "00000000-0000-0000-0000-000000000000", made.resourceVersion()));
        assertInstanceOf(DeleteAnswer.Moved.class, cluster.delete(CONFIG_MAP, made.key(), made.uid(), "1"));
        assertInstanceOf(
                DeleteAnswer.Deleted.class, cluster.delete(CONFIG_MAP, made.key(), made.uid(), made.resourceVersion()));
        assertInstanceOf(
                DeleteAnswer.AlreadyGone.class,
                cluster.delete(CONFIG_MAP, made.key(), made.uid(), made.resourceVersion()));
    }

    @Test
    void aListOfMoreThanOnePageIsWhole() {
        String namespace = ControlPlane.shared().namespace("pages");
        for (int i = 0; i < 505; i++) {
            applied(configMap(namespace, "cm-" + i, "x"));
        }
        assertEquals(
                505,
                cluster.list(CONFIG_MAP, namespace, "test=yes", new CancelToken()).stream()
                        .map(LiveObject::key)
                        .distinct()
                        .count());
    }

    @Test
    void anObjectThatMovedSinceThePlanIsNotWritten() {
        String namespace = ControlPlane.shared().namespace("moved");
        LiveObject first = applied(configMap(namespace, "a", "one"));
        applied(configMap(namespace, "a", "two"));
        assertInstanceOf(
                ApplyAnswer.Moved.class,
                cluster.apply(new ApplyRequest(
                        configMap(namespace, "a", "three"), false, false, Optional.of(first.resourceVersion()))));
        assertInstanceOf(
                ApplyAnswer.Moved.class,
                cluster.jsonPatch(
                        CONFIG_MAP,
                        first.key(),
                        first.resourceVersion(),
                        List.of(Map.of("op", "remove", "path", "/data/key"))));
        assertInstanceOf(
                ApplyAnswer.Moved.class,
                cluster.put(configMap(namespace, "a", "four"), Optional.of(first.resourceVersion())));
        assertInstanceOf(ApplyAnswer.Moved.class, cluster.put(configMap(namespace, "a", "five"), Optional.empty()));
        assertEquals(
                Map.of("key", "two"),
                cluster.get(CONFIG_MAP, namespace, "a").orElseThrow().body().get("data"));
    }

    @Test
    void aForeignFieldIsAConflictThatNamesFieldAndManager() {
        String namespace = ControlPlane.shared().namespace("conflict");
        applied(configMap(namespace, "a", "one"));
        ControlPlane.shared()
                .kubectl(
                        "-n",
                        namespace,
                        "patch",
                        "cm",
                        "a",
                        "--field-manager=kubectl-edit",
                        "--type=merge",
                        "-p",
                        "{\"data\":{\"key\":\"hand\"}}");
        var conflict = assertInstanceOf(
                ApplyAnswer.Conflict.class,
                cluster.apply(new ApplyRequest(configMap(namespace, "a", "one"), true, false, Optional.empty())));
        assertEquals(List.of(new ApplyAnswer.Conflict.Cause(".data.key", "kubectl-edit")), conflict.causes());
    }

    @Test
    void refusalsNameTheirFieldsAndTellImmutableFromInvalid() {
        String namespace = ControlPlane.shared().namespace("refused");
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {containers: [{name: web, image: nginx}]}
                """;
        applied(Manifests.one(deployment.formatted(namespace, 1, "a", "a")));
        var immutable = refused(deployment.formatted(namespace, 1, "b", "b"));
        assertTrue(immutable.immutable(), immutable.toString());
        assertEquals(Set.of("spec.selector"), immutable.causes().keySet());
        var invalid = refused(deployment.formatted(namespace, -1, "a", "a"));
        assertFalse(invalid.immutable(), invalid.toString());
        assertEquals(Set.of("spec.replicas"), invalid.causes().keySet());
        var unknown = refused(deployment.formatted(namespace, 1, "a", "a").replace("replicas:", "replcias:"));
        assertEquals(Set.of("spec.replcias"), unknown.causes().keySet());
        var missing = assertInstanceOf(
                ApplyAnswer.Missing.class,
                cluster.apply(new ApplyRequest(configMap("no-such", "a", "b"), true, false, Optional.empty())));
        assertFalse(missing.kind());
    }

    private static ApplyAnswer.Refused refused(String yaml) {
        return assertInstanceOf(
                ApplyAnswer.Refused.class,
                cluster.apply(new ApplyRequest(Manifests.one(yaml), true, false, Optional.empty())));
    }

    @Test
    void somebodyWithoutRightsIsTold() {
        String namespace = ControlPlane.shared().namespace("rbac");
        Path kubeconfig = ControlPlane.shared().user("nobody-special");
        String context = new KubeClusters(WORKERS, Map.of())
                .contexts(List.of(kubeconfig))
                .getFirst()
                .ref()
                .context();
        try (Cluster poor = connect(kubeconfig, context)) {
            var hidden = assertThrows(EngineException.class, poor::identity);
            assertEquals(ClusterProblem.IDENTITY_HIDDEN, hidden.problem().code());
            assertFalse(poor.may("patch", CONFIG_MAP, namespace, "a"));
            assertTrue(cluster.may("patch", CONFIG_MAP, namespace, "a"));
            var refused = assertInstanceOf(
                    ApplyAnswer.Refused.class,
                    poor.apply(new ApplyRequest(configMap(namespace, "a", "b"), true, false, Optional.empty())));
            assertEquals(ClusterProblem.FORBIDDEN, refused.problem().code());
            var unread = assertThrows(EngineException.class, () -> poor.get(CONFIG_MAP, namespace, "a"));
            assertEquals(ClusterProblem.FORBIDDEN, unread.problem().code());
        }
    }

    @Test
    void aWatchTellsWhatChanges() throws InterruptedException {
        String namespace = ControlPlane.shared().namespace("watch");
        applied(configMap(namespace, "a", "one"));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (var watch = cluster.watch(CONFIG_MAP, namespace, "test=yes", recorder(events))) {
            assertEquals("listed 1", events.poll(10, TimeUnit.SECONDS));
            long start = System.nanoTime();
            LiveObject changed = applied(configMap(namespace, "a", "two"));
            assertEquals("changed a", events.poll(10, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
            cluster.delete(CONFIG_MAP, changed.key(), changed.uid(), changed.resourceVersion());
            String event = events.poll(10, TimeUnit.SECONDS);
            // A foreground delete first marks the object.
            assertEquals("deleted a", "changed a".equals(event) ? events.poll(10, TimeUnit.SECONDS) : event);
        }
    }

    private static Cluster.WatchListener recorder(BlockingQueue<String> events) {
        return new Cluster.WatchListener() {
            @Override
            public void listed(List<LiveObject> objects) {
                events.add("listed " + objects.size());
            }

            @Override
            public void changed(LiveObject object) {
                events.add("changed " + object.key().name());
            }

            @Override
            public void deleted(LiveObject object) {
                events.add("deleted " + object.key().name());
            }

            @Override
            public void stale(boolean lost) {
                events.add("stale " + lost);
            }
        };
    }
}
