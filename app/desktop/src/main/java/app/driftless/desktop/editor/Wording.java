package app.driftless.desktop.editor;

/// Looks up a visible text in the language of the window.
@FunctionalInterface
public interface Wording {
    String text(String key, Object... args);
}
