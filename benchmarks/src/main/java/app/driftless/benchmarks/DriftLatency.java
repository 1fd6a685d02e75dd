package app.driftless.benchmarks;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long it takes until a change by somebody else is seen: in a row of the live state, compared and all, and as a
/// line of `kubectl get -w` over the same change. From the moment when the change is sent.
final class DriftLatency {
    private static final int ROUNDS = 15;
    /// Between two changes, so that each meets quiet observers.
    private static final long QUIET_MILLIS = 700;
    private static final String KIND = "Deployment";
    private static final String LABEL = "app.kubernetes.io/part-of";
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final Setting setting;
    private final Arena arena;
    private final SyncLoop loop;

    DriftLatency(Setting setting, Arena arena, SyncLoop loop) {
        this.setting = setting;
        this.arena = arena;
        this.loop = loop;
    }

    /// The row's times, then the line's.
    List<Samples> measure() throws IOException {
        ResourceKey key = loop.live().get().rows().stream()
                .map(LiveRow::key)
                .filter(row -> row.kind().equals(KIND))
                .findFirst()
                .orElseThrow();
        var differs = new AtomicBoolean();
        var row = new AtomicLong();
        var line = new AtomicLong();
        // Somebody else, through a program that is there already.
        Process proxy = kubectl("proxy", "--port=0");
        Process kubectl = kubectl("get", "deployments.apps", "-n", key.namespace(), "-w", "--output-watch-events");
        try (BufferedReader output = kubectl.inputReader();
                BufferedReader proxies = proxy.inputReader();
                Subscription _ = loop.live().subscribe(live -> {
                    boolean now = differs(live, key);
                    if (differs.getAndSet(now) != now) {
                        row.set(System.nanoTime());
                    }
                })) {
            Thread.ofPlatform().daemon().start(() -> watch(output, key, line));
            Moments.await("the first line of kubectl", () -> line.get() != 0);
            try {
                return rounds(object(proxies.readLine(), key), label(key), row, line);
            } finally {
                // Before their readers are closed, which would wait for whoever reads.
                kubectl.destroy();
                proxy.destroy();
            }
        }
    }

    private Process kubectl(String... arguments) throws IOException {
        return new ProcessBuilder(
                        setting.kubectl(arena.kubeconfig(false)).with(arguments).command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// @param serving what the proxy says when it is there
    private static URI object(String serving, ResourceKey key) {
        Matcher port = PORT.matcher(serving);
        if (!port.find()) {
            throw new IllegalStateException("No port in " + serving);
        }
        return URI.create("http://127.0.0.1:%s/apis/apps/v1/namespaces/%s/deployments/%s?fieldManager=somebody"
                .formatted(port.group(1), key.namespace(), key.name()));
    }

    private static List<Samples> rounds(URI object, String value, AtomicLong row, AtomicLong line) {
        var rows = new ArrayList<Cost>();
        var lines = new ArrayList<Cost>();
        for (int round = 0; round <= ROUNDS; round++) {
            row.set(0);
            line.set(0);
            long start = change(object, value + "-drift");
            Moments.await("the change to be seen", () -> row.get() != 0 && line.get() != 0);
            // The first is for the compiler of the virtual machine.
            if (round > 0) {
                rows.add(new Cost((row.get() - start) / 1e9, Double.NaN));
                lines.add(new Cost((line.get() - start) / 1e9, Double.NaN));
            }
            Moments.rest(QUIET_MILLIS);
            row.set(0);
            change(object, value);
            Moments.await("the change back to be seen", () -> row.get() != 0);
            Moments.rest(QUIET_MILLIS);
        }
        return List.of(new Samples("row", true, rows), new Samples("line", false, lines));
    }

    /// Whether the row says that somebody changed the object. Who changed it back still owns the field, which is no
    /// difference.
    private static boolean differs(EnvironmentLive live, ResourceKey key) {
        return live.rows().stream().filter(row -> row.key().equals(key)).anyMatch(row -> row.action() == Action.UPDATE);
    }

    private String label(ResourceKey key) {
        return loop.live().get().rows().stream()
                .filter(row -> row.key().equals(key))
                .flatMap(row -> row.diff().live().stream())
                .flatMap(body -> body.get("metadata") instanceof Map<?, ?> metadata
                                && metadata.get("labels") instanceof Map<?, ?> labels
                                && labels.get(LABEL) instanceof String value
                        ? Stream.of(value)
                        : Stream.<String>empty())
                .findFirst()
                .orElseThrow();
    }

    private static void watch(BufferedReader output, ResourceKey key, AtomicLong at) {
        try {
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                if (text.contains(" " + key.name() + " ")) {
                    at.compareAndSet(0, System.nanoTime());
                }
            }
        } catch (IOException e) {
            // It is ended when everything was measured.
            if (!(e.getMessage() != null && e.getMessage().contains("closed"))) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @return when it was sent
    private static long change(URI object, String value) {
        String patch = "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(LABEL, value);
        var request = HttpRequest.newBuilder(object)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                .header("Content-Type", "application/merge-patch+json")
                .build();
        // An offer of HTTP/2 in the clear would look to the proxy like another protocol.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long start = System.nanoTime();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("The object could not be changed: status " + status);
            }
            return start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
