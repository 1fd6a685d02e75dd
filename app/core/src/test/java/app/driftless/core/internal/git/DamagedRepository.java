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
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository of three commits, two of them pushed, with an edit, of which files are damaged; and what must
/// hold after the next opening.
abstract class DamagedRepository {
    @TempDir
    Path folder;

    final Workers workers = new Workers();
    GitFixture git;
    Path dir;
    String tip;

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

    Repository open() {
        return new JgitRepositories(
                        folder.resolve("state"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv(),
                        workers,
                        InstantSource.system())
                .open(git.workTree());
    }

    static RepoState state(Repository repository) {
        return repository.state().get().latest().orElseThrow().value();
    }

    static List<ProblemCode> codes(Repository repository) {
        return repository.aftermath().get().stream()
                .map(Problem::code)
                .distinct()
                .toList();
    }

    /// Opens it, and checks that all is there, named, and that the next commit goes on top.
    void mended(Path damaged, RepoProblem... told) throws IOException {
        mended(damaged, List.of(told), true);
    }

    void mended(Path damaged, List<RepoProblem> told, boolean copied) throws IOException {
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

    Stream<Path> kept() throws IOException {
        Path recovered = folder.resolve("state/recovered");
        return Files.exists(recovered) ? BrokenRefs.files(recovered).stream() : Stream.empty();
    }

    static void complete(Problem problem) {
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
    Problem refused(RepoProblem code) throws IOException {
        List<Long> before = sums();
        Problem problem =
                assertThrows(EngineException.class, () -> open().close()).problem();
        assertEquals(code, problem.code());
        complete(problem);
        assertEquals(before, sums(), "Something was changed");
        return problem;
    }

    List<Long> sums() throws IOException {
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
}
