package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.git.GitFixture;
import app.driftless.testkit.git.GitSshServer;
import app.driftless.testkit.git.SshKeys;
import app.driftless.testkit.git.TestHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshTransportTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private TestHome home;
    private SshKeys keys;
    private GitSshServer server;

    @BeforeEach
    void start() throws IOException {
        git = GitFixture.withRemote(folder);
        home = TestHome.in(folder.resolve("home"));
        keys = SshKeys.in(folder);
        server = new GitSshServer(0, folder.resolve("host.key"), keys.authorized());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        workers.close();
    }

    private JgitRepositories repositories(Map<String, String> environment, Limits limits) {
        return new JgitRepositories(
                folder.resolve("state"),
                new Person(home.folder(), environment),
                limits,
                workers,
                InstantSource.system());
    }

    private JgitRepositories repositories() {
        return repositories(home.environment(), Limits.STANDARD);
    }

    private Repository clone(JgitRepositories repositories) {
        return repositories.clone(
                server.url(git.remote()), folder.resolve("clone"), Progress.none(), new CancelToken());
    }

    private Problem cloneFails() {
        Problem problem = assertThrows(
                        EngineException.class, () -> clone(repositories()).close())
                .problem();
        assertFalse(Files.exists(folder.resolve("clone")));
        return problem;
    }

    private void useKeyFile() throws IOException {
        keys.install(home.folder());
    }

    private void pullAndPush(Repository repository) {
        git.write("theirs.yaml", "b: 1\n");
        git.commitAndPush("Theirs");
        repository.pull(Progress.none(), new CancelToken());
        assertEquals("b: 1\n", repository.readText("theirs.yaml").text());
        repository.save("new.yaml", "a: 1\n", Optional.empty());
        repository.stage(List.of("new.yaml"));
        Commit mine = repository.commit("Mine");
        repository.push(Progress.none(), new CancelToken());
        assertEquals(mine.id(), git.inRemote("rev-parse", "main"));
    }

    @Test
    void aKeyFileOpensCloneFetchAndPush() throws IOException {
        useKeyFile();
        keys.trust(home.folder(), folder.resolve("host.key"), server.port());
        try (Repository repository = clone(repositories())) {
            assertEquals("kind: Good\n", repository.readText("app.yaml").text());
            pullAndPush(repository);
        }
        GitFixture.verify(folder.resolve("clone"));
        assertTrue(server.commands().getFirst().startsWith("git-upload-pack "), () -> server.commands()
                .toString());
    }

    @Test
    void anAgentOpensCloneFetchAndPush() throws Exception {
        keys.trust(home.folder(), folder.resolve("host.key"), server.port());
        assertEquals(RepoProblem.NOT_AUTHORISED, cloneFails().code());
        try (SshKeys.Agent agent = keys.agent()) {
            var environment = home.environment();
            environment.put("SSH_AUTH_SOCK", agent.socket().toString());
            try (Repository repository = clone(repositories(environment, Limits.STANDARD))) {
                pullAndPush(repository);
            }
        }
    }

    @Test
    void aHostThatIsNotKnownIsRefusedWithItsFingerprintAndHowToAcceptIt() throws IOException {
        useKeyFile();
        Problem problem = cloneFails();
        assertEquals(RepoProblem.HOST_KEY_UNKNOWN, problem.code());
        assertEquals(
                keys.fingerprint(folder.resolve("host.key")), problem.args().get(2));
        assertEquals("ssh -p " + server.port() + " 127.0.0.1", problem.args().get(3));
        assertEquals(List.of(), server.commands());
        assertFalse(Files.exists(home.folder().resolve(".ssh/known_hosts")));
    }

    @Test
    void aKnownHostWithAnotherKeyIsAHardStopWhateverTheConfigurationSays() throws IOException {
        useKeyFile();
        keys.trust(home.folder(), folder.resolve("host.key"), server.port());
        String known = keys.fingerprint(folder.resolve("host.key"));
        int port = server.port();
        server.close();
        server = new GitSshServer(port, folder.resolve("other.key"), keys.authorized());
        for (String rule : List.of("", "StrictHostKeyChecking accept-new\n", "StrictHostKeyChecking no\n")) {
            Files.writeString(home.folder().resolve(".ssh/config"), rule);
            Problem problem = cloneFails();
            assertEquals(RepoProblem.HOST_KEY_CHANGED, problem.code(), rule);
            assertEquals(
                    keys.fingerprint(folder.resolve("other.key")),
                    problem.args().get(2));
            assertEquals(known, problem.args().get(3));
        }
        assertEquals(List.of(), server.commands());
    }

    @Test
    void anSshConfigurationInTheRepositoryIsNotRead() throws IOException {
        useKeyFile();
        String open = "Host *\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n";
        git.write(".ssh/config", open);
        git.write("ssh_config", open);
        Path marker = folder.resolve("marker");
        git.run("config", "core.sshCommand", "touch " + marker);
        git.run("config", "ssh.variant", "simple");
        git.run("remote", "set-url", "origin", server.url(git.remote()));
        try (Repository repository = repositories().open(git.workTree())) {
            var error = assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
            assertEquals(RepoProblem.HOST_KEY_UNKNOWN, error.problem().code());
        }
        assertFalse(Files.exists(marker));
        assertEquals(List.of(), server.commands());
    }

    @Test
    void aSilentHostIsLeftOnCancelAndGivenUpAfterATime() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "ssh://tester@127.0.0.1:" + silent.getLocalPort() + "/r.git";
            Path target = folder.resolve("clone");
            var cancel = new CancelToken();
            Future<?> cloning = workers.io().submit(() -> repositories().clone(url, target, Progress.none(), cancel));
            silent.accept();
            long began = System.nanoTime();
            cancel.cancel();
            var error = assertThrows(ExecutionException.class, () -> cloning.get(5, TimeUnit.SECONDS));
            assertTrue(error.getCause() instanceof CancellationException, () -> String.valueOf(error.getCause()));
            assertTrue(System.nanoTime() - began < 1_000_000_000L);

            var limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(1));
            var given = assertThrows(EngineException.class, () -> repositories(home.environment(), limits)
                    .clone(url, target, Progress.none(), new CancelToken()));
            assertEquals(RepoProblem.SERVER_SILENT, given.problem().code());
            assertFalse(Files.exists(target));
        }
    }
}
