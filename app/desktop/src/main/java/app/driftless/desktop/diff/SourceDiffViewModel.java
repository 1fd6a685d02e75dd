package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceSideBySide;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.SourceDiff;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A file in two states: which two, their rows, the chosen hunk and what can be done about it. FX thread; rows are
/// laid out on `computing`.
public final class SourceDiffViewModel implements DiffRows {
    /// Reads a file's comparison and hands it over on the FX thread.
    @FunctionalInterface
    public interface Source extends BiConsumer<Comparison, Consumer<Outcome<SourceDiff>>> {}

    private final Source source;
    private final HunkActions actions;
    private final Executor computing;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Comparison> comparison;
    private final ReadOnlyObjectWrapper<Optional<SourceDiff>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<DiffRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Integer>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<Integer> unfolded = new HashSet<>();
    private long asked;
    private long laid;

    public SourceDiffViewModel(
            Source source, Comparison comparison, HunkActions actions, Executor computing, Executor fx) {
        this.source = source;
        this.actions = actions;
        this.computing = computing;
        this.fx = fx;
        this.comparison = new ReadOnlyObjectWrapper<>(comparison);
        refresh();
    }

    public ReadOnlyObjectProperty<Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /// What is shown; empty while it is read for the first time.
    public ReadOnlyObjectProperty<Optional<SourceDiff>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Why it can't be shown.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<List<DiffRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Integer>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Shows two other states of the file.
    public void compare(Comparison next) {
        if (!next.equals(comparison.get())) {
            unfolded.clear();
            shown.set(Optional.empty());
            rows.set(List.of());
            chosen.set(Optional.empty());
            comparison.set(next);
            refresh();
        }
    }

    /// Reads both sides again. The hunk at the place of the chosen one stays chosen.
    public void refresh() {
        long ticket = ++asked;
        source.accept(comparison.get(), outcome -> {
            if (ticket == asked) {
                take(outcome);
            }
        });
    }

    private void take(Outcome<SourceDiff> outcome) {
        switch (outcome) {
            case Outcome.Done<SourceDiff> done -> {
                problem.set(Optional.empty());
                show(done.value());
            }
            case Outcome.Failed<SourceDiff> failed -> {
                shown.set(Optional.empty());
                rows.set(List.of());
                chosen.set(Optional.empty());
                problem.set(Optional.of(failed.problem()));
            }
            case Outcome.Cancelled<SourceDiff> _ -> {}
        }
    }

    private void show(SourceDiff next) {
        if (shown.get().equals(Optional.of(next))) {
            return;
        }
        int count = next.hunks().size();
        Optional<Integer> place = chosen.get();
        unfolded.clear();
        shown.set(Optional.of(next));
        chosen.set(count == 0 ? Optional.empty() : Optional.of(Math.min(place.orElse(0), count - 1)));
        layOut();
    }

    @Override
    public void choose(int hunk) {
        chosen.set(Optional.of(hunk));
    }

    @Override
    public void next() {
        step(1);
    }

    @Override
    public void previous() {
        step(-1);
    }

    private void step(int by) {
        int count = total();
        if (count > 0) {
            chosen.set(Optional.of(Math.floorMod(chosen.get().map(i -> i + by).orElse(0), count)));
        }
    }

    @Override
    public void unfold(DiffRow.Fold fold) {
        unfolded.add(fold.first());
        layOut();
    }

    public int total() {
        return shown.get().map(d -> d.hunks().size()).orElse(0);
    }

    /// Whether the shown hunks can be staged and discarded.
    public boolean canStage() {
        return changeable(Comparison.Unstaged.class);
    }

    public boolean canUnstage() {
        return changeable(Comparison.Staged.class);
    }

    private boolean changeable(Class<? extends Comparison> kind) {
        return total() > 0
                && shown.get()
                        .filter(d -> kind.isInstance(d.comparison()) && !d.conflicted())
                        .isPresent();
    }

    /// Stages or unstages a hunk, whichever the comparison allows.
    public void move(int hunk) {
        shown.get().ifPresent(diff -> {
            if (canStage()) {
                actions.stage(diff, hunk);
            } else if (canUnstage()) {
                actions.unstage(diff, hunk);
            }
        });
    }

    public void discard(int hunk) {
        if (canStage()) {
            shown.get().ifPresent(diff -> actions.discard(diff, hunk));
        }
    }

    /// Opens the file where the chosen hunk is.
    public void openFile() {
        shown.get()
                .filter(d -> !(d.right() instanceof FileSide.Absent))
                .ifPresent(diff -> actions.openFile(
                        diff,
                        chosen.get()
                                .map(diff.hunks()::get)
                                .map(Hunk::rightStart)
                                .map(line -> line + 1)
                                .orElse(1)));
    }

    private void layOut() {
        long ticket = ++laid;
        Set<Integer> open = Set.copyOf(unfolded);
        shown.get()
                .filter(SourceDiff::isText)
                .ifPresentOrElse(
                        diff -> computing.execute(() -> {
                            List<DiffRow> laidOut =
                                    SourceSideBySide.folded(diff.leftLines(), diff.rightLines(), diff.hunks(), open);
                            fx.execute(() -> {
                                if (ticket == laid) {
                                    rows.set(laidOut);
                                }
                            });
                        }),
                        () -> rows.set(List.of()));
    }
}
