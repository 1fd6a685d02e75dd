package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.internal.fs.Orphans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises Git locks and half-written files that one of our own processes left when it was killed (F2 and F26 of
/// the trust reference), and removes them.
///
/// Before each change an empty note is made outside the repository, whose name has our pid and start time: there is
/// no moment in which it is half there. A lock is ours to remove if there is such a note, its process is gone, the
/// lock is not older than the note, and no `git` is at work here that may hold it. Anybody else's lock is never
/// touched.
final class StaleLocks {
    private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);
    /// File systems round the times of two files differently.
    private static final long ROUNDING_MILLIS = 50;
    /// What JGit writes into before it renames: an object, a pack that comes in, a file of the work tree.
    private static final Pattern HALF_OBJECT = Pattern.compile("noz\\d+\\.tmp|incoming_.*");

    private static final Pattern HALF_FILE =
            Pattern.compile(Pattern.quote(DurableFile.TEMPORARY) + ".*|\\._.+\\d\\.tmp");
    private static final Pattern NOTE = Pattern.compile("(\\w+)-(\\d+)-(\\d+)\\.note");
    private final Path workTree;
    private final Path gitDir;
    private final Path notes;
    private final String repository;
    private int changes;

    private record Note(Path file, long pid, long started) {
        static Optional<Note> of(Path file, String repository) {
            var name = NOTE.matcher(file.getFileName().toString());
            return name.matches() && name.group(1).equals(repository)
                    ? Optional.of(new Note(file, Long.parseLong(name.group(2)), Long.parseLong(name.group(3))))
                    : Optional.empty();
        }

        boolean alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> start(process) == started)
                    .isPresent();
        }
    }

    StaleLocks(Path workTree, Path gitDir, Path notes) {
        this.workTree = workTree;
        this.gitDir = gitDir;
        this.notes = notes;
        this.repository = DurableFile.hash(gitDir.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    /// Removes what a dead process of ours left.
    ///
    /// @return whether there was one
    synchronized boolean recover() throws IOException {
        boolean found = false;
        for (Note note : notes()) {
            if (!note.alive()) {
                found = true;
                Instant since =
                        Files.getLastModifiedTime(note.file()).toInstant().minusMillis(ROUNDING_MILLIS);
                if (removeLocks(since)) {
                    removeHalfWritten(since);
                    Files.deleteIfExists(note.file());
                }
            }
        }
        return found;
    }

    /// Whether no other process of ours is in the middle of a change.
    synchronized boolean alone() throws IOException {
        Path own = ownNote();
        return notes().stream().allMatch(note -> note.file().equals(own));
    }

    /// Before a change; several may run at once.
    synchronized void begin() throws IOException {
        recover();
        changes++;
        if (changes > 1) {
            return;
        }
        Path note = ownNote();
        if (!Files.isDirectory(notes)) {
            Files.createDirectories(notes);
        }
        Files.deleteIfExists(note);
        Files.createFile(note);
        DurableFile.syncFolder(notes);
    }

    synchronized void end() throws IOException {
        changes--;
        if (changes == 0) {
            Files.deleteIfExists(ownNote());
        }
    }

    private Path ownNote() {
        ProcessHandle self = ProcessHandle.current();
        return notes.resolve(repository + "-" + self.pid() + "-" + start(self) + ".note");
    }

    /// In milliseconds; 0 where the system does not tell.
    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private List<Note> notes() throws IOException {
        if (!Files.isDirectory(notes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(notes)) {
            return files.flatMap(file -> Note.of(file, repository).stream()).toList();
        }
    }

    /// False if one may be held by another program.
    private boolean removeLocks(Instant since) throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path lock : locks()) {
            if (!Files.getLastModifiedTime(lock).toInstant().isBefore(since)) {
                left.add(lock);
            }
        }
        if (!left.isEmpty() && gitAtWork()) {
            LOG.info("{} may be held by a git that is running, so it stays for now", left);
            return false;
        }
        for (Path lock : left) {
            Files.deleteIfExists(lock);
            LOG.info("Removed {}, left by a process of ours that is gone", lock);
        }
        return true;
    }

    private List<Path> locks() throws IOException {
        try (Stream<Path> refs = Files.walk(gitDir.resolve("refs"));
                Stream<Path> top = Files.list(gitDir)) {
            return Stream.concat(top, refs)
                    .filter(file -> file.getFileName().toString().endsWith(".lock"))
                    .toList();
        }
    }

    private boolean gitAtWork() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).getFileName().toString())
                        .filter(name -> name.startsWith("git"))
                        .isPresent())
                .anyMatch(this::worksHere);
    }

    /// Where the system does not tell in which folder a process works, it may be here.
    private boolean worksHere(ProcessHandle git) {
        try {
            return Path.of("/proc", String.valueOf(git.pid()), "cwd")
                    .toRealPath()
                    .startsWith(workTree);
        } catch (IOException e) {
            return git.isAlive();
        }
    }

    private void removeHalfWritten(Instant since) throws IOException {
        Orphans.remove(workTree, gitDir, HALF_FILE, since);
        Orphans.remove(gitDir.resolve("objects"), gitDir.resolve("objects/info"), HALF_OBJECT, since);
    }
}
