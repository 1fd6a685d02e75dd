package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Lays two versions of a text side by side, in the rows that [SideBySide] has for resources. The difference of a
/// row is the index of its hunk. Pure.
public final class SourceSideBySide {
    private static final Pattern KEY = Pattern.compile("^(\\s*(?:- )?[\\w./\"'-]+:)(?:\\s|$)");
    private static final Pattern TOP = Pattern.compile("^([\\w.-]+):");

    private final List<SourceLine> left;
    private final List<SourceLine> right;
    private final List<DiffRow.Line> rows = new ArrayList<>();

    private SourceSideBySide(List<SourceLine> left, List<SourceLine> right, List<Hunk> hunks) {
        this.left = left;
        this.right = right;
        int l = 0;
        int r = 0;
        for (int i = 0; i < hunks.size(); i++) {
            Hunk hunk = hunks.get(i);
            while (l < hunk.leftStart()) {
                row(l++, r++, Optional.empty());
            }
            lay(hunk, Optional.of(i));
            l = hunk.leftEnd();
            r = hunk.rightEnd();
        }
        while (l < left.size()) {
            row(l++, r++, Optional.empty());
        }
    }

    /// @param hunks in their order; what is outside of them is the same on both sides
    /// @param unfolded `first` of folds that a person opened
    public static List<DiffRow> folded(
            List<SourceLine> left, List<SourceLine> right, List<Hunk> hunks, Set<Integer> unfolded) {
        var view = new SourceSideBySide(left, right, hunks);
        return Folds.of(
                IntStream.range(0, view.rows.size()).boxed().toList(),
                i -> view.rows.get(i).difference().isPresent(),
                unfolded,
                view.rows::get,
                view::names);
    }

    /// Rows of a hunk: lines of the same key stand beside each other, and what is between them in its order.
    private void lay(Hunk hunk, Optional<Integer> index) {
        List<String> leftKeys = keys(left.subList(hunk.leftStart(), hunk.leftEnd()), "left");
        List<String> rightKeys = keys(right.subList(hunk.rightStart(), hunk.rightEnd()), "right");
        int[] partner = LineAlignment.partners(leftKeys, rightKeys);
        int l = hunk.leftStart();
        int r = hunk.rightStart();
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                between(l, hunk.leftStart() + i, r, hunk.rightStart() + partner[i], index);
                l = hunk.leftStart() + i + 1;
                r = hunk.rightStart() + partner[i] + 1;
                row(l - 1, r - 1, index);
            }
        }
        between(l, hunk.leftEnd(), r, hunk.rightEnd(), index);
    }

    private void between(int l, int leftEnd, int r, int rightEnd, Optional<Integer> index) {
        for (int a = l, b = r; a < leftEnd || b < rightEnd; a++, b++) {
            row(a < leftEnd ? a : -1, b < rightEnd ? b : -1, index);
        }
    }

    /// What a line is recognised by on the other side: its indented key, else nothing but itself.
    private static List<String> keys(List<SourceLine> lines, String side) {
        var keys = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i).text());
            keys.add(key.find() ? key.group(1) : side + i);
        }
        return keys;
    }

    private void row(int l, int r, Optional<Integer> index) {
        SourceLine a = l < 0 ? null : left.get(l);
        SourceLine b = r < 0 ? null : right.get(r);
        boolean ends = index.isPresent() && a != null && b != null && a.end() != b.end();
        String leftText = shown(a, ends);
        String rightText = shown(b, ends);
        WordMarks.Marks marks = index.isPresent() && a != null && b != null
                ? WordMarks.between(leftText, rightText)
                : new WordMarks.Marks(List.of(), List.of());
        rows.add(new DiffRow.Line(
                l < 0 ? Optional.empty() : Optional.of(new DiffRow.Cell(l + 1, leftText, marks.left())),
                r < 0 ? Optional.empty() : Optional.of(new DiffRow.Cell(r + 1, rightText, marks.right())),
                index));
    }

    /// The text of a line, with its line end made visible where that differs.
    private static String shown(@Nullable SourceLine line, boolean ends) {
        if (line == null) {
            return "";
        }
        String end =
                switch (line.end()) {
                    case LF -> "⏎";
                    case CRLF -> "␍⏎";
                    case NONE -> "";
                };
        return ends ? line.text() + end : line.text();
    }

    private List<String> names(List<Integer> some) {
        var names = new LinkedHashSet<String>();
        for (int row : some) {
            rows.get(row)
                    .left()
                    .map(cell -> TOP.matcher(cell.text()))
                    .filter(Matcher::find)
                    .ifPresent(found -> names.add(found.group(1)));
        }
        return List.copyOf(names);
    }
}
