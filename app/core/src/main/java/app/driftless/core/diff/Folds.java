package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// Folds long unchanged runs of rows away, leaving some context around what differs.
final class Folds {
    private static final int CONTEXT = 2;
    private static final int SHORTEST = 3;

    private Folds() {}

    /// @param kept indices of the rows that are shown at all, ascending
    /// @param differs whether a row shows a difference
    /// @param unfolded `first` of folds that a person opened
    /// @param names what a fold says of the rows in it
    static List<DiffRow> of(
            List<Integer> kept,
            IntPredicate differs,
            Set<Integer> unfolded,
            IntFunction<? extends DiffRow> row,
            Function<List<Integer>, List<String>> names) {
        var result = new ArrayList<DiffRow>();
        boolean[] near = near(kept, differs);
        int at = 0;
        while (at < kept.size()) {
            int end = at;
            while (end < kept.size() && near[end] == near[at]) {
                end++;
            }
            List<Integer> run = kept.subList(at, end);
            if (!near[at] && run.size() >= SHORTEST && !unfolded.contains(run.getFirst())) {
                result.add(new DiffRow.Fold(run.getFirst(), run.size(), names.apply(run)));
            } else {
                run.forEach(i -> result.add(row.apply(i)));
            }
            at = end;
        }
        return List.copyOf(result);
    }

    private static boolean[] near(List<Integer> kept, IntPredicate differs) {
        boolean[] near = new boolean[kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            if (differs.test(kept.get(i))) {
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(kept.size() - 1, i + CONTEXT); j++) {
                    near[j] = true;
                }
            }
        }
        return near;
    }
}
