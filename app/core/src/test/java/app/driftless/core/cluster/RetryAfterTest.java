package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is refused with a Retry-After, in whichever form: it is not asked again before that time, nothing at all is
/// where the server wants a long pause, and no write is sent twice (goal 15). `-Ddriftless.cases=200` tries as many
/// servers.
class RetryAfterTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");
    private static final Resource OBJECT =
            Manifests.one("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: n}, data: {k: v}}");
    private static final String ANSWER =
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"n\",\"uid\":\"u\",\"resourceVersion\":\"5\"}}";
    private static final String LIST =
            "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[]}";
    private static final int AT_ONCE = 20;

    private enum Operation {
        GET,
        LIST,
        DRY_RUN,
        APPLY,
        DELETE,
        WATCH
    }

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private final long seed = KillRecord.seed();

    @AfterEach
    void end() {
        workers.close();
    }

    /// @param what the refused request, as `METHOD path`
    /// @param until before that it may not come again
    /// @param all whether nothing else may, either
    private record Refusal(String what, Instant until, boolean all) {
        boolean forbids(String request, Instant now) {
            return now.isBefore(until) && (all || request.equals(what));
        }
    }

    @Test
    void nothingComesBeforeTheNamedTimeAndNoWriteTwice() throws Exception {
        int cases = Integer.getInteger("driftless.cases", 2 * Operation.values().length);
        for (int from = 0; from < cases; from += AT_ONCE) {
            List<Future<Optional<String>>> running = new ArrayList<>();
            for (int i = from; i < Math.min(cases, from + AT_ONCE); i++) {
                int number = i;
                running.add(workers.io().submit(() -> tried(number)));
            }
            var wrong = new ArrayList<String>();
            for (Future<Optional<String>> run : running) {
                run.get().ifPresent(wrong::add);
            }
            assertEquals(List.of(), wrong, "-Ddriftless.seed=" + seed);
        }
        CaseRecord.passed("retryafter", cases + " refusals of six operations", "obeyed each, no write repeated");
    }

    /// @return what was wrong
    private Optional<String> tried(int number) throws IOException, InterruptedException {
        var random = new Random(seed + number);
        Operation operation = Operation.values()[number % Operation.values().length];
        var refusal = new AtomicReference<Refusal>();
        var later = new ConcurrentLinkedQueue<String>();
        try (var server = new StubServer(StubServer.behindGreeting((request, out) -> {
            String what = request.method() + " " + request.path();
            if (request.path().contains("watch=true") && operation != Operation.WATCH) {
                out.write(StubServer.response(200, "").getBytes(StandardCharsets.UTF_8));
                return;
            }
            boolean refused = operation != Operation.WATCH || request.path().contains("watch=true");
            Instant now = Instant.now();
            if (refused && refusal.get() == null) {
                out.write(refuse(random, what, refusal, now).getBytes(StandardCharsets.UTF_8));
                return;
            }
            Refusal before = refusal.get();
            if (before != null && before.forbids(what, now)) {
                later.add(what + " came " + now.until(before.until(), ChronoUnit.MILLIS) + " ms early");
            }
            if (before != null && before.what().equals(what) && write(operation)) {
                later.add(what + " was sent again");
            }
            boolean list = request.path().contains("/configmaps?");
            out.write(StubServer.response(200, list && request.method().equals("GET") ? LIST : ANSWER)
                    .getBytes(StandardCharsets.UTF_8));
        }))) {
            Path own = Files.createDirectories(folder.resolve(String.valueOf(number)));
            try (Cluster cluster = new KubeClusters(workers, Map.of())
                    .connect(
                            new ContextRef(List.of(server.kubeconfig(own, "{token: t}")), "stub"),
                            Set.of(),
                            new CancelToken())) {
                perform(cluster, operation);
                cluster.get(CONFIG_MAP, "n", "a");
            }
            if (refusal.get() == null) {
                return Optional.of(operation + " was never refused");
            }
            return later.isEmpty() ? Optional.empty() : Optional.of(operation + ": " + later);
        }
    }

    private static boolean write(Operation operation) {
        return operation == Operation.APPLY || operation == Operation.DELETE;
    }

    private static String refuse(Random random, String what, AtomicReference<Refusal> refusal, Instant now) {
        int seconds = List.of(1, 2, 3, 6).get(random.nextInt(4));
        Instant until = now.plusSeconds(seconds);
        String named = String.valueOf(seconds);
        if (random.nextBoolean()) {
            until = until.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
            named = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
        }
        refusal.set(new Refusal(what, until, seconds > 5));
        return StubServer.response(random.nextBoolean() ? 429 : 503, "{}", "Retry-After: " + named);
    }

    private static void perform(Cluster cluster, Operation operation) throws InterruptedException {
        switch (operation) {
            case GET -> cluster.get(CONFIG_MAP, "n", "a");
            case LIST -> cluster.list(CONFIG_MAP, "n", "", new CancelToken());
            case DRY_RUN -> cluster.apply(new ApplyRequest(OBJECT, true, false, Optional.empty()));
            case APPLY -> cluster.apply(new ApplyRequest(OBJECT, false, false, Optional.empty()));
            case DELETE -> cluster.delete(CONFIG_MAP, new ResourceKey("", "ConfigMap", "n", "a"), "u", "5");
            case WATCH -> {
                try (var ignored = cluster.watch(CONFIG_MAP, "n", "", new Silent())) {
                    Thread.sleep(1500);
                }
            }
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
