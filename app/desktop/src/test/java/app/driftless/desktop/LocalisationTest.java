package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.testkit.text.Localisation;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every visible text is there in English and Chinese, and is used.
class LocalisationTest {
    private static final Pattern LOOKUP =
            Pattern.compile("[wW]ords(?:\\(\\))?\\.(?:text|live)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern FXML = Pattern.compile("=\\s*\"%([a-z][^\"]*)\"");
    /// None.
    private static final Pattern BUILT = Pattern.compile("(?!)");

    private final Localisation texts = new Localisation(
            Path.of("../../src/main/resources/app/driftless/desktop/i18n"),
            List.of(Path.of("src/main/java"), Path.of("../../src/main/resources/app/driftless/desktop")));

    @Test
    void languagesHaveTheSameTextsWithTheSameArguments() {
        assertEquals(List.of(), texts.differencesOfLanguages());
    }

    @Test
    void everyTextThatCodeLooksUpIsThere() {
        assertEquals(List.of(), texts.missing(LOOKUP));
        assertEquals(List.of(), texts.missing(FXML));
    }

    @Test
    void everyTextIsUsed() {
        assertEquals(List.of(), texts.unused(BUILT));
    }

    @Test
    void noApostropheSwallowsAnArgument() {
        assertEquals(List.of(), texts.loneApostrophes());
    }
}
