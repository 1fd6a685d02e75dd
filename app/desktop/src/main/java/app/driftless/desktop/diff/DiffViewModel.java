package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.SideBySide;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the side-by-side view shows: rows, the chosen difference, counts, which classes are hidden. FX thread; rows
/// are laid out on `computing`.
public final class DiffViewModel implements DiffRows {
    /// What is hidden until somebody asks for it: it needs no decision.
    private static final Set<DiffClass> QUIET = Set.of(DiffClass.DEFAULT, DiffClass.IGNORED);

    private final Executor computing;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<ShownDiff>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<DiffRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Integer>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Set<DiffClass>> hidden = new ReadOnlyObjectWrapper<>(QUIET);
    private final Set<Integer> unfolded = new HashSet<>();
    private long asked;

    public DiffViewModel(Executor computing, Executor fx) {
        this.computing = computing;
        this.fx = fx;
    }

    public ReadOnlyObjectProperty<Optional<ShownDiff>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<List<DiffRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Integer>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Set<DiffClass>> hiddenProperty() {
        return hidden.getReadOnlyProperty();
    }

    /// Shows another comparison. The chosen field stays chosen if it still differs.
    public void show(ShownDiff next) {
        boolean sameObject = shown.get()
                .map(before -> before.diff().key().equals(next.diff().key())
                        && before.cluster().equals(next.cluster()))
                .orElse(false);
        Optional<String> field = chosenDifference().map(Difference::fieldPath);
        if (!sameObject) {
            unfolded.clear();
            rows.set(List.of());
            hidden.set(QUIET);
        }
        shown.set(Optional.of(next));
        List<Difference> differences = next.diff().differences();
        Optional<Integer> again = field.filter(_ -> sameObject).flatMap(path -> visible().stream()
                .filter(i -> differences.get(i).fieldPath().equals(path))
                .findFirst());
        chosen.set(again.or(() -> first(differences)));
        layOut();
    }

    /// What asks for a decision comes before what only informs.
    private Optional<Integer> first(List<Difference> differences) {
        List<Integer> indices = visible();
        return indices.stream()
                .filter(i -> differences.get(i).kind() == DiffClass.DRIFT
                        || differences.get(i).kind() == DiffClass.YOURS)
                .findFirst()
                .or(() -> indices.stream().findFirst());
    }

    public void clear() {
        shown.set(Optional.empty());
        rows.set(List.of());
        chosen.set(Optional.empty());
    }

    public void toggle(DiffClass kind) {
        var next = EnumSet.noneOf(DiffClass.class);
        next.addAll(hidden.get());
        if (!next.remove(kind)) {
            next.add(kind);
        }
        hidden.set(Set.copyOf(next));
        if (chosen.get().isPresent() && !visible().contains(chosen.get().get())) {
            chosen.set(visible().stream().findFirst());
        }
        layOut();
    }

    @Override
    public void unfold(DiffRow.Fold fold) {
        unfolded.add(fold.first());
        layOut();
    }

    @Override
    public void choose(int difference) {
        chosen.set(Optional.of(difference));
    }

    /// Passes over what is hidden.
    @Override
    public void next() {
        step(1);
    }

    @Override
    public void previous() {
        step(-1);
    }

    public Optional<Difference> chosenDifference() {
        return chosen.get().flatMap(this::difference);
    }

    /// A difference by its number in a row. Empty if the rows are still those of an earlier comparison that had more:
    /// they are laid out beside the FX thread and follow a moment later.
    public Optional<Difference> difference(int index) {
        return shown.get()
                .map(s -> s.diff().differences())
                .filter(all -> index < all.size())
                .map(all -> all.get(index));
    }

    /// How many differences there are of each class.
    public Map<DiffClass, Integer> counts() {
        var counts = new EnumMap<DiffClass, Integer>(DiffClass.class);
        shown.get().ifPresent(s -> s.diff().differences().forEach(d -> counts.merge(d.kind(), 1, Integer::sum)));
        return counts;
    }

    /// Where the chosen difference stands among those that are not hidden, from 1; 0 for none.
    public int position() {
        return chosen.get().map(i -> visible().indexOf(i) + 1).orElse(0);
    }

    public int total() {
        return visible().size();
    }

    private void step(int by) {
        List<Integer> indices = visible();
        if (!indices.isEmpty()) {
            int at = chosen.get().map(indices::indexOf).orElse(-1);
            chosen.set(Optional.of(indices.get(Math.floorMod(at < 0 && by < 0 ? -1 : at + by, indices.size()))));
        }
    }

    private List<Integer> visible() {
        List<Difference> all = shown.get().map(s -> s.diff().differences()).orElse(List.of());
        return IntStream.range(0, all.size())
                .filter(i -> !hidden.get().contains(all.get(i).kind()))
                .boxed()
                .toList();
    }

    private void layOut() {
        long ticket = ++asked;
        Optional<ShownDiff> what = shown.get();
        Set<DiffClass> hide = hidden.get();
        Set<Integer> open = Set.copyOf(unfolded);
        what.ifPresent(s -> computing.execute(() -> {
            List<DiffRow> laidOut = inOrder(s.sides(), SideBySide.folded(s.diff(), hide, open));
            fx.execute(() -> {
                if (ticket == asked) {
                    rows.set(laidOut);
                }
            });
        }));
    }

    /// What was before stands on the left, as readers expect.
    private static List<DiffRow> inOrder(Sides sides, List<DiffRow> rows) {
        return sides instanceof Sides.Written
                ? rows.stream().map(DiffViewModel::mirrored).toList()
                : rows;
    }

    private static DiffRow mirrored(DiffRow row) {
        return switch (row) {
            case DiffRow.Line line -> new DiffRow.Line(line.right(), line.left(), line.difference());
            case DiffRow.Fold fold -> fold;
        };
    }
}
