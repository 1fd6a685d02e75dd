package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A server that goes away and comes back (R21, F57).
class RestartTest {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");

    @Test
    void aWatchTellsThatItIsStaleAndCatchesUp() throws InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (var plane = ControlPlane.start("restart");
                var workers = new Workers()) {
            var ref = new ContextRef(List.of(plane.kubeconfig()), plane.context());
            Cluster cluster = new KubeClusters(workers, System.getenv()).connect(ref, Set.of(), new CancelToken());
            ClusterIdentity identity = cluster.identity();
            plane.kubectl("create", "cm", "before");
            var watch = cluster.watch(CONFIG_MAP, "default", "", recorder(events));
            awaitEvent(events, "listed");
            plane.stop();
            awaitEvent(events, "stale true");
            var failure = assertThrows(EngineException.class, () -> cluster.get(CONFIG_MAP, "default", "before"));
            assertEquals(ClusterProblem.UNREACHABLE, failure.problem().code());
            plane.restart();
            plane.kubectl("create", "cm", "after");
            awaitEvent(events, "after");
            assertTrue(events.contains("stale false") || seen.contains("stale false"), seen.toString());
            assertEquals(identity, cluster.identity());
            watch.close();
            cluster.close();
        }
    }

    private final List<String> seen = new java.util.ArrayList<>();

    private void awaitEvent(BlockingQueue<String> events, String part) throws InterruptedException {
        while (true) {
            String event = events.poll(60, TimeUnit.SECONDS);
            assertNotNull(event, "no " + part + " after " + seen);
            seen.add(event);
            if (event.contains(part)) {
                return;
            }
        }
    }

    private static Cluster.WatchListener recorder(BlockingQueue<String> events) {
        return new Cluster.WatchListener() {
            @Override
            public void listed(List<LiveObject> objects) {
                events.add("listed " + objects.stream().map(o -> o.key().name()).toList());
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
