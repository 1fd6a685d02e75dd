package app.driftless.desktop.theme;

import app.driftless.core.health.Health;
import java.util.Locale;

/// The symbols of states. Line marks are sync states, solid shapes are health, so that none is told by colour alone.
public enum Mark {
    IN_SYNC("M3.6 8.6 6.7 11.5 12.4 4.9"),
    DIFFERS("M3.4 6.1H12.6M3.4 9.9H12.6M10.2 3.2 5.8 12.8"),
    CREATE("M8 5.2V10.8M5.2 8H10.8", Paths.SQUARE),
    DELETE("M5.2 8H10.8", Paths.SQUARE),
    CHANGE("M8 6.1a1.9 1.9 0 1 0 0.01 0Z", Paths.SQUARE, Ink.FILLED),
    UNKNOWN("M6.3 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.9.6-.9 1.2M8 11.2v.1", Paths.RING),
    OFFLINE("M4.1 11.9 11.9 4.1", Paths.RING),
    HEALTHY("M8 4.9a3.1 3.1 0 1 0 0.01 0Z", "", Ink.FILLED),
    PROGRESSING("M8 3.2a4.8 4.8 0 1 0 4.8 4.8", "", Ink.THICK),
    DEGRADED("M8 2.6 14 13H2Z", "M8 6.6V9.4M8 11.2v.1", Ink.FILLED),
    SUSPENDED("M6 4.8V11.2M10 4.8V11.2"),
    MISSING("M8 4.6a3.4 3.4 0 1 0 0.01 0Z", "", Ink.DASHED),
    WAITING("M8 4.6a3.4 3.4 0 1 0 0.01 0Z"),
    YOURS("M3 8H12.4M8.8 4.2 12.6 8 8.8 11.8"),
    DRIFT("M3.2 12.8 3.9 9.9 10.6 3.2 12.8 5.4 6.1 12.1Z"),
    FOREIGN("M8 5.9a2.1 2.1 0 1 0 .01 0ZM8 2.4v2M8 11.6v2M2.4 8h2M11.6 8h2M4 4l1.4 1.4M10.6 10.6 12 12M12 4l-1.4 1.4"
            + "M5.4 10.6 4 12"),
    DEFAULT("M4.2 5.4H11.8M4.2 8H11.8M4.2 10.6H8.6"),
    ERROR("M8 2.4a5.6 5.6 0 1 0 .01 0Z", "M6 6l4 4M10 6l-4 4", Ink.FILLED),
    WARNING("M8 2.9 13.6 12.7H2.4Z", "M8 6.6V9.2M8 10.9v.1"),
    INFO("M8 2.4a5.6 5.6 0 1 0 .01 0Z", "M8 7.4V10.8M8 5.2v.1");

    /// How the main path is drawn.
    enum Ink {
        LINE,
        THICK,
        DASHED,
        FILLED
    }

    private static final class Paths {
        private static final String SQUARE =
                "M4.6 2H11.4A2.6 2.6 0 0 1 14 4.6V11.4A2.6 2.6 0 0 1 11.4 14H4.6A2.6 2.6 0 0 1 2 11.4V4.6A2.6 2.6 0 0 1 4.6 2Z";
        private static final String RING = "M8 2.4a5.6 5.6 0 1 0 .01 0Z";
    }

    private final String path;
    private final String second;
    private final Ink ink;

    Mark(String path) {
        this(path, "", Ink.LINE);
    }

    Mark(String path, String second) {
        this(path, second, Ink.LINE);
    }

    Mark(String path, String second, Ink ink) {
        this.path = path;
        this.second = second;
        this.ink = ink;
    }

    /// How an object is doing; nothing to judge by looks like nothing wrong.
    public static Mark of(Health.Status status) {
        return switch (status) {
            case HEALTHY, NO_SIGNAL -> HEALTHY;
            case SUSPENDED -> SUSPENDED;
            case PROGRESSING -> PROGRESSING;
            case MISSING -> MISSING;
            case DEGRADED -> DEGRADED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    String path() {
        return path;
    }

    /// A frame around the main path, or what is drawn on top of it; empty for none.
    String second() {
        return second;
    }

    Ink ink() {
        return ink;
    }

    /// The pseudo-class and the last part of the text key `mark.…`.
    public String css() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
