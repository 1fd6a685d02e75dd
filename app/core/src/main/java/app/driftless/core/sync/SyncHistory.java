package app.driftless.core.sync;

import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.internal.sync.WrittenObjects;
import java.util.List;
import java.util.Optional;

/// The syncs of a repository from this computer, as its ledger has them. Reads the disk and asks no cluster. Blocks;
/// any thread.
public final class SyncHistory {
    private final SyncRunner runner;
    private final String repository;
    private final PersonsTools tools;

    /// @param repository its id
    public SyncHistory(SyncRunner runner, String repository, PersonsTools tools) {
        this.runner = runner;
        this.repository = repository;
        this.tools = tools;
    }

    /// Newest first; one that was interrupted says so.
    public List<SyncReport> all() {
        return runner.history(repository);
    }

    /// One sync with every object that it wrote, before and after; empty if the ledger has no such sync.
    public Optional<SyncDetails> details(String id) {
        return all().stream()
                .filter(report -> report.id().equals(id))
                .findFirst()
                .map(this::details);
    }

    private SyncDetails details(SyncReport report) {
        SyncImages images = runner.images(repository, report.id());
        return new SyncDetails(
                report, images.start().isPresent(), new WrittenObjects(new Masking(), tools).of(report, images));
    }
}
