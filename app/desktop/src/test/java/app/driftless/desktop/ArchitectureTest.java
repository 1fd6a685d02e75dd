package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.arch.CommonRules;
import app.driftless.testkit.arch.DesktopRules;
import app.driftless.testkit.arch.MainClasses;
import app.driftless.testkit.size.FileSizes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The house's rules over this module.
class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> rulesHold() {
        return MainClasses.tests(CommonRules.all(), DesktopRules.all(), List.of(CommonRules.noConsole()));
    }

    @Test
    void theModulePathIsInUse() {
        assertTrue(Launcher.class.getModule().isNamed(), "Surefire has left the module path");
    }

    @Test
    void noSourceFileHasGrownOutOfHand() {
        FileSizes sizes = FileSizes.below(Path.of("src", "main", "java"));
        System.out.println(sizes.report());
        assertEquals(List.of(), sizes.longerThan(FileSizes.TOO_LONG));
    }
}
