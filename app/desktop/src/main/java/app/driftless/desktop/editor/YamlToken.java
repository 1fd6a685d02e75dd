package app.driftless.desktop.editor;

/// A coloured stretch of one line: `[start, end)` in UTF-16 units.
public record YamlToken(int start, int end, Kind kind) {
    public enum Kind {
        KEY("yaml-key"),
        STRING("yaml-string"),
        NUMBER("yaml-number"),
        /// Booleans and null.
        CONSTANT("yaml-constant"),
        PUNCTUATION("yaml-punctuation"),
        COMMENT("yaml-comment"),
        /// Anchors, aliases, tags, directives.
        REFERENCE("yaml-reference");

        private final String styleClass;

        Kind(String styleClass) {
            this.styleClass = styleClass;
        }

        public String styleClass() {
            return styleClass;
        }
    }
}
