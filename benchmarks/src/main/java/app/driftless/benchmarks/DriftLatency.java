package app.driftless.benchmarks;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How long it takes until a change by somebody else is seen: in a row of the live state, compared and all, and as a
/// line of `kubectl get -w` over the same change. From the moment when the change is sent.
final class DriftLatency {
    private static final int ROUNDS = 15;
    /// Between two changes, so that each meets quiet observers.
    private static final long QUIET_MILLIS = 700;
    private static final Gvk KIND = new Gvk("apps", "v1", "Deployment");
    private static final String FIELD = "/metadata/labels/app.kubernetes.io~1part-of";

    private final Setting setting;
    private final Arena arena;
    private final Cluster other;
    private final SyncLoop loop;

    /// @param other through which the changes are made
    DriftLatency(Setting setting, Arena arena, Cluster other, SyncLoop loop) {
        this.setting = setting;
        this.arena = arena;
        this.other = other;
        this.loop = loop;
    }

    /// The row's times, then the line's.
    List<Samples> measure() throws IOException {
        ResourceKey key = loop.live().get().rows().stream()
                .map(LiveRow::key)
                .filter(row -> row.kind().equals(KIND.kind()))
                .findFirst()
                .orElseThrow();
        var differs = new AtomicBoolean();
        var row = new AtomicLong();
        var line = new AtomicLong();
        Process kubectl = new ProcessBuilder(setting.kubectl(arena.kubeconfig(false))
                        .with("get", "deployments.apps", "-n", key.namespace(), "-w", "--output-watch-events")
                        .command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = kubectl.inputReader();
                Subscription _ = loop.live().subscribe(live -> {
                    boolean now = differs(live, key);
                    if (differs.getAndSet(now) != now) {
                        row.set(System.nanoTime());
                    }
                })) {
            Thread.ofPlatform().daemon().start(() -> watch(output, key, line));
            Moments.await("the first line of kubectl", () -> line.get() != 0);
            return rounds(key, row, line);
        } finally {
            kubectl.destroy();
        }
    }

    private List<Samples> rounds(ResourceKey key, AtomicLong row, AtomicLong line) {
        String value = label(key);
        var rows = new ArrayList<Cost>();
        var lines = new ArrayList<Cost>();
        for (int round = 0; round <= ROUNDS; round++) {
            row.set(0);
            line.set(0);
            long start = change(key, value + "-drift");
            Moments.await("the change to be seen", () -> row.get() != 0 && line.get() != 0);
            // The first is for the compiler of the virtual machine.
            if (round > 0) {
                rows.add(new Cost((row.get() - start) / 1e9, Double.NaN));
                lines.add(new Cost((line.get() - start) / 1e9, Double.NaN));
            }
            Moments.rest(QUIET_MILLIS);
            row.set(0);
            change(key, value);
            Moments.await("the change back to be seen", () -> row.get() != 0);
            Moments.rest(QUIET_MILLIS);
        }
        return List.of(new Samples("row", true, rows), new Samples("line", false, lines));
    }

    /// Whether the row says that the object differs.
    private static boolean differs(EnvironmentLive live, ResourceKey key) {
        return live.rows().stream()
                .filter(row -> row.key().equals(key))
                .anyMatch(row -> row.action() != Action.UNCHANGED);
    }

    private String label(ResourceKey key) {
        LiveObject live = other.get(KIND, key.namespace(), key.name()).orElseThrow();
        if (live.body().get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> labels
                && labels.get("app.kubernetes.io/part-of") instanceof String value) {
            return value;
        }
        throw new IllegalStateException("No label to change on " + key);
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
    private long change(ResourceKey key, String value) {
        LiveObject live = other.get(KIND, key.namespace(), key.name()).orElseThrow();
        long start = System.nanoTime();
        ApplyAnswer answer = other.jsonPatch(
                KIND, key, live.resourceVersion(), List.of(Map.of("op", "replace", "path", FIELD, "value", value)));
        if (!(answer instanceof ApplyAnswer.Applied)) {
            throw new IllegalStateException("The object could not be changed: " + answer);
        }
        return start;
    }
}
