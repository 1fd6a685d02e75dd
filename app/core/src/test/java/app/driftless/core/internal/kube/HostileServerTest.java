package app.driftless.core.internal.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.StubServer;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KilledProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hostile API server harms neither the process nor what it has to do with other clusters (goal 8, T20). With the
/// property `driftless.times` set to `usual` our usual deadlines apply, else shorter ones.
class HostileServerTest {
    private static final Map<String, String> WANTED = Map.ofEntries(
            Map.entry("endless-body", "CLUSTER-013"),
            Map.entry("gzip-bomb", "CLUSTER-014"),
            Map.entry("drip", "CLUSTER-012"),
            Map.entry("silent", "CLUSTER-012"),
            Map.entry("bad-json", "CLUSTER-014"),
            Map.entry("deep-json", "CLUSTER-014"),
            Map.entry("other-kind", "CLUSTER-014"),
            Map.entry("other-place", "CLUSTER-014"),
            Map.entry("million-items", "CLUSTER-013"),
            Map.entry("many-values", "CLUSTER-014"),
            Map.entry("endless-continue", "CLUSTER-014"),
            Map.entry("slow-continue", "CLUSTER-014"),
            Map.entry("other-items", "CLUSTER-014"),
            Map.entry("endless-kinds", "CLUSTER-013"),
            Map.entry("silent-watch", "noticed"),
            Map.entry("garbage-watch", "noticed"),
            Map.entry("looping-watch", "noticed"));

    @TempDir
    Path folder;

    private Path kubeconfig(StubServer server, String name) throws Exception {
        return server.kubeconfig(Files.createDirectories(folder.resolve(name)), "{token: canary}");
    }

    @Test
    void eachBehaviourEndsInTimeWithinLittleMemoryAndLeavesOtherClustersAlone() throws Exception {
        String times = System.getProperty("driftless.times", "short");
        byte[] version = StubServer.response(200, "{\"gitVersion\":\"v1.0.0\"}").getBytes(StandardCharsets.UTF_8);
        try (var hostile = HostileServer.start();
                var endless = HostileServer.endlessKinds();
                var other = new StubServer((_, out) -> out.write(version));
                // The last word counts: no more than this, although some answers would be larger.
                var client = KilledProcess.start(
                        List.of("-Xmx320m", "-XX:+ExitOnOutOfMemoryError"),
                        HostileClient.class,
                        kubeconfig(hostile, "hostile").toString(),
                        kubeconfig(endless, "endless").toString(),
                        kubeconfig(other, "other").toString(),
                        times)) {
            Map<String, String> results = new HashMap<>();
            Map<String, Long> millis = new HashMap<>();
            for (String line : client.untilEnd()) {
                String[] words = line.split(" ");
                results.put(words[0], words.length > 2 ? words[1] : "");
                millis.put(words[0], Long.parseLong(words[words.length - 1]));
            }
            WANTED.forEach((behaviour, result) -> assertEquals(result, results.get(behaviour), behaviour + results));
            WANTED.keySet().stream()
                    .filter(behaviour -> !behaviour.equals("silent-watch"))
                    .forEach(behaviour -> assertTrue(millis.get(behaviour) <= 31_000, behaviour + millis));
            // Much less than any deadline of the hostile one, yet not a measure of how busy this computer is.
            assertTrue(millis.get("other") < 5000, "the other cluster took " + millis.get("other"));
            // A watch that is told 410 again and again lists again, but in growing pauses.
            assertTrue(hostile.requests().stream()
                            .filter(request -> request.path().contains("looping-watch"))
                            .count()
                    < 12);
            CaseRecord.passed(
                    "hostile",
                    WANTED.size() + " behaviours, " + times + " deadlines",
                    "ended in time; the other cluster answered within " + millis.get("other") + " ms");
        }
    }
}
