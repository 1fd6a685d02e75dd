package app.driftless.desktop.fx;

import java.util.List;
import java.util.function.Function;
import javafx.collections.ObservableList;

/// Brings a list up to date in place, so that selection and scroll survive a refresh.
public final class KeyedList {
    /// Beyond this many changed rows one replacement is cheaper than many edits.
    private static final int MANY = 64;

    private KeyedList() {}

    /// Makes `list` equal to `next`. Rows are the same row when their keys are equal.
    public static <T> void update(ObservableList<T> list, List<T> next, Function<T, ?> key) {
        if (sameKeys(list, next, key)) {
            for (int i = 0; i < next.size(); i++) {
                if (!list.get(i).equals(next.get(i))) {
                    list.set(i, next.get(i));
                }
            }
            return;
        }
        int head = commonHead(list, next, key);
        int tail = commonTail(list, next, key, head);
        int removed = list.size() - head - tail;
        int added = next.size() - head - tail;
        if (removed > MANY || added > MANY) {
            list.setAll(next);
            return;
        }
        for (int i = 0; i < tail; i++) {
            int at = list.size() - 1 - i;
            T row = next.get(next.size() - 1 - i);
            if (!list.get(at).equals(row)) {
                list.set(at, row);
            }
        }
        list.remove(head, head + removed);
        list.addAll(head, next.subList(head, head + added));
        for (int i = 0; i < head; i++) {
            if (!list.get(i).equals(next.get(i))) {
                list.set(i, next.get(i));
            }
        }
    }

    private static <T> boolean sameKeys(List<T> a, List<T> b, Function<T, ?> key) {
        if (a.size() != b.size()) {
            return false;
        }
        return commonHead(a, b, key) == a.size();
    }

    private static <T> int commonHead(List<T> a, List<T> b, Function<T, ?> key) {
        int end = Math.min(a.size(), b.size());
        int i = 0;
        while (i < end && key.apply(a.get(i)).equals(key.apply(b.get(i)))) {
            i++;
        }
        return i;
    }

    private static <T> int commonTail(List<T> a, List<T> b, Function<T, ?> key, int head) {
        int end = Math.min(a.size(), b.size()) - head;
        int i = 0;
        while (i < end && key.apply(a.get(a.size() - 1 - i)).equals(key.apply(b.get(b.size() - 1 - i)))) {
            i++;
        }
        return i;
    }
}
