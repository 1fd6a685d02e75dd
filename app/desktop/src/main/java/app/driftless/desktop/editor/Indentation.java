package app.driftless.desktop.editor;

/// Where the caret goes on Enter, and what Tab does: two spaces a level, as manifests are written.
final class Indentation {
    static final String STEP = "  ";

    private Indentation() {}

    /// What to insert for Enter at the end of `line`'s part before the caret.
    static String newline(String beforeCaret) {
        int spaces = 0;
        while (spaces < beforeCaret.length() && beforeCaret.charAt(spaces) == ' ') {
            spaces++;
        }
        String content = beforeCaret.strip();
        if (content.startsWith("- ") && !content.endsWith(":")) {
            // The next key of the same item stands under the first one.
            return "\n" + " ".repeat(spaces + 2);
        }
        if (content.endsWith(":") || content.matches(".*[|>][-+]?")) {
            int deeper = content.startsWith("- ") ? spaces + 4 : spaces + 2;
            return "\n" + " ".repeat(deeper);
        }
        return "\n" + " ".repeat(spaces);
    }
}
