package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.fault.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Objects of Git as a loss of power leaves them (F13 and F37 of the trust reference).
@DisabledOnOs(OS.WINDOWS)
class LostObjectsTest extends DamagedRepository {
    private Path object(String revision) {
        String id = git.run("rev-parse", revision);
        return dir.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    @ParameterizedTest
    @EnumSource
    void anObjectIsWrittenAgainFromTheFileThatHoldsTheSame(PowerLoss damage) throws IOException {
        Path file = object("HEAD:apps/web.yaml");
        damage.hit(file);
        mended(file, RepoProblem.OBJECT_RESTORED);
    }

    @ParameterizedTest
    @EnumSource
    void aFolderIsWrittenAgainFromTheIndex(PowerLoss damage) throws IOException {
        Path file = object("HEAD^{tree}");
        damage.hit(file);
        mended(file, RepoProblem.OBJECT_RESTORED);
    }

    @ParameterizedTest
    @EnumSource
    void whatNothingNeedsGoesAside(PowerLoss damage) throws IOException {
        Path file = object(
                git.run("hash-object", "-w", git.workTree().resolve("app.yaml").toString()));
        damage.hit(file);
        mended(file, RepoProblem.OBJECT_UNNEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void aLostObjectIsNamedWithItsFile(PowerLoss damage) throws IOException {
        Path file = object("HEAD:app.yaml");
        String id = git.run("rev-parse", "HEAD:app.yaml");
        damage.hit(file);
        try (Repository repository = open()) {
            Problem problem = repository.aftermath().get().getFirst();
            assertEquals(RepoProblem.OBJECT_LOST, problem.code());
            assertEquals(List.of(id, "app.yaml"), problem.args());
            complete(problem);
            assertEquals("kind: Edited\n", repository.readText("app.yaml").text());
            assertEquals(
                    "kind: Deployment\n", repository.readText("apps/web.yaml").text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasOnlyStagedIsNamedWithItsFileAlsoBeforeTheFirstCommit(PowerLoss damage) throws IOException {
        git.run("checkout", "-q", "--orphan", "fresh");
        git.write("new.yaml", "kind: Staged\n");
        git.run("add", "new.yaml");
        String id = git.run("rev-parse", ":new.yaml");
        git.write("new.yaml", "kind: Later\n");
        damage.hit(object(":new.yaml"));
        try (Repository repository = open()) {
            Problem problem = repository.aftermath().get().getFirst();
            assertEquals(RepoProblem.OBJECT_LOST, problem.code());
            assertEquals(List.of(id, "new.yaml"), problem.args());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenIndexBesideALostObjectHidesNeither(PowerLoss damage) throws IOException {
        damage.hit(object("HEAD:app.yaml"));
        damage.hit(dir.resolve("index"));
        try (Repository repository = open()) {
            assertEquals(List.of(RepoProblem.INDEX_REBUILT, RepoProblem.OBJECT_LOST), codes(repository));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBranchWhoseCommitIsLostIsNotMovedBackByItself(PowerLoss damage) throws IOException {
        damage.hit(object("HEAD"));
        Problem problem =
                assertThrows(EngineException.class, () -> open().close()).problem();
        assertEquals(RepoProblem.REF_LOST, problem.code());
        assertEquals(List.of("main", git.run("rev-parse", "other")), problem.args());
        assertEquals(tip, Files.readString(dir.resolve("refs/heads/main")).strip());
    }
}
