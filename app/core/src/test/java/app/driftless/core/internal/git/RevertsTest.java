package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes back does so by one commit on top, or not at all.
class RevertsTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        git = GitFixture.withRemote(folder);
        repository = new JgitRepositories(
                        folder.resolve("state"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv(),
                        workers,
                        InstantSource.system())
                .open(git.workTree());
    }

    @AfterEach
    void close() {
        repository.close();
        workers.close();
    }

    private Commit commit(String path, String text) {
        git.write(path, text);
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Change " + path);
        return repository.resolve("HEAD");
    }

    @Test
    void aRangeGoesBackByOneCommitThatLeavesOtherFilesAlone() {
        Commit then = repository.resolve("HEAD");
        commit("app.yaml", "kind: Worse\n");
        commit("app.yaml", "kind: Bad\n");
        Commit last = commit("other/new.yaml", "a: 1\n");
        Commit back = repository.restore(then, "app.yaml"::equals);
        assertEquals(List.of(last.id()), back.parents());
        assertEquals("", git.run("diff", "--name-only", then.id(), "HEAD", "--", "app.yaml"));
        assertEquals("app.yaml", git.run("diff", "--name-only", last.id(), "HEAD"));
        assertEquals("", git.run("status", "--porcelain"));
        assertEquals("5", git.run("rev-list", "--count", "HEAD"));
        Commit all = repository.restore(then, _ -> true);
        assertEquals(then.treeId(), all.treeId());
        assertEquals("", git.run("status", "--porcelain"));
        assertEquals("", git.run("fsck", "--full"));
    }

    @Test
    void goingBackToWhatIsThereAlreadyMakesNoCommit() {
        Commit head = commit("app.yaml", "kind: Worse\n");
        var refused = assertThrows(EngineException.class, () -> repository.restore(head, _ -> true));
        assertEquals(RepoProblem.NOTHING_TO_UNDO, refused.problem().code());
        repository.revert(head);
        assertThrows(EngineException.class, () -> repository.revert(head));
        assertEquals("3", git.run("rev-list", "--count", "HEAD"));
    }

    @Test
    void aConflictIsNamedAndEverythingStaysAsItWas() {
        Commit bad = commit("app.yaml", "kind: Bad\n");
        Commit head = commit("app.yaml", "kind: Later\n");
        git.write("beside.yaml", "mine\n");
        String before = git.run("status", "--porcelain");
        var refused = assertThrows(EngineException.class, () -> repository.revert(bad));
        assertEquals(RepoProblem.REVERT_CONFLICT, refused.problem().code());
        assertEquals("app.yaml", String.valueOf(refused.problem().args().getLast()));
        assertEquals(before, git.run("status", "--porcelain"));
        assertEquals(head.id(), git.run("rev-parse", "HEAD"));
    }

    @Test
    void uncommittedWorkIsNeverOverwritten() {
        Commit then = repository.resolve("HEAD");
        Commit head = commit("app.yaml", "kind: Bad\n");
        git.write("app.yaml", "kind: Unsaved\n");
        git.write("staged.yaml", "a: 1\n");
        git.run("add", "staged.yaml");
        String before = git.run("status", "--porcelain");
        var refused = assertThrows(EngineException.class, () -> repository.restore(then, "app.yaml"::equals));
        assertEquals(RepoProblem.UNCOMMITTED, refused.problem().code());
        assertEquals("app.yaml", String.valueOf(refused.problem().args().getLast()));
        assertEquals(
                RepoProblem.UNCOMMITTED,
                assertThrows(EngineException.class, () -> repository.revert(head))
                        .problem()
                        .code());
        assertEquals(before, git.run("status", "--porcelain"));
        assertEquals("kind: Unsaved\n", repository.readText("app.yaml").text());
        git.run("checkout", "-q", "--", "app.yaml");
        repository.revert(head);
        assertEquals("A  staged.yaml", git.run("status", "--porcelain"));
    }
}
