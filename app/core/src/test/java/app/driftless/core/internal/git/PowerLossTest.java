package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.fault.PowerLoss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of Git as a loss of power leaves them: empty, torn, or of the right length and full of zeros (F13 of
/// the trust reference). After the opening the repository is whole by `git fsck`, what was mended is named, and
/// a copy of what was damaged is there; or the opening says what a person has to do, and has changed nothing.
@DisabledOnOs(OS.WINDOWS)
class PowerLossTest extends DamagedRepository {
    @ParameterizedTest
    @EnumSource
    void aBranchIsPutBackToWhatItsReflogSaysLast(PowerLoss damage) throws IOException {
        Path file = dir.resolve("refs/heads/main");
        damage.hit(file);
        mended(file, RepoProblem.REF_RESTORED);
    }

    @ParameterizedTest
    @EnumSource
    void aBranchThatIsPackedAsWellDoesNotFallBackToTheOlderCommit(PowerLoss damage) throws IOException {
        git.run("pack-refs", "--all");
        git.run("commit", "-q", "--allow-empty", "-m", "Newer");
        git.run("reset", "-q", "--soft", tip);
        git.run("update-ref", "refs/heads/main", git.run("commit-tree", tip + "^{tree}", "-p", tip, "-m", "Newest"));
        String newest = git.run("rev-parse", "HEAD");
        damage.hit(dir.resolve("refs/heads/main"));
        try (Repository repository = open()) {
            assertEquals(List.of(RepoProblem.REF_RESTORED), codes(repository));
            assertEquals(newest, state(repository).head().orElseThrow().id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOlderCommitIsNotPutBackByItselfButNamed(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("refs/heads/main"));
        Path log = dir.resolve("logs/refs/heads/main");
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 20));
        Problem problem = refused(RepoProblem.REF_LOST);
        assertEquals(List.of("main", git.run("rev-parse", "other")), problem.args());
    }

    @ParameterizedTest
    @EnumSource
    void aBranchWithoutReflogIsNotGuessed(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("refs/heads/main"));
        Files.delete(dir.resolve("logs/refs/heads/main"));
        refused(RepoProblem.REF_GONE);
    }

    @ParameterizedTest
    @EnumSource
    void otherRefsAreInNobodysWay(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("refs/heads/other"));
        damage.hit(dir.resolve("refs/tags/v1"));
        damage.hit(dir.resolve("refs/remotes/origin/main"));
        mended(dir.resolve("refs/tags/v1"), RepoProblem.REF_RESTORED, RepoProblem.REF_SET_ASIDE);
        assertEquals(git.run("rev-parse", "main~2"), git.run("rev-parse", "other"));
        assertEquals(git.inRemote("rev-parse", "main"), git.run("rev-parse", "origin/main"));
    }

    @ParameterizedTest
    @EnumSource
    void headIsPutBackToTheBranchThatWasCheckedOut(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("HEAD"));
        mended(dir.resolve("HEAD"), RepoProblem.HEAD_RESTORED);
        assertEquals("main", git.run("branch", "--show-current"));
    }

    @ParameterizedTest
    @EnumSource
    void headIsNotGuessed(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("HEAD"));
        Files.delete(dir.resolve("logs/HEAD"));
        refused(RepoProblem.HEAD_LOST);
    }

    @ParameterizedTest
    @EnumSource
    void packedRefsAreMendedFromTheReflogs(PowerLoss damage) throws IOException {
        git.run("pack-refs", "--all");
        Path file = dir.resolve("packed-refs");
        damage.hit(file);
        mended(file, RepoProblem.PACKED_RESTORED, RepoProblem.REF_RESTORED);
        assertEquals(git.inRemote("rev-parse", "main"), git.run("rev-parse", "origin/main"));
    }

    @Test
    void anEmptyPackedRefsThatLacksNothingIsLeftAlone() throws IOException {
        Files.createFile(dir.resolve("packed-refs"));
        mended(dir.resolve("packed-refs"), List.of(), false);
    }

    @ParameterizedTest
    @EnumSource
    void theIndexIsBuiltAnewAndTheFilesStayAsTheyAre(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("index"));
        mended(dir.resolve("index"), RepoProblem.INDEX_REBUILT);
    }

    @ParameterizedTest
    @EnumSource
    void headBranchAndIndexAtOnce(PowerLoss damage) throws IOException {
        damage.hit(dir.resolve("HEAD"));
        damage.hit(dir.resolve("refs/heads/main"));
        damage.hit(dir.resolve("index"));
        mended(dir.resolve("index"), RepoProblem.HEAD_RESTORED, RepoProblem.REF_RESTORED, RepoProblem.INDEX_REBUILT);
    }

    static Stream<String> harmless() {
        return Stream.of(
                "ORIG_HEAD", "COMMIT_EDITMSG", "FETCH_HEAD", "logs/HEAD", "logs/refs/heads/other", "description");
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void filesThatNothingDependsOnAreInNobodysWay(String name) throws IOException {
        git.run("fetch", "-q");
        git.run("update-ref", "ORIG_HEAD", "HEAD");
        for (PowerLoss damage : PowerLoss.values()) {
            Files.writeString(dir.resolve(name), "0123456789012345678901234567890123456789\n");
            damage.hit(dir.resolve(name));
            try (Repository repository = open()) {
                assertEquals(List.of(), codes(repository));
                assertEquals(tip, state(repository).head().orElseThrow().id());
                repository.stage(List.of("app.yaml"));
                repository.unstage(List.of("app.yaml"));
            }
        }
        Files.deleteIfExists(dir.resolve(name));
        mended(dir.resolve(name), List.of(), false);
    }

    @Test
    void aTornConfigurationIsNamed() throws IOException {
        Files.write(dir.resolve("config"), "[core\n\tbare".getBytes(StandardCharsets.UTF_8));
        refused(RepoProblem.CONFIG_BROKEN);
        Files.write(dir.resolve("config"), new byte[200]);
        refused(RepoProblem.CONFIG_BROKEN);
    }

    /// What our own commit leaves behind survives in the same way.
    @Test
    void aCommitOfOursIsFoundAgainByItsReflog() throws IOException {
        try (Repository repository = open()) {
            repository.stage(List.of("app.yaml"));
            tip = repository.commit("Ours").id();
        }
        PowerLoss.ZEROS.hit(dir.resolve("refs/heads/main"));
        try (Repository repository = open()) {
            assertEquals(tip, state(repository).head().orElseThrow().id());
            assertEquals(List.of(), state(repository).changes());
        }
    }
}
