package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.ApiCall;
import app.driftless.testkit.fault.ApiProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A writer of a namespace of its own, whose requests go through a proxy that misbehaves. Its objects are the
/// ConfigMaps `c0`, `c1` and so on, whose only value is the number of the commit.
final class FaultBench implements AutoCloseable {
    final ControlPlane plane;
    final String namespace;
    final ApiProxy proxy;
    final SyncBench sync;
    final AuditLog audit;

    FaultBench(ControlPlane plane, Path folder) throws IOException {
        this.plane = plane;
        namespace = plane.namespace("fault");
        proxy = ApiProxy.before(plane);
        Path own = Files.createDirectories(folder.resolve(namespace));
        sync = writer(own);
        audit = plane.audit();
    }

    /// Another writer of the same environment, through the same proxy.
    SyncBench writer(Path state) throws IOException {
        var scope = new SyncScope(
                "repo-" + namespace, "apps/" + namespace, namespace, "test", "origin/main", Optional.empty());
        return new SyncBench(proxy.kubeconfig(state), "proxied", state, namespace, scope);
    }

    /// The next commit: `count` objects from `c0` on.
    int commit(int count) {
        return commit(0, count);
    }

    int commit(int from, int to) {
        int number = sync.commit("");
        sync.amend(number, yaml(from, to, number));
        return number;
    }

    String yaml(int from, int to, int number) {
        return IntStream.range(from, to)
                .mapToObj(i -> """
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: c%d, namespace: %s}
                        data: {key: "%d"}
                        """.formatted(i, namespace, number))
                .collect(Collectors.joining());
    }

    /// Writes of the objects, not of the inventory's parent and not dry runs.
    Predicate<ApiCall> objects() {
        return call -> call.write() && call.path().contains("/namespaces/" + namespace + "/configmaps/c");
    }

    /// Name and value of each object that is there.
    Map<String, String> live() {
        String text = plane.kubectl(
                "-n",
                namespace,
                "get",
                "configmaps",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.data.key}{\"\\n\"}{end}");
        return text.lines()
                .filter(line -> line.startsWith("c"))
                .collect(Collectors.toMap(
                        line -> line.split("=")[0], line -> line.split("=")[1], (a, b) -> b, TreeMap::new));
    }

    /// Successful writes of each object by the audit log, as `NAME VALUE` (`NAME gone` for a delete).
    Map<String, Long> written() {
        return audit.writes(namespace).stream()
                .filter(event ->
                        event.resource().equals("configmaps") && event.name().startsWith("c") && event.code() < 300)
                .collect(Collectors.groupingBy(FaultBench::what, TreeMap::new, Collectors.counting()));
    }

    private static String what(AuditEvent event) {
        return event.name() + " "
                + (event.verb().equals("delete")
                        ? "gone"
                        : event.body().at("/data/key").asText());
    }

    /// Syncs again and again, as a loop does, until a sync reports no problem.
    void converge(int commit, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                LivePlanner.Planned planned = sync.plan(commit);
                SyncReport report = sync.run(
                        planned, commit, SyncProcess.withDeletes(planned), new app.driftless.core.flow.CancelToken());
                if (report.problem().isEmpty()
                        && report.count(ObjectResult.Outcome.FAILED) + report.count(ObjectResult.Outcome.UNKNOWN)
                                == 0) {
                    return;
                }
                assertTrue(System.nanoTime() < end, () -> "not converged: " + report);
            } catch (EngineException e) {
                assertTrue(System.nanoTime() < end, () -> "not converged: " + e.problem());
            }
            Thread.sleep(200);
        }
    }

    /// What the ledger says about each object is what the audit log says.
    void assertExact(SyncReport report, int commit, String run) {
        Map<String, Long> written = written();
        for (ObjectResult result : report.results()) {
            String name = result.key().name();
            boolean there = written.containsKey(name + " " + commit) || written.containsKey(name + " gone");
            switch (result.outcome()) {
                case APPLIED -> assertTrue(there, () -> run + ": told as applied, but not written: " + result);
                case SKIPPED, HELD, FAILED ->
                    assertEquals(false, there, () -> run + ": written, but not told: " + result);
                case UNKNOWN -> throw new AssertionError(run + ": still in doubt: " + result);
            }
        }
    }

    /// The records on the disk say what the report said.
    SyncReport recorded() {
        List<SyncReport> history = sync.runner.history(sync.scope.repository());
        return history.getFirst();
    }

    @Override
    public void close() throws IOException {
        sync.close();
        proxy.close();
    }
}
