package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.problem.Texts;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.fault.PowerLoss;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of Git as a loss of power leaves them: empty, torn, or of the right length and full of zeros (F13 of the
/// trust
/// reference). After the opening the repository is whole by `git fsck`, what was mended is named, and a copy of what
/// was
/// damaged is there; or the opening says what a person has to do, and has changed nothing.
@DisabledOnOs(OS.WINDOWS)
class PowerLossTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private Path dir;
    private String tip;

    @BeforeEach
    void makeRepository() throws IOException {
        git = GitFixture.withRemote(folder);
        dir = git.workTree().resolve(".git");
        git.write("apps/web.yaml", "kind: Deployment\n");
        git.commitAndPush("Second");
        git.write("app.yaml", "kind: Better\n");
        git.run("commit", "-q", "-a", "-m", "Third");
        git.run("tag", "v1");
        git.run("branch", "other", "HEAD~1");
        tip = git.run("rev-parse", "HEAD");
        git.write("app.yaml", "kind: Edited\n");
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    private Repository open() {
        return new JgitRepositories(
                        folder.resolve("state"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv(),
                        workers,
                        InstantSource.system())
                .open(git.workTree());
    }

    private static RepoState state(Repository repository) {
        return repository.state().get().latest().orElseThrow().value();
    }

    private static List<ProblemCode> codes(Repository repository) {
        return repository.aftermath().get().stream()
                .map(Problem::code)
                .distinct()
                .toList();
    }

    /// Opens it, and checks that all is there, named, and that the next commit goes on top.
    private void mended(Path damaged, RepoProblem... told) throws IOException {
        mended(damaged, List.of(told), true);
    }

    private void mended(Path damaged, List<RepoProblem> told, boolean copied) throws IOException {
        try (Repository repository = open()) {
            assertEquals(told, codes(repository));
            for (Problem problem : repository.aftermath().get()) {
                complete(problem);
            }
            assertEquals(tip, state(repository).head().orElseThrow().id());
            assertEquals("kind: Edited\n", repository.readText("app.yaml").text());
            assertEquals(
                    List.of("app.yaml"),
                    state(repository).changes().stream().map(Change::path).toList());
            if (copied) {
                assertTrue(kept().anyMatch(file -> file.endsWith(dir.getParent().relativize(damaged))), "no copy");
            }
            repository.stage(List.of("app.yaml"));
            repository.commit("Fourth");
        }
        assertEquals("Fourth\nThird\nSecond\nFirst", git.run("log", "--format=%s"));
        assertEquals("", git.run("fsck", "--full", "--strict", "--no-dangling"));
        assertEquals("", git.run("status", "--porcelain"));
        try (Repository again = open()) {
            assertEquals(List.of(), codes(again), "It is mended each time");
        }
    }

    private Stream<Path> kept() throws IOException {
        Path recovered = folder.resolve("state/recovered");
        return Files.exists(recovered) ? BrokenRefs.files(recovered).stream() : Stream.empty();
    }

    private static void complete(Problem problem) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            var text = new Texts(locale).text(problem);
            for (String part : List.of(text.what(), text.why(), text.state(), text.todo())) {
                assertTrue(
                        !part.isBlank() && !part.contains("{"),
                        () -> problem.code().id() + ": " + part);
            }
        }
        assertTrue(problem.subject().startsWith("/"), () -> "names no file: " + problem);
    }

    /// Refused, with the file named and nothing changed.
    private Problem refused(RepoProblem code) throws IOException {
        List<Long> before = sums();
        Problem problem =
                assertThrows(EngineException.class, () -> open().close()).problem();
        assertEquals(code, problem.code());
        complete(problem);
        assertEquals(before, sums(), "Something was changed");
        return problem;
    }

    private List<Long> sums() throws IOException {
        try (Stream<Path> files = Files.walk(git.workTree())) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> {
                        var sum = new CRC32C();
                        try {
                            sum.update(Files.readAllBytes(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return sum.getValue();
                    })
                    .toList();
        }
    }

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
    void aBranchWhoseCommitIsLostIsNotMovedBackByItself(PowerLoss damage) throws IOException {
        damage.hit(object("HEAD"));
        Problem problem =
                assertThrows(EngineException.class, () -> open().close()).problem();
        assertEquals(RepoProblem.REF_LOST, problem.code());
        assertEquals(List.of("main", git.run("rev-parse", "other")), problem.args());
        assertEquals(tip, Files.readString(dir.resolve("refs/heads/main")).strip());
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
