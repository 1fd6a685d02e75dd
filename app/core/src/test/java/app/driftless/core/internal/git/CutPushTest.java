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
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.git.GitFixture;
import app.driftless.testkit.git.GitHttpServer;
import app.driftless.testkit.git.GitServerFault;
import app.driftless.testkit.git.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Pushes whose answer never comes, because the process is killed, the connection is cut or the person cancels (F6
/// and goal 17 of the trust reference). What is shown afterwards is what `git ls-remote` says. `driftless.cases` says
/// how many connections are cut; `driftless.seed` repeats them.
@DisabledOnOs(OS.WINDOWS)
class CutPushTest {
    private static final int SHORT_RUN = 6;

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private TestHome home;
    private GitHttpServer server;
    private KilledWorkTree tree;
    private int commits;

    @BeforeEach
    void start() throws IOException {
        git = GitFixture.withRemote(folder);
        home = TestHome.in(folder.resolve("home"));
        server = GitHttpServer.http(folder);
        tree = new KilledWorkTree(git, folder.resolve("state"));
        git.inRemote("config", "http.receivepack", "true");
        git.run("remote", "set-url", "origin", server.url("remote.git"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        workers.close();
    }

    private Repository open() {
        return new JgitRepositories(tree.state(), home.folder(), home.environment(), workers, InstantSource.system())
                .open(git.workTree());
    }

    private String commit() {
        commits++;
        git.write("app.yaml", "number: " + commits + "\n");
        git.run("commit", "-q", "-a", "-m", "Number " + commits);
        return git.run("rev-parse", "HEAD");
    }

    private void killInPush(boolean taken) throws Exception {
        server.misbehave(new GitServerFault.HoldPush(taken));
        try (var process = KilledProcess.start(
                PushProcess.class,
                git.workTree().toString(),
                tree.state().toString(),
                home.folder().toString())) {
            process.until("begin push");
            server.awaitHanging();
            assertEquals(
                    List.of(),
                    process.kill().stream()
                            .filter(line -> line.startsWith("pushed"))
                            .toList());
        }
        server.behave();
    }

    /// By the remote's own word.
    private String lsRemote(String branch) {
        String line = git.run("ls-remote", "--heads", git.remote().toString(), branch);
        return line.isEmpty() ? "" : line.substring(0, 40);
    }

    private static RepoState state(Repository repository) {
        return repository.state().get().latest().orElseThrow().value();
    }

    private static List<ProblemCode> told(Repository repository) {
        return repository.aftermath().get().stream().map(Problem::code).toList();
    }

    private void awaitTold(Repository repository, RepoProblem code) throws InterruptedException {
        for (int i = 0; i < 1000 && !told(repository).equals(List.of(code)); i++) {
            Thread.sleep(20);
        }
        assertEquals(List.of(code), told(repository));
    }

    /// What is shown of the branch and of its last commit is what the remote holds.
    private void isAsTheRemoteSays(Repository repository, String run) {
        String there = lsRemote("main");
        RepoState state = state(repository);
        assertEquals(there, git.run("rev-parse", "refs/remotes/origin/main"), run);
        assertEquals(Integer.parseInt(git.run("rev-list", "--count", there + "..HEAD")), state.ahead(), run);
        assertEquals(
                there.equals(state.head().orElseThrow().id()),
                repository.remoteBranchWith(state.head().orElseThrow()).isPresent(),
                run);
    }

    private void nothingIsLeft(String run) throws IOException {
        assertEquals(List.of(), tree.leftovers(), run);
        try (var notes = Files.list(tree.state().resolve("pushes"))) {
            assertEquals(List.of(), notes.toList(), run);
        }
        git.run("fsck", "--full", "--strict");
        git.inRemote("fsck", "--full", "--strict");
    }

    @Test
    void aKillBeforeThePackArrivesLeavesAPushThatIsAskedAboutAndDoneAgain() throws Exception {
        String before = lsRemote("main");
        String mine = commit();
        killInPush(false);
        assertEquals(before, lsRemote("main"));
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_LOST);
            isAsTheRemoteSays(repository, "reopened");
            assertEquals(1, state(repository).ahead());
            repository.push(Progress.none(), new CancelToken());
            assertEquals(mine, lsRemote("main"));
            isAsTheRemoteSays(repository, "pushed again");
            assertEquals(List.of(), told(repository));
        }
        nothingIsLeft("kill before");
    }

    @Test
    void aKillAfterTheRemoteTookItIsFoundOutByAskingAndAPushAgainHasNothingToDo() throws Exception {
        String mine = commit();
        killInPush(true);
        assertEquals(mine, lsRemote("main"));
        assertFalse(git.run("rev-parse", "refs/remotes/origin/main").equals(mine), "The answer came");
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_ARRIVED);
            isAsTheRemoteSays(repository, "reopened");
            assertEquals(0, state(repository).ahead());
            assertEquals(
                    mine, repository.push(Progress.none(), new CancelToken()).commit());
            isAsTheRemoteSays(repository, "pushed again");
        }
        nothingIsLeft("kill after");
    }

    @Test
    void aBranchPublishedByAKilledPushIsFollowedFromTheNextStartOn() throws Exception {
        git.run("checkout", "-q", "-b", "promote");
        String mine = commit();
        killInPush(true);
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_ARRIVED);
            assertEquals(Optional.of("origin/promote"), state(repository).upstream());
            assertEquals(0, state(repository).ahead());
            assertEquals(mine, lsRemote("promote"));
        }
        nothingIsLeft("published");
    }

    @Test
    void whatOthersPushedMeanwhileStaysAndNothingIsForced() throws Exception {
        commit();
        killInPush(false);
        GitFixture other = git.cloneOf("other");
        other.write("theirs.yaml", "a: 1\n");
        other.commitAndPush("Theirs");
        String theirs = lsRemote("main");
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_LOST);
            assertEquals(1, state(repository).ahead());
            assertEquals(1, state(repository).behind());
            var refused =
                    assertThrows(EngineException.class, () -> repository.push(Progress.none(), new CancelToken()));
            assertEquals(RepoProblem.PUSH_BEHIND, refused.problem().code());
        }
        assertEquals(theirs, lsRemote("main"));
        nothingIsLeft("others");
    }

    @Test
    void whileTheServerIsAwayItIsSaidToBeUnknownAndTheNextFetchSettlesIt() throws Exception {
        commit();
        killInPush(true);
        server.misbehave(new GitServerFault.Answer("503 Away\r\nContent-Type: text/plain", "Back soon."));
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_UNKNOWN);
            assertThrows(EngineException.class, () -> repository.fetch(Progress.none(), new CancelToken()));
            assertEquals(List.of(RepoProblem.PUSH_UNKNOWN), told(repository));
        }
        try (Repository repository = open()) {
            awaitTold(repository, RepoProblem.PUSH_UNKNOWN);
            server.behave();
            repository.fetch(Progress.none(), new CancelToken());
            assertEquals(List.of(RepoProblem.PUSH_ARRIVED), told(repository));
            isAsTheRemoteSays(repository, "fetched");
        }
        nothingIsLeft("away");
    }

    @Test
    void aCancelInTheMiddleIsAnsweredAtOnceAndTheRemoteIsAskedAfterwards() throws Exception {
        String mine = commit();
        server.misbehave(new GitServerFault.HoldPush(true));
        try (Repository repository = open()) {
            var cancel = new CancelToken();
            workers.io("cancel", () -> {
                try {
                    server.awaitHanging();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                server.behave();
                cancel.cancel();
            });
            assertThrows(CancellationException.class, () -> repository.push(Progress.none(), cancel));
            awaitTold(repository, RepoProblem.PUSH_ARRIVED);
            assertEquals(mine, lsRemote("main"));
            isAsTheRemoteSays(repository, "cancelled");
        }
        nothingIsLeft("cancelled");
    }

    @Test
    void whereverTheConnectionIsCutWhatIsShownIsWhatTheRemoteHolds() throws Exception {
        long seed = KillRecord.seed();
        var random = new Random(seed);
        int cases = Integer.getInteger("driftless.cases", SHORT_RUN);
        int took = 0;
        try (Repository repository = open()) {
            for (int i = 1; i <= cases; i++) {
                String run = "cut " + i + ", -Ddriftless.seed=" + seed;
                String mine = commit();
                boolean taken = i % 2 == 0;
                // The request is of some hundred bytes, the answer of some hundred with its head.
                server.misbehave(
                        taken
                                ? new GitServerFault.CutPushed(random.nextInt(250))
                                : new GitServerFault.CutPush(random.nextInt(500)));
                boolean pushed = pushes(repository, run);
                assertEquals(lsRemote("main").equals(mine), pushed, run);
                assertEquals(taken, pushed, run);
                isAsTheRemoteSays(repository, run);
                server.behave();
                took += pushed ? 1 : 0;
                CaseRecord.passed("pushes", i + " cuts, " + took + " after the remote took it", "state = `ls-remote`");
            }
        }
        nothingIsLeft("cuts");
        assertTrue(took > 0, "No push was taken");
    }

    private static boolean pushes(Repository repository, String run) {
        try {
            repository.push(Progress.none(), new CancelToken());
            return true;
        } catch (EngineException e) {
            assertTrue(
                    List.of(RepoProblem.REMOTE_FAILED, RepoProblem.SERVER_SILENT)
                            .contains(e.problem().code()),
                    () -> run + ": " + e.problem());
            return false;
        }
    }
}
