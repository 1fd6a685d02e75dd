package app.driftless.desktop.diff;

import java.util.ArrayList;
import java.util.List;

/// What an edit changes, as lines with a little around them. Pure.
final class LineChanges {
    private static final int AROUND = 2;
    /// Beyond this many lines the middle counts as replaced as a whole.
    private static final int MOST = 600;

    enum Kind {
        SAME,
        ADDED,
        REMOVED,
        /// Lines that are left out here.
        GAP
    }

    /// @param number from 1, in the text that has the line; 0 for a gap
    record Line(Kind kind, int number, String text) {}

    private LineChanges() {}

    static List<Line> of(String before, String after) {
        List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
        List<String> now = after.isEmpty() ? List.of() : after.lines().toList();
        int head = 0;
        while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < now.size() - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        var all = new ArrayList<Line>();
        for (int i = 0; i < head; i++) {
            all.add(new Line(Kind.SAME, i + 1, now.get(i)));
        }
        middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), head, all);
        for (int i = now.size() - tail; i < now.size(); i++) {
            all.add(new Line(Kind.SAME, i + 1, now.get(i)));
        }
        return trimmed(all);
    }

    /// The longest common run of lines stays, what is between goes and comes.
    private static void middle(List<String> old, List<String> now, int offset, List<Line> all) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        if (old.size() <= MOST && now.size() <= MOST) {
            for (int i = old.size() - 1; i >= 0; i--) {
                for (int j = now.size() - 1; j >= 0; j--) {
                    common[i][j] = old.get(i).equals(now.get(j))
                            ? common[i + 1][j + 1] + 1
                            : Math.max(common[i + 1][j], common[i][j + 1]);
                }
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            boolean keeps = i < old.size()
                    && j < now.size()
                    && common[i][j] > 0
                    && old.get(i).equals(now.get(j));
            if (keeps) {
                all.add(new Line(Kind.SAME, offset + j + 1, now.get(j)));
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                all.add(new Line(Kind.REMOVED, offset + i + 1, old.get(i)));
                i++;
            } else {
                all.add(new Line(Kind.ADDED, offset + j + 1, now.get(j)));
                j++;
            }
        }
    }

    private static List<Line> trimmed(List<Line> all) {
        var shown = new ArrayList<Line>();
        boolean gap = false;
        for (int i = 0; i < all.size(); i++) {
            boolean near = false;
            for (int k = Math.max(0, i - AROUND); k <= Math.min(all.size() - 1, i + AROUND); k++) {
                near |= all.get(k).kind() != Kind.SAME;
            }
            if (near) {
                shown.add(all.get(i));
            } else if (!gap && !shown.isEmpty()) {
                shown.add(new Line(Kind.GAP, 0, ""));
            }
            gap = !near;
        }
        if (!shown.isEmpty() && shown.getLast().kind() == Kind.GAP) {
            shown.removeLast();
        }
        return shown;
    }
}
