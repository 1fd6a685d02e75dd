package app.driftless.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The product classes of the module whose tests run, and a test for each rule over them.
public final class MainClasses {
    private MainClasses() {}

    /// One test for each rule over `target/classes` of the module that is the working folder, as Surefire sets it.
    ///
    /// @throws IllegalStateException if the module is not compiled there
    @SafeVarargs
    public static Stream<DynamicTest> tests(List<ArchRule>... rules) {
        JavaClasses classes = compiled(Path.of("target", "classes"));
        return Stream.of(rules)
                .flatMap(Collection::stream)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private static JavaClasses compiled(Path folder) {
        if (!Files.exists(folder.resolve("module-info.class"))) {
            throw new IllegalStateException("No compiled module in " + folder.toAbsolutePath());
        }
        return new ClassFileImporter().importPath(folder);
    }
}
