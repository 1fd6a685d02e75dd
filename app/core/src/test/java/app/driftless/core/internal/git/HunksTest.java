package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceLine;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.SourceDiff;
import app.driftless.core.repo.SourceDiffs;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hunks staged, unstaged and discarded in real repositories, with the `git` program as oracle.
class HunksTest {
    private static final Comparison UNSTAGED = new Comparison.Unstaged();
    private static final Comparison STAGED = new Comparison.Staged();
    private static final String FILE = "base/app.yaml";

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private Repository repository;

    @BeforeEach
    void start() throws IOException {
        git = GitFixture.withRemote(folder);
    }

    @AfterEach
    void close() {
        repository.close();
        workers.close();
    }

    private SourceDiffs open() {
        repository = new JgitRepositories(
                        folder.resolve("state"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv(),
                        workers,
                        InstantSource.system())
                .open(git.workTree());
        return repository.sourceDiffs();
    }

    /// How the lines of a random file end, and what Git does with them.
    enum Ends {
        LF,
        CRLF,
        MIXED,
        AUTOCRLF,
        ATTRIBUTE_CRLF;

        String of(Random random) {
            return switch (this) {
                case LF -> "\n";
                case CRLF, AUTOCRLF, ATTRIBUTE_CRLF -> "\r\n";
                case MIXED -> random.nextBoolean() ? "\n" : "\r\n";
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyChoiceOfHunksGivesTheIndexThatGitApplyGives(Ends ends) throws IOException {
        if (ends == Ends.AUTOCRLF) {
            git.run("config", "core.autocrlf", "true");
        } else if (ends == Ends.ATTRIBUTE_CRLF) {
            git.write(".gitattributes", "*.yaml text eol=crlf\n");
        }
        SourceDiffs diffs = open();
        for (int seed = 0; seed < 25; seed++) {
            var random = new Random(seed);
            List<String> before = lines(random, ends);
            write(before, random);
            git.run("add", "-A");
            git.run("commit", "-q", "--allow-empty", "-m", "Start " + seed);
            write(edited(before, random, ends), random);
            SourceDiff all = diffs.of(UNSTAGED, FILE);
            Set<Integer> chosen = some(all.hunks().size(), random);
            String expected = appliedByGit(all, chosen);
            diffs.stage(all, chosen);
            assertEquals(expected, git.run("ls-files", "-s", FILE), ends + " seed " + seed);
            discardRestAndCompare(diffs, seed);
            unstageOneByOne(diffs, random);
            assertEquals("", git.run("diff", "--cached"), ends + " seed " + seed);
            git.run("reset", "-q", "--hard");
        }
    }

    /// What is left unstaged is put back hunk by hunk; then Git sees no difference to the index.
    private void discardRestAndCompare(SourceDiffs diffs, int seed) throws IOException {
        for (SourceDiff rest = diffs.of(UNSTAGED, FILE); !rest.hunks().isEmpty(); rest = diffs.of(UNSTAGED, FILE)) {
            diffs.discard(rest, Set.of(rest.hunks().size() - 1));
        }
        assertEquals("", git.run("diff", "--", FILE), "seed " + seed);
        byte[] ours = Files.readAllBytes(git.workTree().resolve(FILE));
        Files.delete(git.workTree().resolve(FILE));
        git.run("checkout", "-q", "--", FILE);
        byte[] theirs = Files.readAllBytes(git.workTree().resolve(FILE));
        if (git.run("config", "--default", "", "core.autocrlf").isEmpty()) {
            assertArrayEquals(theirs, ours, "seed " + seed);
        }
    }

    private void unstageOneByOne(SourceDiffs diffs, Random random) {
        for (SourceDiff rest = diffs.of(STAGED, FILE); !rest.hunks().isEmpty(); rest = diffs.of(STAGED, FILE)) {
            diffs.unstage(rest, Set.of(random.nextInt(rest.hunks().size())));
        }
    }

    /// The index entry after `git apply --cached` of a patch with the chosen hunks, without touching the real index.
    private String appliedByGit(SourceDiff diff, Set<Integer> chosen) throws IOException {
        if (chosen.isEmpty()) {
            return git.run("ls-files", "-s", FILE);
        }
        Path patch = folder.resolve("hunks.patch");
        Files.writeString(patch, patch(diff, chosen), StandardCharsets.UTF_8);
        git.run("apply", "--cached", "--unidiff-zero", "--whitespace=nowarn", patch.toString());
        String entry = git.run("ls-files", "-s", FILE);
        git.run("reset", "-q");
        return entry;
    }

    private static String patch(SourceDiff diff, Set<Integer> chosen) {
        var patch = new StringBuilder("--- a/" + FILE + "\n+++ b/" + FILE + "\n");
        int shift = 0;
        for (int i = 0; i < diff.hunks().size(); i++) {
            if (chosen.contains(i)) {
                Hunk h = diff.hunks().get(i);
                int from = h.removed() == 0 ? h.leftStart() : h.leftStart() + 1;
                int to = h.leftStart() + shift + (h.added() == 0 ? 0 : 1);
                patch.append("@@ -%d,%d +%d,%d @@\n".formatted(from, h.removed(), to, h.added()));
                diff.leftLines().subList(h.leftStart(), h.leftEnd()).forEach(l -> patch.append(line('-', l)));
                diff.rightLines().subList(h.rightStart(), h.rightEnd()).forEach(l -> patch.append(line('+', l)));
                shift += h.added() - h.removed();
            }
        }
        return patch.toString();
    }

    private static String line(char sign, SourceLine line) {
        return sign
                + line.text()
                + switch (line.end()) {
                    case LF -> "\n";
                    case CRLF -> "\r\n";
                    case NONE -> "\n\\ No newline at end of file\n";
                };
    }

    private static List<String> lines(Random random, Ends ends) {
        return IntStream.range(0, 3 + random.nextInt(25))
                .mapToObj(_ -> line(random) + ends.of(random))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String line(Random random) {
        return List.of("kind: Déploiement", "spec:", "  - name: a", "", "  replicas: " + random.nextInt(9), "键: 值")
                .get(random.nextInt(6));
    }

    private static List<String> edited(List<String> before, Random random, Ends ends) {
        var after = new ArrayList<>(before);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int at = random.nextInt(after.size() + 1);
            switch (random.nextInt(3)) {
                case 0 -> after.add(at, line(random) + ends.of(random));
                case 1 ->
                    after.subList(at, Math.min(after.size(), at + 1 + random.nextInt(2)))
                            .clear();
                default -> {
                    if (at < after.size()) {
                        after.set(at, "changed: " + random.nextInt(99) + ends.of(random));
                    }
                }
            }
        }
        if (after.isEmpty()) {
            after.add("left: 1" + ends.of(random));
        }
        return after;
    }

    private void write(List<String> lines, Random random) {
        String text = String.join("", lines);
        git.write(FILE, random.nextInt(3) == 0 ? text.stripTrailing() + "." : text);
    }

    private static Set<Integer> some(int of, Random random) {
        return IntStream.range(0, of).filter(_ -> random.nextBoolean()).boxed().collect(Collectors.toSet());
    }

    @Test
    void aHunkOfAFileThatChangedSinceItWasShownIsRefusedAndNothingHappens() {
        SourceDiffs diffs = open();
        git.write("app.yaml", "kind: Better\n");
        SourceDiff shown = diffs.of(UNSTAGED, "app.yaml");
        git.write("app.yaml", "kind: Best\n");
        var refused = assertThrows(EngineException.class, () -> diffs.stage(shown, Set.of(0)));
        assertEquals(RepoProblem.HUNK_GONE, refused.problem().code());
        assertThrows(EngineException.class, () -> diffs.discard(shown, Set.of(0)));
        assertEquals("", git.run("diff", "--cached"));
        assertEquals("kind: Best\n", repository.readText("app.yaml").text());
    }

    @Test
    void whatADiscardedHunkTakesAwayIsKept() throws IOException {
        SourceDiffs diffs = open();
        git.write("app.yaml", "kind: Mine\n");
        diffs.discard(diffs.of(UNSTAGED, "app.yaml"), Set.of(0));
        assertEquals("kind: Good\n", repository.readText("app.yaml").text());
        try (Stream<Path> kept = Files.walk(folder.resolve("state"))) {
            Path copy = kept.filter(p -> p.endsWith("app.yaml")).findFirst().orElseThrow();
            assertEquals("kind: Mine\n", Files.readString(copy));
        }
    }

    @Test
    void theOneHunkOfANewOrGoneFileIsTheFile() {
        SourceDiffs diffs = open();
        git.write("new.yaml", "a: 1\n");
        git.run("rm", "-q", "--cached", "app.yaml");
        git.run("reset", "-q");
        assertTrue(git.workTree().resolve("app.yaml").toFile().delete());
        diffs.stage(diffs.of(UNSTAGED, "new.yaml"), Set.of(0));
        diffs.stage(diffs.of(UNSTAGED, "app.yaml"), Set.of(0));
        assertEquals("D\tapp.yaml\nA\tnew.yaml", git.run("diff", "--cached", "--name-status", "--no-renames"));
        diffs.unstage(diffs.of(STAGED, "new.yaml"), Set.of(0));
        diffs.unstage(diffs.of(STAGED, "app.yaml"), Set.of(0));
        assertEquals("", git.run("diff", "--cached"));
        diffs.discard(diffs.of(UNSTAGED, "new.yaml"), Set.of(0));
        diffs.discard(diffs.of(UNSTAGED, "app.yaml"), Set.of(0));
        assertEquals("", git.run("status", "--porcelain"));
    }

    @Test
    void aRenamedFileIsComparedWithWhatItWas() {
        SourceDiffs diffs = open();
        git.write(FILE, "a: 1\nb: 2\nc: 3\nd: 4\n");
        git.commitAndPush("Base");
        git.run("mv", FILE, "moved.yaml");
        git.write("moved.yaml", "a: 1\nb: 2\nc: 3\nd: 5\n");
        git.run("add", "-A");
        SourceDiff staged = diffs.of(STAGED, "moved.yaml");
        assertEquals(Optional.of(FILE), staged.formerPath());
        assertEquals(List.of(new Hunk(3, 4, 3, 4)), staged.hunks());
        diffs.unstage(staged, Set.of(0));
        assertEquals("R100\tbase/app.yaml\tmoved.yaml", git.run("diff", "--cached", "-M", "--name-status"));
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Move");
        SourceDiff committed = diffs.of(new Comparison.InCommit(repository.resolve("HEAD")), "moved.yaml");
        assertEquals(Optional.of(FILE), committed.formerPath());
        assertEquals(1, committed.hunks().size());
    }

    @Test
    void whatIsNoTextIsNamedAndHasNoHunks() throws IOException {
        SourceDiffs diffs = open();
        Files.write(git.workTree().resolve("logo.png"), new byte[] {1, 0, 2});
        Files.write(git.workTree().resolve("large.yaml"), new byte[(5 << 20) + 1]);
        Files.createSymbolicLink(git.workTree().resolve("link"), Path.of("/etc/passwd"));
        assertInstanceOf(FileSide.Binary.class, diffs.of(UNSTAGED, "logo.png").right());
        assertInstanceOf(
                FileSide.TooLarge.class, diffs.of(UNSTAGED, "large.yaml").right());
        var link =
                assertInstanceOf(FileSide.Link.class, diffs.of(UNSTAGED, "link").right());
        assertEquals("/etc/passwd", link.target());
        assertTrue(diffs.of(UNSTAGED, "link").hunks().isEmpty());
        git.run("add", "-A");
        git.run("commit", "-q", "-m", "Odd files");
        var commit = new Comparison.InCommit(repository.resolve("HEAD"));
        assertInstanceOf(FileSide.Binary.class, diffs.of(commit, "logo.png").right());
        assertInstanceOf(FileSide.TooLarge.class, diffs.of(commit, "large.yaml").right());
        assertTrue(diffs.of(UNSTAGED, "logo.png").same());
    }

    @Test
    void anExecutableStaysExecutable() throws IOException {
        git.write("run.sh", "a\nb\nc\n");
        assertTrue(git.workTree().resolve("run.sh").toFile().setExecutable(true));
        git.commitAndPush("Script");
        SourceDiffs diffs = open();
        git.write("run.sh", "A\nb\nC\n");
        diffs.stage(diffs.of(UNSTAGED, "run.sh"), Set.of(0));
        diffs.discard(diffs.of(UNSTAGED, "run.sh"), Set.of(0));
        assertEquals("", git.run("diff"));
        assertTrue(git.run("ls-files", "-s", "run.sh").startsWith("100755"));
        assertEquals("A\nb\nc\n", Files.readString(git.workTree().resolve("run.sh")));
        assertTrue(Files.isExecutable(git.workTree().resolve("run.sh")));
    }
}
