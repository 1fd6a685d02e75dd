package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private final KubeClusters clusters = new KubeClusters(workers, System.getenv());

    @AfterEach
    void end() {
        workers.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Problem refusal(Set<Path> allowed, String context, Path... files) {
        return assertThrows(
                        EngineException.class,
                        () -> clusters.connect(new ContextRef(List.of(files), context), allowed, new CancelToken()))
                .problem();
    }

    @Test
    void aContextThatDoesNotExistIsAnErrorThatNamesThoseThatDo() throws IOException {
        Path file = write("config", """
                current-context: prod
                clusters: [{name: c, cluster: {server: https://localhost:1}}]
                users: [{name: u, user: {}}]
                contexts: [{name: prod, context: {cluster: c, user: u}}, {name: dev, context: {cluster: c, user: u}}]
                """);
        Problem problem = refusal(Set.of(), "devv", file);
        assertEquals(ClusterProblem.CONTEXT_MISSING, problem.code());
        assertTrue(new Texts(Locale.ENGLISH).text(problem).why().contains("prod, dev"));
    }

    @Test
    void aContextWithoutItsClusterIsAnErrorAndNeverAnotherServer() throws IOException {
        Path file = write("config", "contexts: [{name: dev, context: {cluster: gone, user: u}}]");
        assertEquals(
                ClusterProblem.ENTRY_MISSING, refusal(Set.of(), "dev", file).code());
    }

    @Test
    void theFirstOfSeveralFilesCountsForEachName() throws IOException {
        Path one = write("one", """
                clusters: [{name: c, cluster: {server: https://first:1}}]
                contexts: [{name: a, context: {cluster: c, user: u}}]
                """);
        Path two = write("two", """
                current-context: b
                clusters: [{name: c, cluster: {server: https://second:1}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}}}]
                contexts: [{name: a, context: {cluster: other, user: v}}, {name: b, context: {cluster: c, user: u}}]
                """);
        var environment =
                Map.of("KUBECONFIG", one + File.pathSeparator + two + File.pathSeparator + folder.resolve("absent"));
        var found = new KubeClusters(workers, environment);
        List<Path> files = found.kubeconfigs(List.of());
        assertEquals(List.of(one, two, folder.resolve("absent")), files);
        List<ContextInfo> infos = found.contexts(files);
        assertEquals(
                List.of("a", "b"), infos.stream().map(i -> i.ref().context()).toList());
        assertEquals("https://first:1", infos.get(1).server());
        assertEquals("c", infos.getFirst().cluster());
        assertTrue(infos.get(1).current());
        assertEquals(folder.resolve("plugin"), infos.get(1).execProgram().orElseThrow());
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndWithoutItsText() throws IOException {
        Path file = write("config", "users:\n- name: u\n  user: {token: canary-token\n");
        Problem problem = assertThrows(EngineException.class, () -> clusters.contexts(List.of(file)))
                .problem();
        assertEquals(ClusterProblem.FILE_INVALID, problem.code());
        assertFalse(problem.toString().contains("canary"), problem.toString());
    }

    @Test
    void switchingTlsVerificationOffIsRefused() throws IOException {
        Path file = write("config", """
                clusters: [{name: c, cluster: {server: https://localhost:1, insecure-skip-tls-verify: true}}]
                users: [{name: u, user: {}}]
                contexts: [{name: dev, context: {cluster: c, user: u}}]
                """);
        assertEquals(
                ClusterProblem.INSECURE_REFUSED, refusal(Set.of(), "dev", file).code());
    }

    @Test
    void anUnreachableServerIsNamed() throws IOException {
        Path file = write("config", """
                clusters: [{name: c, cluster: {server: https://localhost:1}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: dev, context: {cluster: c, user: u}}]
                """);
        Problem problem = refusal(Set.of(), "dev", file);
        assertEquals(ClusterProblem.UNREACHABLE, problem.code());
        assertEquals("https://localhost:1", problem.subject());
    }

    @Test
    void aCredentialPluginRunsOnlyWhenAllowedAndWithoutAShell() throws IOException {
        try (var server = new StubServer(StubServer.behindGreeting(
                (_, out) -> out.write(StubServer.response(404, "{}").getBytes(StandardCharsets.UTF_8))))) {
            Path plugin = plugin("""
                    printf '%s' "$1" > "$(dirname "$0")/argument"
                    printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"
                    echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"canary-1"}}'
                    """);
            Path file = server.kubeconfig(
                    folder,
                    "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, args: [\"hi;touch bad\"]}}");
            assertEquals(
                    ClusterProblem.EXEC_NOT_ALLOWED,
                    refusal(Set.of(), "stub", file).code());
            assertFalse(Files.exists(folder.resolve("argument")));

            clusters.connect(new ContextRef(List.of(file), "stub"), Set.of(plugin), new CancelToken())
                    .close();
            assertEquals("hi;touch bad", Files.readString(folder.resolve("argument")));
            assertFalse(Files.exists(folder.resolve("bad")));
            assertTrue(Files.readString(folder.resolve("info")).contains("\"interactive\":false"));
            assertTrue(server.requests().getFirst().headers().contains("Authorization: Bearer canary-1"));
        }
    }

    @Test
    void aFailingCredentialPluginIsNamedWithoutItsOutput() throws IOException {
        try (var server = new StubServer((_, _) -> {})) {
            Path plugin = plugin("echo canary-out; echo canary-err >&2; exit 3");
            Path file = server.kubeconfig(
                    folder, "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}}");
            Problem problem = refusal(Set.of(plugin), "stub", file);
            assertEquals(ClusterProblem.EXEC_FAILED, problem.code());
            assertTrue(problem.toString().contains("status 3"), problem.toString());
            assertFalse(problem.toString().contains("canary"), problem.toString());
            assertEquals(0, server.requests().size());
        }
    }

    @Test
    void basicCredentialsAndTokenFilesAreSent() throws IOException {
        write("token", "from-file\n");
        for (String user : List.of("{username: me, password: secret}", "{tokenFile: token}")) {
            try (var server = new StubServer(StubServer.behindGreeting((_, _) -> {}))) {
                Path file = server.kubeconfig(folder, user);
                clusters.connect(new ContextRef(List.of(file), "stub"), Set.of(), new CancelToken())
                        .close();
                String expected = user.contains("tokenFile")
                        ? "Bearer from-file"
                        : "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
                assertTrue(server.requests().getFirst().headers().contains("Authorization: " + expected));
            }
        }
    }

    private Path plugin(String script) throws IOException {
        Path plugin = write("plugin", "#!/bin/sh\n" + script);
        assertTrue(plugin.toFile().setExecutable(true));
        return plugin;
    }
}
