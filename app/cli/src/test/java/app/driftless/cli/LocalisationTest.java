package app.driftless.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.testkit.text.Localisation;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every visible text is there in English and Chinese, and is used.
class LocalisationTest {
    private static final Pattern LOOKUP = Pattern.compile("\\.(?:text|event|say)\\(\\s*\"([a-z][^\" ]*)\"\\s*[,)]");
    /// Picocli looks up what belongs to a command by its name.
    private static final Pattern BUILT =
            Pattern.compile("(driftless\\.)?([a-zA-Z-]+\\.)*usage\\..*|mixinStandardHelpOptions\\..*");

    private final Localisation texts = new Localisation(
            Path.of("../../src/main/resources/app/driftless/cli/messages"), List.of(Path.of("src/main/java")));

    @Test
    void languagesHaveTheSameTextsWithTheSameArguments() {
        assertEquals(List.of(), texts.differencesOfLanguages());
    }

    @Test
    void everyTextThatCodeLooksUpIsThere() {
        assertEquals(List.of(), texts.missing(LOOKUP));
    }

    @Test
    void everyTextIsUsed() {
        assertEquals(List.of(), texts.unused(BUILT));
    }
}
