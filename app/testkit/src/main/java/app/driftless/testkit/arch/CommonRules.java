package app.driftless.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// What holds in every module.
public final class CommonRules {
    private static final DescribedPredicate<JavaCall<?>> ASYNC_WITHOUT_EXECUTOR = DescribedPredicate.describe(
            "supplyAsync or runAsync without an executor",
            call -> call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                    && (call.getName().equals("supplyAsync") || call.getName().equals("runAsync"))
                    && call.getTarget().getRawParameterTypes().stream().noneMatch(assignableTo(Executor.class)));

    private CommonRules() {}

    public static List<ArchRule> all() {
        return List.of(
                noFields()
                        .that()
                        .areStatic()
                        .should()
                        .notBeFinal()
                        .because("two workspaces live in one window, and tests run in parallel"),
                noMethods()
                        .should()
                        .haveName("getInstance")
                        .because("whoever needs a part is given it; a global one has no owner and no end")
                        .allowEmptyShould(true),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("app.driftless.core.flow..")
                        .should()
                        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                        .orShould()
                        .callMethodWhere(target(owner(assignableTo(Executors.class))))
                        .orShould()
                        .callMethodWhere(target(owner(assignableTo(Thread.class)))
                                .and(target(name("ofVirtual"))
                                        .or(target(name("ofPlatform")))
                                        .or(target(name("startVirtualThread")))))
                        .orShould()
                        .callMethodWhere(ASYNC_WITHOUT_EXECUTOR)
                        .because("every thread has a name, an owner and an end, and core.flow gives them"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.awt..", "javax.swing..", "javafx.scene.web..")
                        .because("a second toolkit costs size, memory and a second set of rules"));
    }

    /// For modules other than the one that owns the terminal.
    public static ArchRule noConsole(String... except) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(except)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output holds one document and nothing else, and logs go through the logger");
    }
}
