package app.driftless.core.repo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The hot-exit journal: unsaved text, kept outside every repository, so that a kill loses at most one second of
/// typing (§5 of the trust reference).
/// Thread-safe; [#put] returns at once.
public interface Drafts extends AutoCloseable {
    /// @param basedOn the content hash that the edit started from; empty for a new file
    record Draft(Path repository, String path, String text, Optional<String> basedOn, Instant at) {
        /// Without the text, which may hold secrets.
        @Override
        public String toString() {
            return "Draft of " + path + " in " + repository + " at " + at;
        }
    }

    void put(Draft draft);

    void remove(Path repository, String path);

    List<Draft> of(Path repository);

    /// Waits until all that was put is on disk.
    void flush();

    @Override
    void close();
}
