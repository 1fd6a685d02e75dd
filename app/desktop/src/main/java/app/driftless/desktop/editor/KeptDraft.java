package app.driftless.desktop.editor;

import app.driftless.core.repo.Drafts;
import app.driftless.core.repo.FileText;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The unsaved text of one file in the journal of drafts.
final class KeptDraft {
    private final Drafts drafts;
    private final Path root;
    private final InstantSource clock;

    KeptDraft(Drafts drafts, Path root, InstantSource clock) {
        this.drafts = drafts;
        this.root = root;
        this.clock = clock;
    }

    /// What an earlier session left. Reads the journal; on any thread.
    Optional<Drafts.Draft> of(String path) {
        return drafts.of(root).stream().filter(d -> d.path().equals(path)).findFirst();
    }

    /// @param base the file that the edit started from
    void keep(String path, String text, Optional<FileText> base) {
        drafts.put(new Drafts.Draft(root, path, text, base.map(FileText::contentHash), clock.instant()));
    }

    void drop(String path) {
        drafts.remove(root, path);
    }
}
