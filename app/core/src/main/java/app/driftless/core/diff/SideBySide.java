package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.YamlLines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays desired and live of one [ResourceDiff] side by side: the same field on the same row, each row with the
/// difference it shows.
/// Pure; what the window draws and what tests read.
public final class SideBySide {
    /// A line of one side with its place as names that both sides share.
    private record Placed(YamlLines.Line line, List<String> place) {}

    private final ResourceDiff diff;
    private final List<List<String>> differencePlaces = new ArrayList<>();
    private final List<DiffRow.Line> rows = new ArrayList<>();
    private final List<List<String>> places = new ArrayList<>();

    private SideBySide(ResourceDiff diff) {
        this.diff = diff;
        var names = new ListItems();
        for (Difference difference : diff.differences()) {
            Object tree = difference.live().present()
                    ? diff.live().orElse(null)
                    : difference.predicted().present()
                            ? diff.predicted().orElse(null)
                            : diff.desired().orElse(null);
            differencePlaces.add(place(difference.path(), tree, names));
        }
        Object desired = diff.desired().orElse(null);
        align(placed(desired), placed(SameOrder.like(desired, diff.live().orElse(null))));
    }

    /// Every row, nothing folded.
    ///
    /// @param hidden classes whose rows that only live has are left out, usually [DiffClass#DEFAULT]
    public static List<DiffRow.Line> rows(ResourceDiff diff, Set<DiffClass> hidden) {
        var view = new SideBySide(diff);
        return view.rows.stream()
                .filter(row -> row.left().isPresent()
                        || row.difference()
                                .map(i -> !hidden.contains(
                                        diff.differences().get(i).kind()))
                                .orElse(true))
                .toList();
    }

    /// The rows with long unchanged runs folded.
    ///
    /// @param unfolded `first` of folds that a person opened
    public static List<DiffRow> folded(ResourceDiff diff, Set<DiffClass> hidden, Set<Integer> unfolded) {
        var view = new SideBySide(diff);
        return Folds.of(view.keptRows(hidden), i -> view.shows(i, hidden), unfolded, view.rows::get, view::names);
    }

    private List<Integer> keptRows(Set<DiffClass> hidden) {
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            DiffRow.Line row = rows.get(i);
            if (row.left().isPresent() || row.difference().isEmpty() || shows(i, hidden)) {
                kept.add(i);
            }
        }
        return kept;
    }

    private boolean shows(int row, Set<DiffClass> hidden) {
        DiffRow.Line line = rows.get(row);
        return line.difference()
                .map(i -> !hidden.contains(diff.differences().get(i).kind()))
                .orElse(diff.isWhole() && (line.left().isEmpty() || line.right().isEmpty()));
    }

    /// The fields of some rows, down to the second level, as a person names them.
    private List<String> names(List<Integer> some) {
        var names = new LinkedHashSet<String>();
        for (int row : some) {
            List<String> place = places.get(row);
            names.add(String.join(".", place.subList(0, Math.min(2, place.size()))));
        }
        names.removeIf(name -> name.isEmpty() || names.stream().anyMatch(other -> other.startsWith(name + ".")));
        return List.copyOf(names);
    }

    /// Merges the two lists of lines. Lines of the same place stand on one row, as many as keep the order of both
    /// sides; the others stand alone, where their own side has them.
    private void align(List<Placed> left, List<Placed> right) {
        int[] partner = LineAlignment.partners(
                left.stream().map(Placed::place).toList(),
                right.stream().map(Placed::place).toList());
        int next = 0;
        for (int i = 0; i < left.size(); i++) {
            if (partner[i] >= 0) {
                for (; next < partner[i]; next++) {
                    row(null, -1, right.get(next), next);
                }
                row(left.get(i), i, right.get(next), next);
                next++;
            } else {
                row(left.get(i), i, null, -1);
            }
        }
        for (; next < right.size(); next++) {
            row(null, -1, right.get(next), next);
        }
    }

    private void row(@Nullable Placed left, int leftIndex, @Nullable Placed right, int rightIndex) {
        Placed any = left != null ? left : right;
        if (any == null) {
            throw new IllegalArgumentException("A row has at least one side");
        }
        var marks = left != null
                        && right != null
                        && !left.line().text().equals(right.line().text())
                ? valueMarks(left.line(), right.line())
                : new WordMarks.Marks(List.of(), List.of());
        boolean same = left != null
                && right != null
                && left.line().text().equals(right.line().text());
        rows.add(new DiffRow.Line(
                cell(left, leftIndex, marks.left()),
                cell(right, rightIndex, marks.right()),
                same ? Optional.empty() : differenceAt(any.place())));
        places.add(any.place());
    }

    private static Optional<DiffRow.Cell> cell(@Nullable Placed placed, int index, List<DiffRow.Range> marks) {
        return placed == null
                ? Optional.empty()
                : Optional.of(new DiffRow.Cell(index + 1, placed.line().text(), marks));
    }

    private static WordMarks.Marks valueMarks(YamlLines.Line left, YamlLines.Line right) {
        var marks = WordMarks.between(
                left.text().substring(left.valueAt()), right.text().substring(right.valueAt()));
        return new WordMarks.Marks(moved(marks.left(), left.valueAt()), moved(marks.right(), right.valueAt()));
    }

    private static List<DiffRow.Range> moved(List<DiffRow.Range> ranges, int by) {
        return ranges.stream()
                .map(r -> new DiffRow.Range(r.start() + by, r.end() + by))
                .toList();
    }

    /// The difference that a place is in: the innermost one that holds it.
    private Optional<Integer> differenceAt(List<String> place) {
        int best = -1;
        for (int i = 0; i < differencePlaces.size(); i++) {
            List<String> candidate = differencePlaces.get(i);
            boolean holds = place.size() >= candidate.size()
                    && place.subList(0, candidate.size()).equals(candidate);
            if (holds
                    && (best < 0
                            || candidate.size() > differencePlaces.get(best).size())) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private static List<Placed> placed(@Nullable Object tree) {
        if (tree == null) {
            return List.of();
        }
        var result = new ArrayList<Placed>();
        var names = new ListItems();
        JsonPointer previous = null;
        int continued = 0;
        for (YamlLines.Line line : YamlLines.of(tree)) {
            var place = new ArrayList<>(place(line.pointer(), tree, names));
            continued = line.pointer().equals(previous) ? continued + 1 : 0;
            previous = line.pointer();
            if (continued > 0) {
                // Lines of one block scalar: told apart by their text, so that an inserted line moves the rest.
                place.add("|" + line.text());
            }
            result.add(new Placed(line, List.copyOf(place)));
        }
        return result;
    }

    /// A pointer with list items by name instead of index.
    private static List<String> place(JsonPointer pointer, @Nullable Object tree, ListItems names) {
        var place = new ArrayList<String>();
        Object node = tree;
        for (String token : pointer.tokens()) {
            if (node instanceof List<?> list && token.matches("\\d{1,9}") && Integer.parseInt(token) < list.size()) {
                int index = Integer.parseInt(token);
                place.add(names.of(list).get(index));
                node = list.get(index);
            } else {
                place.add(token);
                node = node instanceof Map<?, ?> map ? map.get(token) : null;
            }
        }
        return List.copyOf(place);
    }
}
