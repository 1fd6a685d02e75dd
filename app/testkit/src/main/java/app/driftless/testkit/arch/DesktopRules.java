package app.driftless.testkit.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What holds in the window.
public final class DesktopRules {
    private static final String DESKTOP = "app.driftless.desktop.";

    private static final DescribedPredicate<JavaCall<?>> RUN_LATER = DescribedPredicate.describe(
            "Platform.runLater",
            call -> call.getTargetOwner().getName().equals("javafx.application.Platform")
                    && call.getName().equals("runLater"));

    private DesktopRules() {}

    public static List<ArchRule> all() {
        return List.of(
                slices().matching(DESKTOP + "(*)..")
                        .namingSlices("desktop.$1")
                        .should()
                        .beFreeOfCycles()
                        .because("a cycle is one package with two names"),
                classes()
                        .that()
                        .haveSimpleNameEndingWith("ViewModel")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideOutsideOfPackages("javafx.scene..", "javafx.stage..", "javafx.fxml..")
                        .because("a view model is tested without a toolkit"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(DESKTOP + "fx..")
                        .should()
                        .callMethodWhere(RUN_LATER)
                        .because("one door to the FX thread can be reasoned about, scattered ones cannot"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(DESKTOP + "editor..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.fxmisc..", "org.reactfx..")
                        .because("the editor's control can be replaced"));
    }
}
