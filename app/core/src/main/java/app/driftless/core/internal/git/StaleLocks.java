package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recognises Git locks and half-written files that one of our own processes left when it was killed (F2 and F26 of
/// the trust reference), and removes them.
///
/// Before each change a note with our pid and start time is written outside the repository. A lock is ours to remove
/// if such a note is
/// there, its process is gone, and the lock is not older than the note. Anybody else's lock is never touched.
final class StaleLocks {
    private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);
    private final Path workTree;
    private final Path gitDir;
    private final Path note;

    StaleLocks(Path workTree, Path gitDir, Path notes) {
        this.workTree = workTree;
        this.gitDir = gitDir;
        this.note = notes.resolve(DurableFile.hash(gitDir.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16)
                + ".lock");
    }

    /// Removes what a dead process of ours left.
    void recover() throws IOException {
        if (!Files.exists(note) || holderLives()) {
            return;
        }
        Instant since = Files.getLastModifiedTime(note).toInstant();
        for (Path lock : locks()) {
            if (!Files.getLastModifiedTime(lock).toInstant().isBefore(since.minusMillis(50))) {
                Files.deleteIfExists(lock);
                LOG.info("Removed {}, left by a process of ours that is gone", lock);
            }
        }
        DurableFile.removeOrphans(workTree, gitDir, since.minusMillis(50));
        Files.deleteIfExists(note);
    }

    void begin() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String text = self.pid() + " " + start(self).orElse("");
        DurableFile.write(note, text.getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
        Files.deleteIfExists(note);
    }

    private boolean holderLives() throws IOException {
        String[] parts = Files.readString(note).strip().split(" ", 2);
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> parts.length < 2 || start(process).equals(Optional.of(parts[1])))
                .isPresent();
    }

    private static Optional<String> start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString);
    }

    private List<Path> locks() throws IOException {
        try (Stream<Path> refs = Files.walk(gitDir.resolve("refs"));
                Stream<Path> top = Files.list(gitDir)) {
            return Stream.concat(top, refs)
                    .filter(file -> file.getFileName().toString().endsWith(".lock"))
                    .toList();
        }
    }
}
