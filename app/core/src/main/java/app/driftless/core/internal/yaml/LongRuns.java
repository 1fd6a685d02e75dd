package app.driftless.core.internal.yaml;

/// Finds stretches that SnakeYAML reads in quadratic time (5 s for 5 million characters): words, and rows of spaces,
/// longer than any scalar may be.
final class LongRuns {
    private LongRuns() {}

    /// Where the first one begins; -1 for none.
    static int find(String text) {
        if (text.length() <= Limits.SCALAR) {
            return -1;
        }
        int start = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ';
            if (c == '\n' || c == ',' || c == ':') {
                start = i + 1;
            } else if (space != blank) {
                start = i;
                blank = space;
            } else if (i - start >= Limits.SCALAR) {
                return start;
            }
        }
        return -1;
    }
}
