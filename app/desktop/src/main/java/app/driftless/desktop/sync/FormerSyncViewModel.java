package app.driftless.desktop.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Outcome;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.diff.Sides;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A former sync with each of its objects before and after it. FX thread.
public final class FormerSyncViewModel {
    /// Reads what is kept of the sync and hands it over on the FX thread; empty where the ledger no longer has it.
    @FunctionalInterface
    public interface Source extends Consumer<Consumer<Outcome<Optional<SyncDetails>>>> {}

    /// What there is to see of the chosen object.
    public sealed interface Seen {
        /// No object is chosen.
        record Nothing() implements Seen {}

        record Reading() implements Seen {}

        record Failed(Problem problem) implements Seen {}

        record Compared(ShownDiff diff) implements Seen {}

        record Unknown(Why why) implements Seen {}
    }

    /// Why an object can't be shown before and after.
    public enum Why {
        /// The sync did not write it.
        NOT_WRITTEN,
        /// The copies are deleted by now.
        GONE,
        /// The sync broke off before it could tell what the object became.
        LOST;

        /// The last part of its text keys.
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final SyncReport report;
    private final List<ObjectResult> objects;
    private final ReadOnlyObjectWrapper<Optional<ObjectResult>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Seen> seen = new ReadOnlyObjectWrapper<>(new Seen.Nothing());
    private Optional<Outcome<Optional<SyncDetails>>> read = Optional.empty();

    public FormerSyncViewModel(SyncReport report, Source source) {
        this.report = report;
        objects = report.results().stream()
                .filter(r -> r.action() != Action.UNCHANGED)
                .toList();
        chosen.set(objects.stream().findFirst());
        update();
        source.accept(outcome -> {
            read = Optional.of(outcome);
            update();
        });
    }

    SyncReport report() {
        return report;
    }

    /// What the sync was about to write, in the order of its results.
    public List<ObjectResult> objects() {
        return objects;
    }

    public ReadOnlyObjectProperty<Optional<ObjectResult>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /// Shows an object; another one than the sync was about to write changes nothing.
    public void choose(ResourceKey key) {
        objects.stream().filter(r -> r.key().equals(key)).findFirst().ifPresent(r -> {
            chosen.set(Optional.of(r));
            update();
        });
    }

    private void update() {
        seen.set(chosen.get().map(this::seen).orElseGet(Seen.Nothing::new));
    }

    private Seen seen(ObjectResult result) {
        if (read.isEmpty()) {
            return new Seen.Reading();
        }
        return switch (read.get()) {
            case Outcome.Done<Optional<SyncDetails>> done -> seen(result, done.value());
            case Outcome.Failed<Optional<SyncDetails>> failed -> new Seen.Failed(failed.problem());
            case Outcome.Cancelled<Optional<SyncDetails>> _ -> new Seen.Nothing();
        };
    }

    private Seen seen(ObjectResult result, Optional<SyncDetails> details) {
        Optional<ResourceDiff> diff = details.flatMap(d -> d.of(result.key()));
        if (diff.isPresent()) {
            return new Seen.Compared(new ShownDiff(
                    diff.get(),
                    report.environment(),
                    report.cluster(),
                    new Sides.Written(report.commit().shortId(), result.at())));
        }
        return new Seen.Unknown(
                switch (result.outcome()) {
                    case HELD, FAILED, SKIPPED -> Why.NOT_WRITTEN;
                    case APPLIED, UNKNOWN -> details.filter(SyncDetails::kept).isPresent() ? Why.LOST : Why.GONE;
                });
    }
}
