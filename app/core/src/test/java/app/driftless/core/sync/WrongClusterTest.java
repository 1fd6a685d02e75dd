package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.KubeClusters;
import app.driftless.core.cluster.StubServer;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.fs.JsonTrust;
import app.driftless.core.problem.EngineException;
import app.driftless.core.settings.Binding;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever changes between plan and apply, nothing is written to another cluster than the bound one, and who is
/// refused reads which was expected and which was found (goal 1, T40, F68, F70).
class WrongClusterTest {
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);
    private final Workers workers = new Workers();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        workers.close();
    }

    private static StubServer server(String[] uid) throws IOException {
        StubServer.Handler greeting = StubServer.behindGreeting(
                (_, out) -> out.write(StubServer.response(404, "{}").getBytes(StandardCharsets.UTF_8)));
        return new StubServer((request, out) -> {
            if (request.path().equals("/api/v1/namespaces/kube-system")) {
                boolean hidden = uid[0].isEmpty();
                out.write(StubServer.response(
                                hidden ? 403 : 200,
                                "{\"metadata\":{\"uid\":\"" + uid[0] + "\",\"name\":\"kube-system\"}}")
                        .getBytes(StandardCharsets.UTF_8));
            } else {
                greeting.answer(request, out);
            }
        });
    }

    /// A kubeconfig with two contexts, one for each of two servers.
    private record Config(String text, Path file) {
        static Config of(StubServer bound, StubServer foreign, Path file) {
            return new Config(
                    """
                    apiVersion: v1
                    kind: Config
                    current-context: CURRENT
                    clusters:
                    - {name: one, cluster: {server: "BOUND"}}
                    - {name: two, cluster: {server: "FOREIGN"}}
                    users: [{name: u, user: {token: t}}]
                    contexts:
                    - {name: mine, context: {cluster: one, user: u}}
                    - {name: other, context: {cluster: two, user: u}}
                    """.replace("BOUND", bound.url())
                            .replace("FOREIGN", foreign.url())
                            .replace("CURRENT", "mine"),
                    file);
        }

        void write(String changed) throws IOException {
            Files.writeString(file, changed);
        }
    }

    /// One of what an accident or an attacker may change; the identity of the server too.
    private String mutate(Config config, StubServer bound, StubServer foreign, String[] uid) {
        String text = config.text();
        return switch (random.nextInt(12)) {
            case 0 -> text.replace(bound.url(), foreign.url());
            case 1 -> text.replace("mine, context: {cluster: one", "mine, context: {cluster: two");
            case 2 -> text.replace("name: mine", "name: renamed");
            case 3 ->
                text.replace("name: mine", "name: x")
                        .replace("name: other", "name: mine")
                        .replace("current-context: mine", "current-context: other");
            case 4 -> text.replace("name: one,", "name: gone,");
            case 5 -> text.replace(bound.url(), "http://127.0.0.1:" + (1024 + random.nextInt(60_000)));
            case 6 ->
                text.replace(
                        "server: \"" + bound.url() + "\"",
                        "server: \"" + bound.url() + "\", proxy-url: \"" + foreign.url() + "\"");
            case 7 -> {
                uid[0] = "u-" + random.nextInt(1000, 2000);
                yield text;
            }
            case 8 -> {
                uid[0] = "";
                yield text;
            }
            case 9 -> text.replace("contexts:", "nothing:");
            // Not behind the context that is used: what is gone then nobody misses.
            case 10 -> text.substring(0, random.nextInt(text.indexOf("user: u}}\n- {name: other")));
            default -> {
                // Somebody else took the address of the bound one over.
                uid[0] = "u-foreign";
                yield text.replace("current-context: mine", "current-context: other");
            }
        };
    }

    @Test
    void noChangeOfKubeconfigOrServerLeadsToAWriteElsewhere() throws Exception {
        int cases = Integer.getInteger("driftless.cases", 80);
        String[] own = {"u-bound"};
        try (var bound = server(own);
                var foreign = server(new String[] {"u-foreign"})) {
            var config = Config.of(bound, foreign, folder.resolve("config"));
            config.write(config.text());
            var context = new ContextRef(List.of(config.file()), "mine");
            var clusters = new KubeClusters(workers, Map.of());
            ClusterIdentity identity;
            try (Cluster cluster = clusters.connect(context, Set.of(), new CancelToken())) {
                identity = cluster.identity();
            }
            var binding = new Binding("prod", "eu", context.files(), "mine", identity, false);
            for (int i = 0; i < cases; i++) {
                own[0] = "u-bound";
                config.write(mutate(config, bound, foreign, own));
                String run = "case " + i + ", -Ddriftless.seed=" + seed + "\n" + Files.readString(config.file());
                try (var connections =
                        new Connections(clusters, new JsonTrust(folder.resolve("trust")), InstantSource.system())) {
                    var refusal = assertThrows(
                            EngineException.class, () -> connections.bound(binding, new CancelToken()), run);
                    if (refusal.problem().code() == SyncProblem.WRONG_CLUSTER) {
                        assertEquals(
                                identity.toString(), refusal.problem().args().get(0), run);
                        assertTrue(
                                !identity.toString()
                                        .equals(refusal.problem().args().get(1)),
                                run);
                    } else {
                        assertTrue(refusal.problem().code() instanceof ClusterProblem, run + refusal.problem());
                    }
                }
                CaseRecord.passed("clusters", i + 1 + " changes", "all refused, 0 writes");
            }
            for (StubServer server : List.of(bound, foreign)) {
                assertEquals(
                        List.of(),
                        server.requests().stream()
                                .filter(request -> !request.method().equals("GET"))
                                .toList());
            }
        }
    }

    private static String server(String kubeconfig) {
        return kubeconfig.replaceAll("(?s).*server: \"?(\\S+?)\"?\\s.*", "$1");
    }

    private static void wipe(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<AuditEvent> ours(List<AuditEvent> events) {
        return events.stream()
                .filter(event -> event.write() && event.userAgent().contains("driftless"))
                .toList();
    }

    /// With two real servers, their audit logs the judges: the address leads to another one, and the server is built
    /// anew with the same address and CA.
    @Test
    void aSwappedOrRebuiltRealServerIsNotWrittenTo() throws Exception {
        ControlPlane foreign = ControlPlane.shared();
        try (var plane = ControlPlane.start("bound", "--audit")) {
            String text = Files.readString(plane.kubeconfig());
            URI uri = URI.create(server(text));
            try (var proxy = TcpProxy.before(uri.getHost(), uri.getPort())) {
                Path file = folder.resolve("config");
                Files.writeString(file, text.replace(uri.toString(), "https://127.0.0.1:" + proxy.port()));
                String namespace = plane.namespace("bound");
                var scope = new SyncScope("repo", "apps", namespace, "test", "origin/main", Optional.empty());
                try (var bench = new SyncBench(file, plane.context(), folder, namespace, scope)) {
                    int commit = bench.commit("{apiVersion: v1, kind: ConfigMap, metadata: {name: c0, namespace: %s}}"
                            .formatted(namespace));
                    LivePlanner.Planned planned = bench.plan(commit);
                    ClusterIdentity expected = bench.cluster.identity();
                    var there = foreign.audit();
                    URI other = URI.create(server(Files.readString(foreign.kubeconfig())));
                    proxy.swap(other.getHost(), other.getPort());
                    proxy.cut();
                    var swapped = assertThrows(
                            EngineException.class,
                            () -> bench.run(planned, commit, SyncApproval.plain(), new CancelToken()));
                    assertEquals(ClusterProblem.TLS_FAILED, swapped.problem().code());
                    assertEquals(List.of(), ours(there.events()));

                    plane.stop();
                    wipe(plane.kubeconfig().resolveSibling("etcd"));
                    plane.restart();
                    proxy.swap(uri.getHost(), uri.getPort());
                    proxy.cut();
                    var here = plane.audit();
                    var job = bench.job(planned, commit, SyncApproval.plain(), expected);
                    var rebuilt = assertThrows(
                            EngineException.class,
                            () -> bench.runner.run(
                                    job, _ -> {}, app.driftless.core.flow.Progress.none(), new CancelToken()));
                    assertEquals(SyncProblem.WRONG_CLUSTER, rebuilt.problem().code());
                    assertEquals(expected.toString(), rebuilt.problem().args().get(0));
                    assertEquals(
                            bench.cluster.identity().toString(),
                            rebuilt.problem().args().get(1));
                    assertEquals(List.of(), ours(here.events()));
                }
            }
        }
    }
}
