package app.driftless.core.internal.kube;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Meets each behaviour of a hostile API server in a process with little memory, while another cluster is asked again
/// and again. It says `BEHAVIOUR RESULT MILLIS` for each, and `other MILLIS` for the longest that the other took.
final class HostileClient {
    private static final Gvk CONFIG_MAP = Gvk.of("v1", "ConfigMap");

    private HostileClient() {}

    /// @param arguments kubeconfigs of the hostile, the endless and the other server; `usual` or `short` times
    public static void main(String[] arguments) throws InterruptedException {
        Timing timing = arguments[3].equals("usual")
                ? Timing.usual()
                : new Timing(
                        Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        try (var workers = new Workers()) {
            Cluster hostile = connect(workers, arguments[0], timing);
            Cluster endless = connect(workers, arguments[1], timing);
            Cluster other = connect(workers, arguments[2], timing);
            var longest = new AtomicLong();
            var asking = workers.every(Duration.ofMillis(50), "other", () -> ask(other, longest));
            for (String behaviour : HostileServer.OF_ONE) {
                say(behaviour, () -> hostile.get(CONFIG_MAP, behaviour, "a"));
            }
            for (String behaviour : HostileServer.OF_LISTS) {
                say(behaviour, () -> hostile.list(CONFIG_MAP, behaviour, "", new CancelToken()));
            }
            say("endless-kinds", () -> endless.discovery(true));
            for (String behaviour : HostileServer.OF_WATCHES) {
                watch(hostile, behaviour, timing);
            }
            asking.close();
            System.out.println("other " + longest.get());
        }
    }

    private static Cluster connect(Workers workers, String kubeconfig, Timing timing) {
        Target target =
                new Connector(workers, Map.of()).target(new ContextRef(List.of(Path.of(kubeconfig)), "stub"), Set.of());
        return new Fabric8Cluster(target, new Transport(target, workers, timing), workers);
    }

    private static void ask(Cluster other, AtomicLong longest) {
        long start = System.nanoTime();
        other.serverVersion();
        longest.accumulateAndGet(Duration.ofNanos(System.nanoTime() - start).toMillis(), Math::max);
    }

    private static void say(String behaviour, Runnable request) {
        long start = System.nanoTime();
        String result;
        try {
            request.run();
            result = "answered";
        } catch (EngineException e) {
            result = e.problem().code().id();
        }
        System.out.println(behaviour + " " + result + " "
                + Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /// Counts how often it begins anew: it has to, but not in a tight loop.
    private static void watch(Cluster hostile, String behaviour, Timing timing) throws InterruptedException {
        var again = new CountDownLatch(2);
        long start = System.nanoTime();
        var watch = hostile.watch(CONFIG_MAP, behaviour, "", new Cluster.WatchListener() {
            @Override
            public void listed(List<LiveObject> objects) {
                again.countDown();
            }

            @Override
            public void changed(LiveObject object) {}

            @Override
            public void deleted(LiveObject object) {}

            @Override
            public void stale(boolean lost) {
                if (lost) {
                    again.countDown();
                }
            }
        });
        boolean noticed = again.await(timing.silence().toSeconds() + 20, TimeUnit.SECONDS);
        watch.close();
        System.out.println(behaviour + " " + (noticed ? "noticed" : "unnoticed") + " "
                + Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
