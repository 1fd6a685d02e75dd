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
import app.driftless.testkit.git.GitHttpServer;
import app.driftless.testkit.git.GitServerFault;
import app.driftless.testkit.git.TestCertificate;
import app.driftless.testkit.git.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final Limits SHORT = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private TestHome home;
    private GitHttpServer server;
    private JgitRepositories repositories;

    @BeforeEach
    void start() throws IOException {
        git = GitFixture.withRemote(folder);
        home = TestHome.in(folder.resolve("home"));
        server = GitHttpServer.http(folder);
        repositories = repositories(Limits.STANDARD);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        workers.close();
    }

    private JgitRepositories repositories(Limits limits) {
        return new JgitRepositories(
                folder.resolve("state"),
                new Person(home.folder(), home.environment()),
                limits,
                workers,
                InstantSource.system());
    }

    private Repository clone(String name) {
        return repositories.clone(server.url("remote.git"), folder.resolve(name), Progress.none(), new CancelToken());
    }

    private Problem cloneFails(String name) throws IOException {
        Problem problem =
                assertThrows(EngineException.class, () -> clone(name).close()).problem();
        nothingIsLeftOf(name);
        return problem;
    }

    private void nothingIsLeftOf(String name) throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().contains(name))
                            .toList());
        }
    }

    private static Commit change(Repository repository) {
        repository.save("new.yaml", "a: 1\n", Optional.empty());
        repository.stage(List.of("new.yaml"));
        return repository.commit("Mine");
    }

    @Test
    void aHelperOfThePersonGivesThePasswordForCloneFetchAndPush() throws IOException {
        server.require("ann", "s3cret");
        home.helper("ann", "s3cret");
        try (Repository repository = clone("clone")) {
            assertEquals("kind: Good\n", repository.readText("app.yaml").text());
            assertEquals(
                    Optional.of("main"),
                    repository.state().get().latest().orElseThrow().value().branch());
            assertEquals(List.of("get", "store"), home.verbs());
            assertTrue(home.told().contains("host=127.0.0.1:" + server.url("").split("[:/]")[4]), home::toString);

            git.write("theirs.yaml", "b: 1\n");
            git.commitAndPush("Theirs");
            repository.pull(Progress.none(), new CancelToken());
            assertEquals("b: 1\n", repository.readText("theirs.yaml").text());
            Commit mine = change(repository);
            repository.push(Progress.none(), new CancelToken());
            assertEquals(mine.id(), git.inRemote("rev-parse", "main"));
        }
        assertFalse(Files.readString(folder.resolve("clone/.git/config")).contains("s3cret"));
        GitFixture.verify(folder.resolve("clone"));
    }

    @Test
    void aRefusedPasswordIsErasedAndTriedOnce() throws IOException {
        server.require("ann", "s3cret");
        home.helper("ann", "wrong");
        assertEquals(RepoProblem.NOT_AUTHORISED, cloneFails("clone").code());
        assertEquals(List.of("get", "erase", "get"), home.verbs());
        assertEquals(
                1,
                server.requests().stream()
                        .filter(request -> request.headers().containsKey("authorization"))
                        .count());
    }

    @Test
    void aHelperThatTheRepositoryNamesIsNotAsked() throws IOException {
        server.require("ann", "s3cret");
        Path marker = folder.resolve("marker");
        git.run("config", "credential.helper", "!touch " + marker);
        git.run("remote", "set-url", "origin", server.url("remote.git"));
        try (Repository repository = repositories.open(git.workTree())) {
            var error = assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
            assertEquals(RepoProblem.NOT_AUTHORISED, error.problem().code());
        }
        assertFalse(Files.exists(marker));
        assertEquals(List.of(), home.verbs());
    }

    @Test
    void aRedirectToAnotherHostTakesNoPasswordAlong() throws IOException {
        server.require("ann", "s3cret");
        home.helper("ann", "s3cret");
        try (GitHttpServer elsewhere = GitHttpServer.http(folder);
                Repository repository = clone("clone")) {
            server.misbehave(new GitServerFault.Answer(
                    "302 Found\r\nLocation: " + elsewhere.url("remote.git/info/refs?service=git-upload-pack"), ""));
            var error = assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
            assertEquals(RepoProblem.REDIRECTED, error.problem().code());
            assertEquals(List.of(), elsewhere.requests());
        }
    }

    @Test
    void aRedirectWithinTheHostIsFollowed() throws IOException {
        Files.createDirectories(folder.resolve("moved"));
        Files.move(folder.resolve("remote.git"), folder.resolve("moved/remote.git"));
        try (GitHttpServer front = GitHttpServer.http(folder)) {
            front.redirect("/remote.git/", "/moved/remote.git/");
            repositories
                    .clone(front.url("remote.git"), folder.resolve("clone"), Progress.none(), new CancelToken())
                    .close();
        }
        assertTrue(Files.exists(folder.resolve("clone/app.yaml")));
    }

    @Test
    void aPushThatAHookRefusesIsToldInTheServersWords() throws IOException {
        Path hook = git.remote().resolve("hooks/pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho 'No commits on Fridays' >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Repository repository = clone("clone")) {
            Commit mine = change(repository);
            Problem problem = assertThrows(
                            EngineException.class, () -> repository.push(Progress.none(), new CancelToken()))
                    .problem();
            assertEquals(RepoProblem.PUSH_REFUSED, problem.code());
            assertTrue(problem.args().toString().contains("No commits on Fridays"), problem::toString);
            assertEquals(mine.id(), repository.resolve("HEAD").id());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 200, 3000, 60_000})
    void aSilentServerIsLeftWithinASecondOfACancelAndOtherWorkGoesOn(int bytes) throws Exception {
        makeLarge();
        server.misbehave(new GitServerFault.Hang(bytes));
        var cancel = new CancelToken();
        Future<?> cloning = workers.io().submit(() -> repositories
                .clone(server.url("remote.git"), folder.resolve("clone"), Progress.none(), cancel)
                .close());
        server.awaitHanging();
        Thread.sleep(100);
        long began = System.nanoTime();
        cancel.cancel();
        var error = assertThrows(ExecutionException.class, () -> cloning.get(5, TimeUnit.SECONDS));
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(error.getCause() instanceof CancellationException, () -> String.valueOf(error.getCause()));
        assertTrue(millis < 1000, () -> "took " + millis + " ms");
        nothingIsLeftOf("clone");
    }

    @Test
    void whileAServerIsSilentFilesAreSavedAndCommitted() throws Exception {
        try (Repository repository = clone("clone")) {
            server.misbehave(new GitServerFault.Hang(0));
            var cancel = new CancelToken();
            Future<?> fetching = workers.io().submit(() -> repository.fetch(Progress.none(), cancel));
            server.awaitHanging();
            change(repository);
            assertFalse(fetching.isDone());
            cancel.cancel();
            assertThrows(ExecutionException.class, () -> fetching.get(5, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 3000, 60_000})
    void aSilentServerIsGivenUpAfterATime(int bytes) throws IOException {
        makeLarge();
        repositories = repositories(SHORT);
        server.misbehave(new GitServerFault.Hang(bytes));
        long began = System.nanoTime();
        assertEquals(RepoProblem.SERVER_SILENT, cloneFails("clone").code());
        assertTrue(System.nanoTime() - began < 4_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 150, 700, 3000, 60_000, 150_000})
    void aServerThatDiesHalfWayLeavesNoHalfRepository(int bytes) throws IOException {
        makeLarge();
        server.misbehave(new GitServerFault.Cut(bytes));
        assertEquals(RepoProblem.REMOTE_FAILED, cloneFails("clone").code());
        server.behave();
        clone("clone").close();
        GitFixture.verify(folder.resolve("clone"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 700, 60_000})
    void aServerThatDiesInAFetchLeavesTheRepositoryAsItWas(int bytes) throws IOException {
        try (Repository repository = clone("clone")) {
            String before = repository.resolve("origin/main").id();
            makeLarge();
            server.misbehave(new GitServerFault.Cut(bytes));
            assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
            assertEquals(before, repository.resolve("origin/main").id());
            server.behave();
            repository.fetch(Progress.none(), new CancelToken());
            assertEquals(
                    git.inRemote("rev-parse", "main"),
                    repository.resolve("origin/main").id());
        }
        GitFixture.verify(folder.resolve("clone"));
    }

    @Test
    void whatAServerAnswersInsteadIsTold() throws IOException {
        server.misbehave(
                new GitServerFault.Answer("503 X\r\nRetry-After: 120\r\nContent-Type: text/plain", "Back at noon."));
        Problem busy = cloneFails("clone");
        assertEquals(RepoProblem.SERVER_ANSWERED, busy.code());
        assertEquals("503 Back at noon. (Retry-After: 120)", busy.args().getFirst());
        server.behave();
        Problem missing = assertThrows(
                        EngineException.class,
                        () -> repositories.clone(
                                server.url("nowhere.git"), folder.resolve("clone"), Progress.none(), new CancelToken()))
                .problem();
        assertEquals(RepoProblem.NO_SUCH_REMOTE, missing.code());
    }

    @Test
    void aCertificateThatOnlyThePersonsConfigurationKnowsIsTrusted() throws IOException {
        var certificate = TestCertificate.in(folder);
        try (GitHttpServer secure = GitHttpServer.https(folder, certificate.context())) {
            secure.require("ann", "s3cret");
            home.helper("ann", "s3cret");
            home.configure(
                    "http.sslCAInfo",
                    certificate.writePem(folder.resolve("ca.pem")).toString());
            repositories
                    .clone(secure.url("remote.git"), folder.resolve("clone"), Progress.none(), new CancelToken())
                    .close();
            assertTrue(Files.exists(folder.resolve("clone/app.yaml")));
        }
    }

    @Test
    void anUnknownCertificateIsRefusedWhateverTheRepositorySays() throws IOException {
        var certificate = TestCertificate.in(folder);
        try (GitHttpServer secure = GitHttpServer.https(folder, certificate.context())) {
            git.run("config", "http.sslVerify", "false");
            git.run("remote", "set-url", "origin", secure.url("remote.git"));
            try (Repository repository = repositories.open(git.workTree())) {
                Problem problem = assertThrows(
                                EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()))
                        .problem();
                assertEquals(RepoProblem.CERTIFICATE, problem.code());
                assertTrue(problem.args().get(1).toString().contains("Driftless Tests"), problem::toString);
                assertTrue(problem.args().get(2).toString().startsWith("SHA-256 "), problem::toString);
            }
            assertEquals(
                    List.of(),
                    secure.requests().stream()
                            .filter(request -> !request.method().equals("broken"))
                            .toList());
        }
    }

    @Test
    void aWholePushOfManyBytesArrives() throws IOException {
        try (Repository repository = clone("clone")) {
            var random = new Random(7);
            var text = new StringBuilder();
            while (text.length() < 3_000_000) {
                text.append("k")
                        .append(random.nextLong())
                        .append(": ")
                        .append(random.nextLong())
                        .append('\n');
            }
            repository.save("large.yaml", text.toString(), Optional.empty());
            repository.stage(List.of("large.yaml"));
            Commit mine = repository.commit("Large");
            repository.push(Progress.none(), new CancelToken());
            assertEquals(mine.id(), git.inRemote("rev-parse", "main"));
            assertEquals("", git.inRemote("fsck", "--full"));
        }
    }

    /// So that answers are longer than the faults need.
    private void makeLarge() {
        var random = new Random(3);
        var text = new StringBuilder();
        while (text.length() < 400_000) {
            text.append(random.nextLong()).append('\n');
        }
        git.write("large.txt", text.toString());
        git.commitAndPush("Large");
    }
}
