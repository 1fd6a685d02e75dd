package app.driftless.core.internal.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.StubServer;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.net.ProxyChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportTest {
    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    private static Target target(String url, Map<String, String> environment, String proxyUrl) {
        URI server = URI.create(url);
        return new Target(
                new ContextRef(List.of(), "test"),
                server,
                Tls.of("test", null, null, null),
                "",
                ProxyChoice.of(server, proxyUrl, environment),
                new Credentials.Fixed(Optional.of("Bearer canary")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerThatDripsIsCutOffAtTheDeadline() throws IOException {
        try (var server = new StubServer((_, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
                    for (int i = 0; i < 1000; i++) {
                        out.write('x');
                        out.flush();
                        pause(100);
                    }
                });
                var transport = new Transport(
                        target(server.url(), Map.of(), ""),
                        workers,
                        Timing.usual().withCall(Duration.ofSeconds(1)))) {
            long start = System.nanoTime();
            var failure = assertThrows(TransportException.class, () -> transport.send(Call.get("/x")));
            assertEquals(ClusterProblem.TIMEOUT, failure.problem().code());
            assertFalse(failure.notSent());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3000);
        }
    }

    @Test
    void aServerThatSaysNothingIsCutOffAtTheDeadline() throws IOException {
        try (var server = new StubServer((_, _) -> pause(5000));
                var transport = new Transport(
                        target(server.url(), Map.of(), ""),
                        workers,
                        Timing.usual().withCall(Duration.ofSeconds(1)))) {
            var failure = assertThrows(TransportException.class, () -> transport.send(Call.get("/x")));
            assertEquals(ClusterProblem.TIMEOUT, failure.problem().code());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReadIsRepeatedOnceAfterALostConnectionAndAWriteNever() throws IOException {
        var asked = new AtomicInteger();
        try (var server = new StubServer((_, out) -> {
                    if (asked.incrementAndGet() > 1) {
                        out.write(bytes(StubServer.response(200, "{}")));
                    }
                });
                var transport = new Transport(target(server.url(), Map.of(), ""), workers)) {
            // The JDK repeats a bare GET by itself, so a dry run stands for the reads.
            assertTrue(transport
                    .send(Call.send("PATCH", "/x?dryRun=All", "application/json", Map.of(), true))
                    .ok());
            assertEquals(2, asked.get());
            asked.set(0);
            assertThrows(
                    TransportException.class,
                    () -> transport.send(Call.send("PATCH", "/x", "application/json", Map.of(), false)));
            assertEquals(1, asked.get());
        }
    }

    @Test
    void noMoreThanTheWindowIsUnderWay() throws IOException, InterruptedException, ExecutionException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = new StubServer((_, out) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    pause(20);
                    running.decrementAndGet();
                    out.write(bytes(StubServer.response(200, "{}")));
                });
                var transport = new Transport(target(server.url(), Map.of(), ""), workers)) {
            var calls = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 300; i++) {
                calls.add(workers.io().submit(() -> transport.send(Call.get("/x"))));
            }
            for (Future<Reply> call : calls) {
                assertTrue(call.get().ok());
            }
            assertTrue(most.get() >= 8 && most.get() <= 64, "most at once: " + most);
        }
    }

    @Test
    void aProxyOfTheKubeconfigIsUsed() throws IOException {
        try (var proxy = new StubServer((_, out) -> out.write(bytes(StubServer.response(200, "{}"))));
                var transport = new Transport(target("http://cluster.invalid:6443", Map.of(), proxy.url()), workers)) {
            assertTrue(transport.send(Call.get("/version")).ok());
            assertEquals(
                    "http://cluster.invalid:6443/version",
                    proxy.requests().getFirst().path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example:443, '', true",
        "https://a.example:443, a.example, false",
        "https://b.a.example:443, .a.example, false",
        "https://b.a.example:443, a.example, false",
        "https://ba.example:443, a.example, true",
        "https://a.example:6443, 'x, a.example:6443', false",
        "https://a.example:443, a.example:6443, true",
        "https://10.1.2.3:443, 10.0.0.0/8, false",
        "https://11.1.2.3:443, 10.0.0.0/8, true",
        "https://a.example:443, *, false",
        "https://127.0.0.1:443, '', false",
        "https://localhost:443, '', false",
        "http://a.example:80, '', false"
    })
    void theProxyOfTheEnvironmentIsUsedUnlessNoProxySaysOtherwise(String server, String noProxy, boolean used) {
        var environment = Map.of("HTTPS_PROXY", "proxy.example:3128", "NO_PROXY", noProxy);
        assertEquals(used, ProxyChoice.of(URI.create(server), "", environment).isPresent());
    }

    @Test
    void credentialsDoNotStandInTheTextOfAnything() {
        assertFalse(target("https://a.example", Map.of(), "http://u:canary@p.example")
                .toString()
                .contains("canary"));
    }
}
