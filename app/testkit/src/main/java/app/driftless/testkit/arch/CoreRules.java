package app.driftless.testkit.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What holds in the engine.
public final class CoreRules {
    private static final String CORE = "app.driftless.core.";
    private static final String ADDRESS = "a library's upgrade or bug has one address";

    private CoreRules() {}

    public static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORE + "manifest..", CORE + "diff..", CORE + "plan..", CORE + "health..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..")
                        .because("pure code is tested without clock, thread or disk, and answers alike everywhere"),
                only("org.eclipse.jgit..", CORE + "internal.git.."),
                only("io.fabric8..", CORE + "internal.kube.."),
                only("org.yaml.snakeyaml..", CORE + "internal.yaml.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(CORE + "internal..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.fasterxml..")
                        .because("what core shows is plain Java, so that a library can be replaced"),
                classes()
                        .that()
                        .resideInAnyPackage(
                                CORE + "manifest..", CORE + "diff..", CORE + "health..", CORE + "validate..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "javax.crypto..",
                                "org.jspecify..",
                                CORE + "manifest..",
                                CORE + "diff..",
                                CORE + "health..",
                                CORE + "validate..",
                                CORE + "problem..",
                                CORE + "internal.yaml..",
                                CORE + "internal.schema..")
                        .because("what is pure builds on what is pure; yaml and schema are the inside of two of them"),
                slices().assignedFrom(new CoreSlices())
                        .should()
                        .beFreeOfCycles()
                        .because("a cycle is one package with two names"));
    }

    private static ArchRule only(String library, String home) {
        return classes()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(library)
                .because(ADDRESS);
    }
}
