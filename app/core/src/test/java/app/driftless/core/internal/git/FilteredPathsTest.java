package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a filter would encrypt is never committed as plain text.
class FilteredPathsTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        git = GitFixture.withRemote(folder);
        git.write(".gitattributes", "secrets/** filter=git-crypt diff=git-crypt\n*.bin -filter\n");
        git.write("secrets/token.yaml", "token: in the clear\n");
        git.write("plain.yaml", "a: 1\n");
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

    @Test
    void aFileUnderAFilterIsReadOnly() {
        assertEquals(
                Optional.of(RepoProblem.FILTERED),
                repository.readText("secrets/token.yaml").readOnly().map(p -> p.code()));
        assertEquals(Optional.empty(), repository.readText("plain.yaml").readOnly());
    }

    @Test
    void itIsNeverStagedAndNothingElseIsWithIt() {
        var error = assertThrows(
                EngineException.class, () -> repository.stage(List.of("plain.yaml", "secrets/token.yaml")));
        assertEquals(RepoProblem.FILTERED, error.problem().code());
        assertEquals("", git.run("diff", "--cached", "--name-only"));

        repository.stage(List.of("plain.yaml"));
        assertEquals("plain.yaml", git.run("diff", "--cached", "--name-only").strip());
    }
}
