package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which words of two versions of a line differ. Pure; bounded: past [#MOST] words the whole rest is marked.
final class WordMarks {
    private static final int MOST = 200;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|\\s+|.", Pattern.DOTALL);

    private WordMarks() {}

    /// The marked ranges of the left and of the right text.
    record Marks(List<DiffRow.Range> left, List<DiffRow.Range> right) {}

    static Marks between(String left, String right) {
        List<String> a = words(left);
        List<String> b = words(right);
        if (a.size() > MOST || b.size() > MOST) {
            return new Marks(
                    List.of(new DiffRow.Range(0, left.length())), List.of(new DiffRow.Range(0, right.length())));
        }
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        boolean[] keptLeft = new boolean[a.size()];
        boolean[] keptRight = new boolean[b.size()];
        for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
            if (a.get(i).equals(b.get(j))) {
                keptLeft[i++] = true;
                keptRight[j++] = true;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return new Marks(ranges(a, keptLeft), ranges(b, keptRight));
    }

    private static List<DiffRow.Range> ranges(List<String> words, boolean[] kept) {
        var ranges = new ArrayList<DiffRow.Range>();
        int at = 0;
        for (int i = 0; i < kept.length; i++) {
            int end = at + words.get(i).length();
            if (!kept[i]) {
                boolean joins = !ranges.isEmpty() && ranges.getLast().end() == at;
                int start = joins ? ranges.removeLast().start() : at;
                ranges.add(new DiffRow.Range(start, end));
            }
            at = end;
        }
        return ranges;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(r -> r.group()).toList();
    }
}
