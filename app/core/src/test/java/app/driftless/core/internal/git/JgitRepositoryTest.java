package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository;
import app.driftless.core.repo.TreeEntry;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JgitRepositoryTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private GitFixture git;
    private JgitRepositories repositories;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        git = GitFixture.withRemote(folder);
        repositories = new JgitRepositories(
                folder.resolve("state"),
                Path.of(System.getProperty("user.home")),
                System.getenv(),
                workers,
                InstantSource.system());
        repository = repositories.open(git.workTree());
    }

    @AfterEach
    void close() {
        repository.close();
        workers.close();
    }

    private RepoState state() {
        return repository.state().get().latest().orElseThrow().value();
    }

    @Test
    void aSavedFileIsStagedCommittedAndPushed() {
        FileText before = repository.readText("app.yaml");
        repository.save("app.yaml", "kind: Changed\n", Optional.of(before.contentHash()));
        assertEquals(Change.Kind.MODIFIED, state().changes().getFirst().unstaged());
        repository.stage(List.of("app.yaml"));
        assertEquals(Change.Kind.MODIFIED, state().changes().getFirst().staged());
        Commit commit = repository.commit("Change the kind");
        assertEquals(1, state().ahead());
        assertFalse(repository.remoteBranchWith(commit).isPresent());
        repository.push(Progress.none(), new CancelToken());
        assertEquals(0, state().ahead());
        assertEquals(Optional.of("origin/main"), repository.remoteBranchWith(commit));
        assertEquals(commit.id(), git.inRemote("rev-parse", "main"));
        assertTrue(git.run("fsck", "--full").isBlank());
        assertTrue(git.run("status", "--porcelain").isBlank());
    }

    @Test
    void aSaveOverAnothersTextIsRefusedAndLosesNothing() throws IOException {
        FileText before = repository.readText("app.yaml");
        Files.writeString(git.workTree().resolve("app.yaml"), "theirs\n");
        var error = assertThrows(
                EngineException.class, () -> repository.save("app.yaml", "mine\n", Optional.of(before.contentHash())));
        assertEquals(RepoProblem.CHANGED_OUTSIDE, error.problem().code());
        assertEquals("theirs\n", Files.readString(git.workTree().resolve("app.yaml")));
    }

    @Test
    void aRevertUndoesACommitWithoutRewritingHistory() {
        repository.save(
                "app.yaml",
                "kind: Bad\n",
                Optional.of(repository.readText("app.yaml").contentHash()));
        repository.stage(List.of("app.yaml"));
        Commit bad = repository.commit("A mistake");
        Commit revert = repository.revert(bad);
        assertEquals(List.of(bad.id()), revert.parents());
        assertEquals("kind: Good\n", repository.readText("app.yaml").text());
        assertTrue(git.run("status", "--porcelain").isBlank());
    }

    @Test
    void aPullRebasesAndNamesConflictsWithoutChangingAnything() {
        GitFixture other = git.cloneOf("other");
        other.write("app.yaml", "kind: Theirs\n");
        other.commitAndPush("Theirs");
        repository.save("new.yaml", "a: 1\n", Optional.empty());
        repository.stage(List.of("new.yaml"));
        repository.commit("Mine beside theirs");
        assertInstanceOf(PullResult.Updated.class, repository.pull(Progress.none(), new CancelToken()));
        assertEquals("kind: Theirs\n", repository.readText("app.yaml").text());

        other.run("pull", "--rebase");
        other.write("app.yaml", "kind: Again\n");
        other.commitAndPush("Again");
        repository.save(
                "app.yaml",
                "kind: Mine\n",
                Optional.of(repository.readText("app.yaml").contentHash()));
        repository.stage(List.of("app.yaml"));
        Commit mine = repository.commit("Mine against theirs");
        PullResult result = repository.pull(Progress.none(), new CancelToken());
        assertEquals(new PullResult.Conflicts(List.of("app.yaml")), result);
        assertEquals(mine.id(), repository.resolve("HEAD").id());
        assertEquals("kind: Mine\n", repository.readText("app.yaml").text());
        assertEquals(Optional.empty(), state().unfinished());
    }

    @Test
    void aPushThatIsBehindIsRefusedAndKeepsTheCommit() {
        GitFixture other = git.cloneOf("other");
        other.write("x.yaml", "a: 1\n");
        other.commitAndPush("Theirs");
        repository.save("new.yaml", "a: 1\n", Optional.empty());
        repository.stage(List.of("new.yaml"));
        Commit mine = repository.commit("Mine");
        var error = assertThrows(EngineException.class, () -> repository.push(Progress.none(), new CancelToken()));
        assertEquals(RepoProblem.PUSH_BEHIND, error.problem().code());
        assertEquals(mine.id(), repository.resolve("HEAD").id());
    }

    @Test
    void aChangeFromOutsideIsSeenWithinTwoSeconds() throws Exception {
        var seen = new CountDownLatch(1);
        repository.changedPaths().subscribe(changed -> {
            if (changed.paths().contains("sub/new.yaml")
                    || changed.serial() > 0 && changed.paths().isEmpty()) {
                seen.countDown();
            }
        });
        Files.createDirectories(git.workTree().resolve("sub"));
        Files.writeString(git.workTree().resolve("sub/new.yaml"), "a: 1\n");
        assertTrue(seen.await(2, TimeUnit.SECONDS));
    }

    @Test
    void treesOfWorkTreeAndCommitGiveTheSameIdsForTheSameContent() throws IOException {
        Files.writeString(git.workTree().resolve(".gitignore"), "ignored/\n");
        Files.createDirectories(git.workTree().resolve("ignored"));
        Files.writeString(git.workTree().resolve("ignored/x.yaml"), "a: 1\n");
        Files.createSymbolicLink(git.workTree().resolve("link.yaml"), Path.of("/etc/hostname"));
        List<TreeEntry> work = repository.workTree().files("");
        List<TreeEntry> committed = repository.tree(repository.resolve("HEAD")).files("");
        assertTrue(work.containsAll(committed), () -> work + " / " + committed);
        assertEquals(
                List.of(".gitignore", "app.yaml", "link.yaml"),
                work.stream().map(TreeEntry::path).toList());
        assertEquals(TreeEntry.EntryKind.LINK, work.getLast().kind());
        assertThrows(EngineException.class, () -> repository.workTree().read("link.yaml"));
        assertThrows(EngineException.class, () -> repository.workTree().read("../state"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.fsmonitor=MARK",
                "core.sshCommand=MARK",
                "filter.evil.clean=MARK",
                "filter.evil.smudge=MARK",
                "remote.origin.uploadpack=MARK",
                "remote.origin.receivepack=MARK",
                "core.hooksPath=hooks",
                "diff.external=MARK",
                "credential.helper=!MARK",
                "core.worktree=/tmp",
                "merge.evil.driver=MARK",
                "gpg.program=MARK",
                "core.editor=MARK",
                "core.pager=MARK",
                "include.path=evil"
            })
    void nothingThatARepositoryNamesIsEverRun(String setting) throws IOException {
        Path marker = folder.resolve("marker");
        Path program = folder.resolve("evil.sh");
        Files.writeString(program, "#!/bin/sh\ntouch " + marker + "\ncat\n");
        assertTrue(program.toFile().setExecutable(true));
        repository.close();
        git.write("filtered.yaml", "kind: X\n");
        git.commitAndPush("What will go through a filter");
        String[] parts = setting.split("=", 2);
        git.run("config", parts[0], parts[1].replace("MARK", program.toString()));
        git.write(".gitattributes", "* diff=evil merge=evil\nfiltered.yaml filter=evil\n");
        git.write("filtered.yaml", "kind: Y\n");
        for (String hook : List.of("pre-commit", "commit-msg", "post-commit", "pre-push", "post-checkout")) {
            for (String place : List.of(".git/hooks", "hooks")) {
                Path file = git.workTree().resolve(place).resolve(hook);
                Files.createDirectories(file.getParent());
                Files.copy(program, file);
                assertTrue(file.toFile().setExecutable(true));
            }
        }
        repository = repositories.open(git.workTree());
        repository.save(
                "app.yaml",
                "kind: X\n",
                Optional.of(repository.readText("app.yaml").contentHash()));
        assertThrows(EngineException.class, () -> repository.stage(List.of("filtered.yaml")));
        repository.stage(List.of("app.yaml"));
        repository.unstage(List.of("app.yaml"));
        repository.stage(List.of("app.yaml"));
        Commit commit = repository.commit("Try");
        repository.createBranch("other", true);
        repository.checkout("main");
        repository.revert(commit);
        repository.fetch(Progress.none(), new CancelToken());
        repository.push(Progress.none(), new CancelToken());
        repository.discard(List.of("filtered.yaml"));
        repository.discard(List.of(".gitattributes"));
        assertFalse(Files.exists(marker), setting);
        assertEquals(git.workTree().toRealPath(), repository.root());
        assertFalse(state().notices().isEmpty());
    }

    @Test
    void aLockOfAKilledProcessOfOursIsRemovedAndAnothersIsNot() throws Exception {
        Path lock = git.workTree().resolve(".git/index.lock");
        Files.writeString(lock, "");
        var error = assertThrows(EngineException.class, () -> repository.stage(List.of("app.yaml")));
        assertEquals(RepoProblem.LOCKED, error.problem().code());
        assertTrue(error.problem().subject().endsWith("index.lock"), error.problem()::subject);
        assertTrue(Files.exists(lock));

        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path notes = folder.resolve("state/locks");
        try (var files = Files.list(notes)) {
            assertEquals(0, files.count(), "a note stays only when its process was killed");
        }
        repository.close();
        String name = DurableFile.hash(
                        git.workTree().toRealPath().resolve(".git").toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
        Path note = Files.createFile(notes.resolve(name + "-" + dead.pid() + "-1.note"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().plusSeconds(1)));
        Process other = git.start("cat-file", "--batch");
        repository = repositories.open(git.workTree());
        assertTrue(Files.exists(lock), "the other git may hold it");
        other.destroy();
        other.waitFor();
        repository.stage(List.of("app.yaml"));
        assertFalse(Files.exists(lock));
        assertFalse(Files.exists(note));
    }

    @Test
    void aCloneIsCompleteOrLeavesNothing() {
        Path target = folder.resolve("clone");
        try (Repository cloned =
                repositories.clone(git.remote().toUri().toString(), target, Progress.none(), new CancelToken())) {
            assertEquals("kind: Good\n", cloned.readText("app.yaml").text());
            assertEquals(repository.id().length(), cloned.id().length());
        }
        Path failing = folder.resolve("failing");
        assertThrows(
                EngineException.class,
                () -> repositories.clone(
                        folder.resolve("nowhere").toString(), failing, Progress.none(), new CancelToken()));
        assertFalse(Files.exists(failing));
        var refused = assertThrows(
                EngineException.class,
                () -> repositories.clone("ext::sh -c x", failing, Progress.none(), new CancelToken()));
        assertFalse(refused.problem().subject().isEmpty());
    }
}
