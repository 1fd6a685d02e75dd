package app.driftless.core.internal.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.TcpFault;
import app.driftless.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections that are dead without saying so, as after a lost VPN or a computer's sleep (F66), before a real API
/// server and with TLS. With shorter times than usual, so that the test is short.
class DeadConnectionTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");
    private static final TcpFault[] DEAD = {new TcpFault.Blackhole(0)};

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private String namespace = "";
    private TcpProxy proxy;
    private Target target;
    private Transport transport;
    private Fabric8Cluster cluster;

    @BeforeEach
    void connect() throws IOException {
        namespace = PLANE.namespace("dead");
        String text = Files.readString(PLANE.kubeconfig());
        String server = text.replaceAll("(?s).*server: \"?(\\S+?)\"?\\s.*", "$1");
        URI uri = URI.create(server);
        proxy = TcpProxy.before(uri.getHost(), uri.getPort());
        Path file =
                Files.writeString(folder.resolve("config"), text.replace(server, "https://127.0.0.1:" + proxy.port()));
        target = new Connector(workers, Map.of()).target(new ContextRef(List.of(file), PLANE.context()), Set.of());
        var timing =
                new Timing(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60));
        transport = new Transport(target, workers, timing);
        cluster = new Fabric8Cluster(target, transport, workers);
    }

    @AfterEach
    void end() throws IOException {
        cluster.close();
        proxy.close();
        workers.close();
    }

    private void dead() {
        proxy.onReplies(DEAD);
        proxy.onRequests(DEAD);
    }

    @Test
    void afterATimeoutTheNextRequestTakesANewConnection() {
        assertTrue(cluster.get(CONFIG_MAP, namespace, "a").isEmpty());
        dead();
        var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, namespace, "a"));
        assertEquals(ClusterProblem.TIMEOUT, failure.problem().code());
        proxy.heal();
        assertTrue(cluster.get(CONFIG_MAP, namespace, "a").isEmpty());
    }

    @Test
    void aWatchOnADeadConnectionSaysSoAndCatchesUpOnANewOne() throws InterruptedException {
        var events = new LinkedBlockingQueue<String>();
        cluster.watch(CONFIG_MAP, namespace, "", recorder(events));
        await(events, "listed");
        dead();
        PLANE.kubectl("-n", namespace, "create", "configmap", "unseen");
        await(events, "stale true");
        proxy.heal();
        await(events, "changed unseen", "stale false");
    }

    @Test
    void everyWatchOfADeadConnectionCatchesUp() throws InterruptedException {
        List<LinkedBlockingQueue<String>> watches =
                List.of(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        for (var events : watches) {
            cluster.watch(CONFIG_MAP, namespace, "", recorder(events));
            await(events, "listed");
        }
        dead();
        PLANE.kubectl("-n", namespace, "create", "configmap", "unseen");
        while (watches.stream().allMatch(LinkedBlockingQueue::isEmpty)) {
            Thread.sleep(20);
        }
        // The first that notices must not make the others believe that they hear something.
        proxy.heal();
        for (var events : watches) {
            await(events, "changed unseen");
        }
    }

    /// Nobody hears anything on such a connection, so no watch that was there before says that it is dead.
    @Test
    void watchesThatBeginAsTheirConnectionDiesTakeANewOne() throws IOException {
        Call call = Call.get("/api/v1/namespaces/" + namespace + "/configmaps?watch=true");
        try (var first = new LineStream(transport, call)) {
            first.open();
            assertEquals(200, first.status());
            dead();
            try (var second = new LineStream(transport, call)) {
                assertThrows(IOException.class, second::open);
            }
            proxy.heal();
            try (var third = new LineStream(transport, call)) {
                third.open();
                assertEquals(200, third.status());
            }
        }
    }

    /// One that was given up between two steps of another thread is no reason to end that one's watch for ever.
    @Test
    void aConnectionThatWasGivenUpMeanwhileFailsItsRequestOnly() {
        var renewed = new RenewedClient(() -> Clients.build(target, workers.io()));
        var before = renewed.get();
        renewed.replace(before);
        before.close();
        var request = transport.request(before, Call.get("/version"), Duration.ofSeconds(2));
        var answer = renewed.open(before, request, new BodySink()::accept);
        assertInstanceOf(
                IOException.class,
                assertThrows(ExecutionException.class, answer::get).getCause());
        renewed.close();
        assertThrows(CancellationException.class, () -> renewed.open(renewed.get(), request, new BodySink()::accept));
    }

    @Test
    void aQuietWatchWhoseConnectionLivesIsLeftAlone() throws InterruptedException {
        var events = new LinkedBlockingQueue<String>();
        cluster.watch(CONFIG_MAP, namespace, "", recorder(events));
        await(events, "listed");
        // The watch itself begins a moment later, on a connection of its own.
        Thread.sleep(700);
        int connections = proxy.connections();
        Thread.sleep(2800);
        assertEquals(List.of(), List.copyOf(events));
        assertEquals(connections, proxy.connections());
    }

    private static void await(BlockingQueue<String> events, String... wanted) throws InterruptedException {
        Set<String> missing = new HashSet<>(List.of(wanted));
        while (!missing.isEmpty()) {
            String event = events.poll(30, TimeUnit.SECONDS);
            assertNotNull(event, "no " + missing);
            missing.remove(event);
        }
    }

    private static Cluster.WatchListener recorder(BlockingQueue<String> events) {
        return new Cluster.WatchListener() {
            @Override
            public void listed(List<LiveObject> objects) {
                events.add("listed");
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
