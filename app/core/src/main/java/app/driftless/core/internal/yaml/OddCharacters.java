package app.driftless.core.internal.yaml;

/// Warns of characters that make a text look other than it is read: line breaks that few editors show, and characters
/// without width or that turn the reading order (CVE-2021-42574).
final class OddCharacters {
    private OddCharacters() {}

    /// @param from where the text begins, after a byte order mark
    static void find(SourceText source, int from, Findings findings) {
        String text = source.text();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c == 0x85 || c == 0x2028 || c == 0x2029) {
                findings.add(YamlIssue.ODD_LINE_BREAK, source.range(i, i + 1), code(c));
            } else if (isHidden(c)) {
                findings.add(YamlIssue.HIDDEN_CHARACTER, source.range(i, i + 1), code(c));
            }
        }
    }

    private static boolean isHidden(char c) {
        return c >= 0x200b && c <= 0x200f && c != 0x200d
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2060 && c <= 0x2069
                || c == 0xfeff
                || c == 0x061c;
    }

    private static String code(char c) {
        return "U+%04X".formatted((int) c);
    }
}
