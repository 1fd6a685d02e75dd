package app.driftless.desktop.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The fonts that are shipped. JavaFX takes one family at a time and falls to System in silence, so the families are
/// named as the files report them.
public final class Fonts {
    public static final String UI = "Inter";
    public static final String UI_MEDIUM = "Inter Medium";
    public static final String UI_SEMI_BOLD = "Inter Semi Bold";
    public static final String CODE = "JetBrains Mono";
    public static final String CODE_MEDIUM = "JetBrains Mono Medium";

    private static final List<String> FILES = List.of(
            "Inter-Regular",
            "Inter-Medium",
            "Inter-SemiBold",
            "JetBrainsMono-Regular",
            "JetBrainsMono-Italic",
            "JetBrainsMono-Medium");

    private Fonts() {}

    /// Makes the families known to the toolkit. Once, before the first scene.
    public static void load() {
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file + ".ttf")) {
                if (in == null || Font.loadFont(in, 13) == null) {
                    throw new IllegalStateException("Font " + file + " is missing or unreadable");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
