package app.driftless.testkit.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What holds in the window.
public final class DesktopRules {
    private static final String DESKTOP = "app.driftless.desktop.";

    /// Calls and method references.
    private static final DescribedPredicate<JavaAccess<?>> RUN_LATER = DescribedPredicate.describe(
            "Platform.runLater",
            access -> access.getTargetOwner().getName().equals("javafx.application.Platform")
                    && access.getName().equals("runLater"));

    /// Each with the features that it may show a part of.
    private static final Map<String, Set<String>> FEATURES = Map.of(
            "cluster", Set.of(),
            "diff", Set.of("editor"),
            "editor", Set.of(),
            "plan", Set.of("diff"),
            "repository", Set.of("diff"),
            "resources", Set.of(),
            "settings", Set.of(),
            "sync", Set.of("diff"));

    /// What acts: it belongs behind a view model, where a test can reach the decision.
    private static final DescribedPredicate<JavaClass> PARTS_THAT_ACT =
            DescribedPredicate.describe("parts of the engine that act", type -> Set.of(
                            "app.driftless.core.Engine",
                            "app.driftless.core.Workspace",
                            "app.driftless.core.Connections",
                            "app.driftless.core.repo.Repository",
                            "app.driftless.core.repo.Repositories",
                            "app.driftless.core.repo.Drafts",
                            "app.driftless.core.cluster.Cluster",
                            "app.driftless.core.cluster.Clusters",
                            "app.driftless.core.settings.SettingsStore",
                            "app.driftless.core.settings.TrustStore",
                            "app.driftless.core.sandbox.Sandboxes",
                            "app.driftless.core.sync.SyncLoop",
                            "app.driftless.core.sync.SyncLoops",
                            "app.driftless.core.sync.SyncRunner")
                    .contains(type.getName()));

    private DesktopRules() {}

    public static List<ArchRule> all() {
        return Stream.concat(
                        general().stream(), FEATURES.keySet().stream().sorted().map(DesktopRules::alone))
                .toList();
    }

    /// The window's root and `live`, which joins the features with the engine, see them all.
    private static ArchRule alone(String feature) {
        String[] others = FEATURES.keySet().stream()
                .filter(other -> !other.equals(feature)
                        && !FEATURES.getOrDefault(feature, Set.of()).contains(other))
                .map(other -> DESKTOP + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(DESKTOP + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a feature that knows no other one can be removed alone");
    }

    private static List<ArchRule> general() {
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
                        .accessTargetWhere(RUN_LATER)
                        .because("one door to the FX thread can be reasoned about, scattered ones cannot"),
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("View")
                        .should()
                        .dependOnClassesThat(PARTS_THAT_ACT)
                        .because("a view shows values and passes on what a person wants; its model decides"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(DESKTOP + "editor..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.fxmisc..", "org.reactfx..")
                        .because("the editor's control can be replaced"));
    }
}
