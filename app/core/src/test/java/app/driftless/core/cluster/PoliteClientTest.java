package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.crash.CaseRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server that is too busy may expect of its client (goal 15, F58).
class PoliteClientTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");
    private static final String OBJECT =
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"n\"}}";

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private final ConcurrentLinkedQueue<Long> asked = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        workers.close();
    }

    private Cluster connect(StubServer server) throws IOException {
        return new KubeClusters(workers, Map.of())
                .connect(
                        new ContextRef(List.of(server.kubeconfig(folder, "{token: t}")), "stub"),
                        Set.of(),
                        new CancelToken());
    }

    /// @param refusals how many requests are refused first
    private StubServer busy(int refusals, int status, String... headers) throws IOException {
        var left = new AtomicInteger(refusals);
        return new StubServer(StubServer.behindGreeting((_, out) -> {
            asked.add(System.nanoTime());
            out.write((left.getAndDecrement() > 0
                            ? StubServer.response(status, "{}", headers)
                            : StubServer.response(200, OBJECT))
                    .getBytes(StandardCharsets.UTF_8));
        }));
    }

    private Duration between() {
        List<Long> times = List.copyOf(asked);
        return Duration.ofNanos(times.get(1) - times.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aReadComesBackNotBeforeTheNamedTime(int status) throws IOException {
        try (var server = busy(1, status, "Retry-After: 2");
                Cluster cluster = connect(server)) {
            assertTrue(cluster.get(CONFIG_MAP, "n", "a").isPresent());
            assertEquals(2, asked.size());
            assertTrue(between().toMillis() >= 2000, between().toString());
        }
    }

    @Test
    void theTimeMayBeADate() throws IOException {
        Instant named = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(named.atOffset(ZoneOffset.UTC));
        try (var server = busy(1, 429, "Retry-After: " + date);
                Cluster cluster = connect(server)) {
            assertTrue(cluster.get(CONFIG_MAP, "n", "a").isPresent());
            // Answered at once after the second request, which came before that.
            assertEquals(2, asked.size());
            assertFalse(Instant.now().isBefore(named));
        }
    }

    @Test
    void whoIsAskedToStayAwayForLongSaysSoAndSendsNothingMore() throws IOException {
        try (var server = busy(100, 429, "Retry-After: 600");
                Cluster cluster = connect(server)) {
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, "n", "a"));
                assertEquals(ClusterProblem.BUSY, failure.problem().code());
                assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
            }
            assertEquals(1, asked.size());
        }
    }

    @Test
    void inAStormOneRequestAtATimeAsksInGrowingPauses() throws Exception {
        Duration watched = Duration.ofSeconds(Integer.getInteger("driftless.storm.seconds", 8));
        try (var server = busy(Integer.MAX_VALUE, 429, "Retry-After: 1");
                Cluster cluster = connect(server)) {
            var reads = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                reads.add(workers.io().submit(() -> cluster.get(CONFIG_MAP, "n", "a")));
            }
            cluster.watch(CONFIG_MAP, "n", "", new Silent());
            Thread.sleep(watched);
            List<Long> times = List.copyOf(asked);
            // What was under way before the server's first word cannot be taken back.
            long storm = times.getFirst() + Duration.ofMillis(900).toNanos();
            long after = times.stream().filter(time -> time > storm).count();
            long allowed = Math.max(5, watched.toSeconds() * 10 / 60);
            assertTrue(after <= allowed, after + " requests in " + watched);
            // Sixteen of any sort, and two for reads.
            assertTrue(times.size() - after <= 18, "at once: " + (times.size() - after));
            reads.forEach(read -> read.cancel(true));
            CaseRecord.passed(
                    "busy",
                    "200 reads and a watch, refused for " + watched.toSeconds() + " s",
                    after + " requests after the first second");
        }
    }

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
}
