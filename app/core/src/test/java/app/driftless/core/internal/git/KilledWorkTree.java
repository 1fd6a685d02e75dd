package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.core.repo.Repository;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A work tree whose writer was killed: what that left, before and after the next opening.
record KilledWorkTree(GitFixture git, Path state) {
    /// Files that only a kill leaves: locks, and half-written files of ours and of JGit.
    List<Path> leftovers() throws IOException {
        try (Stream<Path> tree = Files.walk(git.workTree());
                Stream<Path> notes = Files.exists(state) ? Files.walk(state) : Stream.empty()) {
            return Stream.concat(tree, notes)
                    .filter(Files::isRegularFile)
                    .filter(
                            file -> file.getFileName()
                                    .toString()
                                    .matches(
                                            ".*\\.lock|\\.driftless-tmp-.*|\\._.*\\.tmp|noz.*\\.tmp|incoming_.*|.*\\.note|\\.probe-.*"))
                    .toList();
        }
    }

    boolean left(String pattern) throws IOException {
        return leftovers().stream()
                .anyMatch(file -> file.getFileName().toString().matches(pattern));
    }

    /// Whether the process died between the note about its change and the removal of that note.
    boolean noteLeft() throws IOException {
        return leftovers().stream().anyMatch(file -> file.startsWith(state));
    }

    String text() throws IOException {
        return Files.readString(git.workTree().resolve(CommitProcess.FILE));
    }

    boolean committed(int number) {
        return git.run("log", "-1", "--format=%s").equals("Number " + number);
    }

    /// Opens it as the next start of Driftless does, and checks that nothing is left to repair by hand.
    void reopen(String run, Consumer<Repository> checks) throws IOException {
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                state,
                                Path.of(System.getProperty("user.home")),
                                System.getenv(),
                                workers,
                                InstantSource.system())
                        .open(git.workTree())) {
            assertEquals(List.of(), leftovers(), run);
            git.run("fsck", "--full", "--strict");
            checks.accept(repository);
            assertEquals(List.of(), leftovers(), run);
        }
    }

    /// Does all that the killed process was doing.
    void workOn(Repository repository, int number, String run) {
        String file = CommitProcess.FILE;
        repository.save(
                file,
                CommitProcess.text(number),
                Optional.of(repository.readText(file).contentHash()));
        repository.stage(List.of(file));
        repository.commit("Number " + number);
        assertEquals("", git.run("status", "--porcelain"), run);
        assertTrue(committed(number), run);
    }
}
