package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.TcpProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R22: a cluster behind a black hole keeps nobody waiting who asks another one.
class IsolationTest {
    private static final Gvk NAMESPACE = Gvk.of("v1", "Namespace");
    private static final int QUESTIONS = 60;
    private static final int STUCK = 300;

    @TempDir
    Path folder;

    private static double medianMillis(List<Cluster> clusters) {
        var times = new double[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
            long start = System.nanoTime();
            assertTrue(clusters.get(i % clusters.size())
                    .get(NAMESPACE, "", "default")
                    .isPresent());
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[QUESTIONS / 2];
    }

    private static Cluster connect(Workers workers, Path kubeconfig) {
        return new KubeClusters(workers, System.getenv())
                .connect(
                        new ContextRef(
                                List.of(kubeconfig), ControlPlane.shared().context()),
                        Set.of(),
                        new CancelToken());
    }

    @Test
    void aClusterBehindABlackHoleKeepsNobodyWaitingWhoAsksAnother() throws Exception {
        String config = Files.readString(ControlPlane.shared().kubeconfig());
        var server = URI.create(config.replaceAll("(?s).*server: (\\S+).*", "$1"));
        var stuck = new ArrayList<CompletableFuture<?>>();
        try (var workers = new Workers();
                var proxy = TcpProxy.before(server.getHost(), server.getPort())) {
            Path hole = folder.resolve("kubeconfig");
            Files.writeString(hole, config.replace(":" + server.getPort(), ":" + proxy.port()));
            try (Cluster one = connect(workers, ControlPlane.shared().kubeconfig());
                    Cluster two = connect(workers, ControlPlane.shared().kubeconfig());
                    Cluster lost = connect(workers, hole)) {
                medianMillis(List.of(one, two));
                double before = medianMillis(List.of(one, two));
                proxy.silence();
                for (int i = 0; i < STUCK; i++) {
                    stuck.add(CompletableFuture.runAsync(() -> lost.get(NAMESPACE, "", "default"), workers.io()));
                }
                double meanwhile = medianMillis(List.of(one, two));
                assertEquals(0, stuck.stream().filter(CompletableFuture::isDone).count());
                proxy.heal();
                double after = medianMillis(List.of(one, two));
                System.out.printf(
                        "median of others: %.1f ms before, %.1f meanwhile, %.1f after%n", before, meanwhile, after);
                // On a shared machine a tenth is noise; a wait would be seconds.
                assertTrue(
                        meanwhile <= 2 * Math.max(before, after) + 5,
                        "%.1f ms instead of %.1f to %.1f".formatted(meanwhile, before, after));
            }
        }
    }
}
