package app.driftless.desktop.document;

/// The ways to look at a document, in the order of the view bar.
public enum Aspect {
    EDITOR("aspect.editor"),
    RENDERED("aspect.rendered"),
    LIVE_DIFF("aspect.live-diff"),
    HISTORY("aspect.history");

    private final String text;

    Aspect(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
