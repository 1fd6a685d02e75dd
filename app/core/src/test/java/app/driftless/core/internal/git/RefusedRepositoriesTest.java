package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.RepoProblem;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRepositoriesTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private JgitRepositories repositories;

    @BeforeEach
    void prepare() throws IOException {
        git = GitFixture.withRemote(folder);
        repositories = new JgitRepositories(
                folder.resolve("state"),
                Path.of(System.getProperty("user.home")),
                System.getenv(),
                workers,
                InstantSource.system());
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private RepoProblem refusal() {
        var error = assertThrows(
                EngineException.class, () -> repositories.open(git.workTree()).close());
        return (RepoProblem) error.problem().code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[core]\nbare = true",
                "[extensions]\nobjectFormat = sha256",
                "[extensions]\nrefStorage = reftable",
                "[extensions]\npartialClone = origin",
                "[extensions]\nsomethingOfTomorrow = true"
            })
    void aFormatThatCouldBeMisreadIsRefusedBeforeAnythingIsWritten(String setting) throws IOException {
        Path config = git.workTree().resolve(".git/config");
        String text = Files.readString(config) + setting + "\n";
        Files.writeString(config, text);
        assertEquals(RepoProblem.UNSUPPORTED, refusal());
        assertEquals(text, Files.readString(config));
    }

    @Test
    void extensionsThatChangeNothingForUsAreTaken() {
        git.run("config", "extensions.worktreeConfig", "true");
        repositories.open(git.workTree()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commondir", "objects/info/alternates"})
    void partsThatLieElsewhereAreRefused(String file) throws IOException {
        Path named = git.workTree().resolve(".git").resolve(file);
        Files.createDirectories(named.getParent());
        Files.writeString(named, folder.resolve("remote.git/objects") + "\n");
        assertEquals(RepoProblem.UNSUPPORTED, refusal());
    }

    @Test
    void aGitFolderThatIsALinkIsRefused() throws IOException {
        Path gitDir = git.workTree().resolve(".git");
        Files.move(gitDir, folder.resolve("elsewhere"));
        Files.createSymbolicLink(gitDir, folder.resolve("elsewhere"));
        assertEquals(RepoProblem.GIT_DIR_OUTSIDE, refusal());
    }

    @Test
    void aRedirectToAnotherHostIsNamedAndNotFollowed() throws IOException {
        var reached = new AtomicBoolean();
        try (var first = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var second = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String elsewhere = "http://127.0.0.1:" + second.getLocalPort();
            answer(
                    first,
                    "HTTP/1.1 302 Found\r\nLocation: " + elsewhere + "/r.git/info/refs?service=git-upload-pack",
                    new AtomicBoolean());
            answer(second, "HTTP/1.1 404 Not Found", reached);
            git.run("remote", "set-url", "origin", "http://127.0.0.1:" + first.getLocalPort() + "/r.git");
            try (var repository = repositories.open(git.workTree())) {
                var error =
                        assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
                assertEquals(RepoProblem.REDIRECTED, error.problem().code());
                assertEquals(elsewhere, error.problem().args().getFirst());
                assertFalse(reached.get());
            }
        }
    }

    /// Answers every request in the same way until the socket is closed.
    private void answer(ServerSocket server, String head, AtomicBoolean asked) {
        workers.io("answer", () -> {
            while (!server.isClosed()) {
                try (var connection = server.accept()) {
                    asked.set(true);
                    connection.getInputStream().read(new byte[8192]);
                    connection
                            .getOutputStream()
                            .write((head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }
}
