package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which name the server's certificate must bear (T22), and a connect that is given up.
class ServerNameTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    private Cluster connect(String serverName) throws IOException {
        String text = Files.readString(ControlPlane.shared().kubeconfig());
        String server = text.lines()
                .filter(line -> line.contains("server:"))
                .findFirst()
                .orElseThrow();
        String indent = server.substring(0, server.indexOf("server:")).replace('-', ' ');
        String named = text.replace(server, server + "\n" + indent + "tls-server-name: " + serverName);
        Path file = Files.writeString(folder.resolve("config"), named);
        return new KubeClusters(workers, System.getenv())
                .connect(new ContextRef(List.of(file), ControlPlane.shared().context()), Set.of(), new CancelToken());
    }

    @Test
    void theNameOfTheKubeconfigIsExpectedInTheCertificate() throws IOException {
        try (Cluster cluster = connect("kubernetes.default.svc")) {
            assertTrue(cluster.serverVersion().startsWith("1."));
        }
    }

    @Test
    void aCancelledConnectReturnsAtOnceThoughTheServerIsSilent() throws Exception {
        try (var server = new StubServer((_, _) -> sleep())) {
            Path file = server.kubeconfig(folder, "{token: t}");
            var cancel = new CancelToken();
            workers.after(Duration.ofMillis(300), "cancel", cancel::cancel);
            long start = System.nanoTime();
            assertThrows(CancellationException.class, () -> new KubeClusters(workers, System.getenv())
                    .connect(new ContextRef(List.of(file), "stub"), Set.of(), cancel));
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1300);
            assertEquals(false, Thread.currentThread().isInterrupted());
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherNameIsRefusedWhateverTheAddress() {
        // `nowhere.example` is not in the certificate; 127.0.0.1, the address, is.
        var failure = assertThrows(
                EngineException.class, () -> connect("nowhere.example").close());
        assertEquals(ClusterProblem.TLS_FAILED, failure.problem().code());
    }
}
