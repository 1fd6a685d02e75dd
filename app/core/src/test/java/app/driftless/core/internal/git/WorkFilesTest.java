package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// New, renamed, moved and deleted files of a real work tree.
class WorkFilesTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private Path root;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        git = GitFixture.withRemote(folder);
        git.write("base/web/site.yaml", "kind: Site\n");
        git.write("base/web/robots.yaml", "kind: Robots\n");
        git.write(".gitignore", "*.log\n");
        git.commitAndPush("Files in folders");
        root = git.workTree();
        repository = new JgitRepositories(
                        folder.resolve("state"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv(),
                        workers,
                        InstantSource.system())
                .open(root);
    }

    @AfterEach
    void close() {
        repository.close();
        workers.close();
    }

    private static void assertRefused(RepoProblem code, Executable change) {
        assertEquals(code, assertThrows(EngineException.class, change).problem().code());
    }

    private List<String> paths() {
        return repository.workTree().files("").stream().map(e -> e.path()).toList();
    }

    private List<String> recovered(String name) throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> all = Files.walk(folder.resolve("state"))) {
            for (Path file : all.filter(p -> p.endsWith(name)).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void aNewFileIsMadeWithItsFoldersAndNeverOverAnother() throws IOException {
        repository.save("clusters/new/app.yaml", "", Optional.empty());
        assertEquals("", Files.readString(root.resolve("clusters/new/app.yaml")));
        assertRefused(RepoProblem.EXISTS, () -> repository.save("app.yaml", "mine\n", Optional.empty()));
        assertRefused(RepoProblem.EXISTS, () -> repository.save("base/web", "mine\n", Optional.empty()));
        assertEquals("kind: Good\n", Files.readString(root.resolve("app.yaml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git/hooks/pre-commit",
                ".GIT/config",
                "sub/.Git/config",
                "git~1/config",
                ".g\u200Cit/config",
                "con",
                "base/nul.yaml",
                "a\\b.yaml",
                "a:b.yaml",
                "dot.",
                "space ",
                "../outside.yaml",
                "base/../../outside.yaml",
                "/etc/driftless.yaml",
                "base//double.yaml",
                ""
            })
    void namesThatLeadElsewhereOnSomeSystemAreRefusedAndWriteNothing(String path) throws IOException {
        List<String> before = everything();
        assertThrows(EngineException.class, () -> repository.save(path, "x\n", Optional.empty()));
        assertThrows(EngineException.class, () -> repository.rename("app.yaml", path));
        assertEquals(before, everything());
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> !p.startsWith(folder.resolve("state")))
                    .map(Path::toString)
                    .filter(p -> !p.contains("index"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void linksLeadNeitherOutOfTheWorkTreeNorIntoGitsFolder() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("theirs.yaml"), "theirs\n");
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("inner"), root.resolve(".git"));
        Files.createSymbolicLink(root.resolve("broken"), folder.resolve("missing"));
        for (String through : List.of("out/x.yaml", "inner/hooks/pre-commit", "broken/x.yaml")) {
            assertRefused(RepoProblem.OUTSIDE, () -> repository.save(through, "x\n", Optional.empty()));
            assertRefused(RepoProblem.OUTSIDE, () -> repository.rename("app.yaml", through));
        }
        assertRefused(RepoProblem.OUTSIDE, () -> repository.delete("out/theirs.yaml"));
        assertRefused(RepoProblem.OUTSIDE, () -> repository.rename("out/theirs.yaml", "mine.yaml"));
        assertRefused(RepoProblem.OUTSIDE, () -> repository.rename("inner/config", "config.yaml"));
        assertEquals(List.of("theirs.yaml"), Stream.of(outside.toFile().list()).toList());
        repository.delete("out");
        assertFalse(Files.exists(root.resolve("out"), java.nio.file.LinkOption.NOFOLLOW_LINKS));
        assertEquals("theirs\n", Files.readString(outside.resolve("theirs.yaml")));
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefusedAndTheOtherIsNamed() {
        var error = assertThrows(
                EngineException.class, () -> repository.save("Base/Web/new.yaml", "x\n", Optional.empty()));
        assertEquals(RepoProblem.CASE_CLASH, error.problem().code());
        assertEquals(List.of("base"), error.problem().args());
        assertRefused(RepoProblem.CASE_CLASH, () -> repository.save("APP.yaml", "x\n", Optional.empty()));
        assertRefused(RepoProblem.CASE_CLASH, () -> repository.rename("app.yaml", "base/web/Site.yaml"));
    }

    @Test
    void aNewCaseOfTheSameNameIsARename() {
        repository.rename("app.yaml", "App.yaml");
        repository.rename("base", "Base");
        assertTrue(paths().containsAll(List.of("App.yaml", "Base/web/site.yaml")));
        assertFalse(paths().contains("app.yaml"));
    }

    @Test
    void aMoveMakesFoldersKeepsTheTextAndLeavesNoEmptyFolder() throws IOException {
        var told = new CopyOnWriteArrayList<String>();
        repository.changedPaths().subscribe(c -> told.addAll(c.paths()));
        repository.rename("base/web/site.yaml", "clusters/eu/site.yaml");
        repository.rename("base/web/robots.yaml", "clusters/eu/robots.yaml");
        assertEquals("kind: Site\n", Files.readString(root.resolve("clusters/eu/site.yaml")));
        assertFalse(Files.exists(root.resolve("base")));
        assertTrue(told.containsAll(List.of("base/web/site.yaml", "clusters/eu/site.yaml")));
        repository.stage(List.of("base/web/site.yaml", "clusters/eu/site.yaml"));
        assertTrue(git.run("status", "--porcelain").contains("R  base/web/site.yaml -> clusters/eu/site.yaml"));
    }

    @Test
    void aFolderMovesWithAllItsFilesAndTellsEach() throws IOException {
        Files.writeString(root.resolve("base/web/run.log"), "ignored by git\n");
        var told = new CopyOnWriteArrayList<String>();
        repository.changedPaths().subscribe(c -> told.addAll(c.paths()));
        repository.rename("base/web", "shop/web");
        assertEquals("ignored by git\n", Files.readString(root.resolve("shop/web/run.log")));
        assertTrue(told.containsAll(List.of("base/web/robots.yaml", "shop/web/robots.yaml", "shop/web/site.yaml")));
        assertRefused(RepoProblem.INTO_ITSELF, () -> repository.rename("shop", "shop/inner/shop"));
        assertTrue(paths().contains("shop/web/site.yaml"));
    }

    @Test
    void aRenameNeverTakesAnothersPlace() throws IOException {
        assertRefused(RepoProblem.EXISTS, () -> repository.rename("app.yaml", "base/web/site.yaml"));
        assertRefused(RepoProblem.EXISTS, () -> repository.rename("app.yaml", "base/web"));
        assertRefused(RepoProblem.NO_SUCH_FILE, () -> repository.rename("none.yaml", "some.yaml"));
        assertEquals("kind: Site\n", Files.readString(root.resolve("base/web/site.yaml")));
        assertEquals("kind: Good\n", Files.readString(root.resolve("app.yaml")));
    }

    @Test
    void aDeletedFileComesBackFromGitOrFromTheRecoveryFolder() throws IOException {
        repository.save("new.yaml", "never committed\n", Optional.empty());
        repository.delete("new.yaml");
        repository.delete("app.yaml");
        assertFalse(Files.exists(root.resolve("new.yaml")));
        assertEquals(List.of("never committed\n"), recovered("new.yaml"));
        var change = repository
                .state()
                .get()
                .latest()
                .orElseThrow()
                .value()
                .changes()
                .getFirst();
        assertEquals(Change.Kind.DELETED, change.unstaged());
        repository.discard(List.of("app.yaml"));
        assertEquals("kind: Good\n", Files.readString(root.resolve("app.yaml")));
        assertRefused(RepoProblem.NO_SUCH_FILE, () -> repository.delete("new.yaml"));
    }

    @Test
    void aDeletedFolderLeavesWhatGitIgnores() throws IOException {
        Files.writeString(root.resolve("base/web/run.log"), "ignored by git\n");
        repository.delete("base");
        assertEquals(
                List.of("run.log"), List.of(root.resolve("base/web").toFile().list()));
        assertEquals(List.of("kind: Site\n"), recovered("site.yaml"));
        repository.discard(List.of("base/web/site.yaml", "base/web/robots.yaml"));
        assertTrue(git.run("status", "--porcelain").isBlank());
    }
}
