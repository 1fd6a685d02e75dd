package app.driftless.core.diff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;

/// Pairs equal elements of two lists so that the pairs keep the order of both: the longest increasing run of matches,
/// in `n log n`.
final class LineAlignment {
    private LineAlignment() {}

    /// For each element of `left` the index of its partner in `right`, or -1.
    static <T> int[] partners(List<T> left, List<T> right) {
        var places = new HashMap<T, Queue<Integer>>();
        for (int j = 0; j < right.size(); j++) {
            places.computeIfAbsent(right.get(j), _ -> new ArrayDeque<>()).add(j);
        }
        int[] candidate = new int[left.size()];
        for (int i = 0; i < candidate.length; i++) {
            Queue<Integer> found = places.get(left.get(i));
            candidate[i] = found == null || found.isEmpty() ? -1 : found.remove();
        }
        return longestIncreasing(candidate);
    }

    /// Keeps of `candidate` the longest increasing subsequence, and sets the rest to -1 (patience sorting).
    private static int[] longestIncreasing(int[] candidate) {
        int[] tails = new int[candidate.length];
        int[] before = new int[candidate.length];
        int length = 0;
        for (int i = 0; i < candidate.length; i++) {
            if (candidate[i] < 0) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (candidate[tails[middle]] < candidate[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        int[] partner = new int[candidate.length];
        Arrays.fill(partner, -1);
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = before[i]) {
            partner[i] = candidate[i];
        }
        return partner;
    }
}
