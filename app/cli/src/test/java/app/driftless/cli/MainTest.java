package app.driftless.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void theLanguageIsTheOneTheTerminalAsksFor() {
        assertEquals(Locale.SIMPLIFIED_CHINESE, Main.language(Map.of("LANG", "zh_CN.UTF-8")));
        assertEquals(Locale.US, Main.language(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "en_US")));
        assertEquals(Locale.getDefault(), Main.language(Map.of("LANG", "C.UTF-8", "LC_ALL", "")));
        assertEquals(Locale.getDefault(), Main.language(Map.of()));
    }
}
