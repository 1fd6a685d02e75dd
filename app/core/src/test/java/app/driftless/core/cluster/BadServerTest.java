package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that misbehave (T20, T21, F56 to F61).
class BadServerTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");

    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    private Cluster connect(StubServer server) throws IOException {
        Path file = server.kubeconfig(folder, "{token: canary}");
        return new KubeClusters(workers, Map.of())
                .connect(new ContextRef(List.of(file), "stub"), Set.of(), new CancelToken());
    }

    private static StubServer server(StubServer.Handler handler) throws IOException {
        return new StubServer(StubServer.behindGreeting(handler));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ApplyRequest request(String kind, Map<String, Object> more, boolean dryRun) {
        var body = new java.util.LinkedHashMap<String, Object>(
                Map.of("apiVersion", "v1", "kind", kind, "metadata", Map.of("name", "a", "namespace", "n")));
        body.putAll(more);
        return new ApplyRequest(Resource.of(body, new Origin("a.yaml", 0, 1)), dryRun, false, Optional.empty());
    }

    @Test
    void aReadWaitsAsLongAsTheServerAsksAndIsThenRepeated() throws IOException {
        var asked = new AtomicInteger();
        try (var server = server(
                        (_, out) -> out.write(
                                bytes(
                                        asked.getAndIncrement() == 0
                                                ? StubServer.response(429, "{}", "Retry-After: 1")
                                                : StubServer.response(
                                                        200,
                                                        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"n\"}}"))));
                Cluster cluster = connect(server)) {
            long start = System.nanoTime();
            assertTrue(cluster.get(CONFIG_MAP, "n", "a").isPresent());
            assertTrue(System.nanoTime() - start >= TimeUnit.SECONDS.toNanos(1));
            assertEquals(2, asked.get());
        }
    }

    @Test
    void aWriteIsSentOnceWhateverTheServerAnswers() throws IOException {
        for (int status : List.of(429, 500, 502, 503, 504)) {
            try (var server = server((_, out) -> out.write(bytes(StubServer.response(status, "{}"))));
                    Cluster cluster = connect(server)) {
                ApplyAnswer answer = cluster.apply(request("ConfigMap", Map.of(), false));
                switch (status) {
                    case 429, 503 -> assertInstanceOf(ApplyAnswer.Busy.class, answer);
                    default -> assertInstanceOf(ApplyAnswer.Unknown.class, answer);
                }
                assertEquals(1, server.count("PATCH", "/api/v1"), "status " + status);
            }
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsUnknownAndNotRepeated() throws IOException {
        try (var server = server((_, _) -> {});
                Cluster cluster = connect(server)) {
            assertInstanceOf(ApplyAnswer.Unknown.class, cluster.apply(request("ConfigMap", Map.of(), false)));
            assertEquals(1, server.count("PATCH", "/api/v1"));
        }
    }

    @Test
    void aRedirectIsNotFollowedAndTakesNoCredentialsAlong() throws IOException {
        try (var elsewhere = new StubServer((_, out) -> out.write(bytes(StubServer.response(200, "{}"))));
                var server = server((_, out) ->
                        out.write(bytes(StubServer.response(302, "", "Location: " + elsewhere.url() + "/x"))));
                Cluster cluster = connect(server)) {
            var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, "n", "a"));
            assertEquals(ClusterProblem.REDIRECTED, failure.problem().code());
            assertEquals(0, elsewhere.requests().size());
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() throws IOException {
        byte[] chunk = bytes("x".repeat(1 << 20));
        try (var server = server((_, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
                    while (true) {
                        out.write(chunk);
                    }
                });
                Cluster cluster = connect(server)) {
            var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, "n", "a"));
            assertEquals(ClusterProblem.TOO_LARGE, failure.problem().code());
        }
    }

    @Test
    void anotherObjectThanAskedForIsNoAnswer() throws IOException {
        try (var server = server((_, out) -> out.write(bytes(StubServer.response(
                        200, "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"b\"}}"))));
                Cluster cluster = connect(server)) {
            var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, "n", "a"));
            assertEquals(ClusterProblem.BAD_ANSWER, failure.problem().code());
        }
    }

    @Test
    void credentialsThatAreNotAcceptedAreTold() throws IOException {
        try (var server = server((_, out) -> out.write(bytes(StubServer.response(401, "{}"))));
                Cluster cluster = connect(server)) {
            var failure =
                    assertThrows(EngineException.class, () -> cluster.apply(request("ConfigMap", Map.of(), false)));
            assertEquals(ClusterProblem.UNAUTHORIZED, failure.problem().code());
        }
    }

    @Test
    void valuesOfASecretDoNotComeBackInErrors() throws IOException {
        String status = """
                {"kind":"Status","status":"Failure","reason":"Invalid","code":422,
                 "message":"Secret \\"a\\" is invalid: data[k]: Invalid value: \\"canary-value\\": bad; Y2FuYXJ5LXBsYWlu too",
                 "details":{"causes":[{"reason":"FieldValueInvalid","message":"Invalid value: \\"canary-value\\": bad","field":"data[k]"}]}}""";
        try (var server = server((_, out) -> out.write(bytes(StubServer.response(422, status))));
                Cluster cluster = connect(server)) {
            var answer = cluster.apply(request(
                    "Secret",
                    Map.of("data", Map.of("k", "canary-value"), "stringData", Map.of("p", "canary-plain")),
                    true));
            var refused = assertInstanceOf(ApplyAnswer.Refused.class, answer);
            assertFalse(refused.toString().contains("canary"), refused.toString());
            assertFalse(refused.toString().contains("Y2FuYXJ5LXBsYWlu"), refused.toString());
            assertEquals(Set.of("data[k]"), refused.causes().keySet());
        }
    }

    @Test
    void aComparisonGivesUpOnAServerThatNoLongerAnswers() throws IOException {
        try (var server = server((request, out) -> {
                    if (request.method().equals("GET")) {
                        out.write(bytes(StubServer.response(404, "{}")));
                    }
                });
                Cluster cluster = connect(server)) {
            var desired = new java.util.ArrayList<Resource>();
            for (int i = 0; i < 200; i++) {
                // A namespace each, so that each is asked about by itself.
                desired.add(
                        Manifests.one("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: n" + i + "}}"));
            }
            var comparison = new LiveDiff(workers, new Masking(), new PersonsTools(List.of()));
            var request = new LiveDiff.Request(desired, List.of(), List.of());
            var failure = assertThrows(
                    EngineException.class,
                    () -> comparison.diff(cluster, request, _ -> {}, Progress.none(), new CancelToken()));
            assertEquals(ClusterProblem.UNREACHABLE, failure.problem().code());
            assertTrue(server.count("PATCH", "/api/v1") < 200, "asked about all the same");
        }
    }

    @Test
    void aWatchThatIsToldGoneListsAgainWithoutRacing() throws Exception {
        var lists = new AtomicInteger();
        try (var server = server((request, out) -> {
                    if (request.path().contains("watch=true")) {
                        out.write(bytes(StubServer.response(
                                200, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n")));
                    } else {
                        lists.incrementAndGet();
                        out.write(bytes(StubServer.response(
                                200,
                                "{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[]}")));
                    }
                });
                Cluster cluster = connect(server)) {
            var twice = new CountDownLatch(2);
            var watch = cluster.watch(CONFIG_MAP, "n", "", new Cluster.WatchListener() {
                @Override
                public void listed(List<LiveObject> objects) {
                    twice.countDown();
                }

                @Override
                public void changed(LiveObject object) {}

                @Override
                public void deleted(LiveObject object) {}

                @Override
                public void stale(boolean lost) {}
            });
            assertTrue(twice.await(10, TimeUnit.SECONDS));
            Thread.sleep(1500);
            watch.close();
            assertTrue(lists.get() <= 6, "asked " + lists.get() + " times");
        }
    }
}
