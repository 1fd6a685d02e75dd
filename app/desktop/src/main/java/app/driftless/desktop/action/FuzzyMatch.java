package app.driftless.desktop.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Finds names by some of their letters, in order; the starts of words and unbroken runs count more.
public final class FuzzyMatch {
    private record Scored<T>(T item, int score, int order) {}

    private FuzzyMatch() {}

    /// The items that match, best first; all of them, in their order, for an empty query.
    public static <T> List<T> rank(List<T> items, String query, Function<T, String> name, int limit) {
        if (query.isBlank()) {
            return items.stream().limit(limit).toList();
        }
        var hits = new ArrayList<Scored<T>>();
        for (int i = 0; i < items.size(); i++) {
            int score = score(name.apply(items.get(i)), query.strip());
            if (score > 0) {
                hits.add(new Scored<>(items.get(i), score, i));
            }
        }
        hits.sort(Comparator.<Scored<T>>comparingInt(s -> -s.score()).thenComparingInt(Scored::order));
        return hits.stream().limit(limit).map(Scored::item).toList();
    }

    /// 0 when `text` does not hold all letters of `query` in order.
    static int score(String text, String query) {
        String hay = text.toLowerCase(Locale.ROOT);
        String needle = query.toLowerCase(Locale.ROOT);
        int score = 0;
        int at = -1;
        boolean run = false;
        for (int i = 0; i < needle.length(); i++) {
            char c = needle.charAt(i);
            if (c == ' ') {
                run = false;
                continue;
            }
            int next = hay.indexOf(c, at + 1);
            if (next < 0) {
                return 0;
            }
            boolean start = next == 0 || !Character.isLetterOrDigit(hay.charAt(next - 1));
            score += 1 + (start ? 6 : 0) + (run && next == at + 1 ? 4 : 0);
            run = true;
            at = next;
        }
        return score * 100 - Math.min(99, hay.length());
    }
}
