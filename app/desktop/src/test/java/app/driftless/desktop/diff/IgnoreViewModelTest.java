package app.driftless.desktop.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.workspace.WorkspaceProblem;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IgnoreViewModelTest {
    private static final ResourceKey API = new ResourceKey("apps", "Deployment", "shop", "api");

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final IgnoreViewModel model = model("hpa");

    @Test
    void offersFromTheNarrowestToTheWidestAndBeginsWithTheNarrowest() {
        assertEquals(
                List.of(IgnoreProposal.Scope.OBJECT, IgnoreProposal.Scope.KIND, IgnoreProposal.Scope.MANAGER),
                model.proposals().stream().map(IgnoreProposal::scope).toList());
        assertEquals(IgnoreRule.Objects.just(API), model.rule().objects());
    }

    @Test
    void offersNoRuleAboutOurOwnWrites() {
        assertEquals(2, model("driftless").proposals().size());
    }

    @Test
    void countsInThisEnvironmentUnlessItIsToCountEverywhere() {
        work();
        model.everywhereProperty().set(true);
        work();
        assertEquals("production", asked.getFirst());
        assertEquals("everywhere", asked.getLast());
    }

    @Test
    void aReasonOfBlanksIsNone() {
        model.reasonProperty().set("  ");
        assertEquals(Optional.empty(), model.rule().reason());
        model.reasonProperty().set(" scaled by hand ");
        assertEquals(Optional.of("scaled by hand"), model.rule().reason());
    }

    @Test
    void showsWhatTheChosenRuleAdds() {
        model.chosenProperty().set(model.proposals().getLast());
        work();
        assertEquals("* */* hpa", ready().after());
    }

    @Test
    void theAnswerToAnEarlierChoiceIsNotShown() {
        work();
        model.reasonProperty().set("first");
        model.chosenProperty().set(model.proposals().getLast());
        Runnable earlier = background.poll();
        work();
        earlier.run();
        assertEquals("* */* hpa", ready().after());
    }

    @Test
    void aFileThatTakesNoRuleIsToldAndTheNextChoiceAsksAgain() {
        var failing = new IgnoreViewModel(
                shown("hpa"),
                difference("hpa"),
                (rule, environment) -> {
                    if (environment.isPresent()) {
                        throw new EngineException(Problem.of(
                                WorkspaceProblem.RULE_NOT_ADDED, ".driftless.yaml", environment.orElseThrow()));
                    }
                    return new EditPreview(".driftless.yaml", "", rule.text(), Optional.empty());
                },
                Runnable::run,
                Runnable::run);
        var failed = assertInstanceOf(
                Loadable.Failed.class, failing.previewProperty().get());
        assertEquals(WorkspaceProblem.RULE_NOT_ADDED, failed.problem().code());
        failing.everywhereProperty().set(true);
        assertInstanceOf(Loadable.Ready.class, failing.previewProperty().get());
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private EditPreview ready() {
        return model.previewProperty().get().latest().orElseThrow().value();
    }

    private IgnoreViewModel model(String manager) {
        return new IgnoreViewModel(
                shown(manager),
                difference(manager),
                (rule, environment) -> {
                    asked.add(environment.orElse("everywhere"));
                    return new EditPreview(".driftless.yaml", "", rule.text(), Optional.empty());
                },
                background::add,
                Runnable::run);
    }

    private static Difference difference(String manager) {
        return new Difference(
                JsonPointer.of("spec", "replicas"),
                ".spec.replicas",
                DiffClass.DRIFT,
                false,
                Difference.Side.of(1L),
                Difference.Side.of(2L),
                Difference.Side.of(1L),
                Optional.of(manager),
                Optional.empty(),
                false);
    }

    private static ShownDiff shown(String manager) {
        var diff = new ResourceDiff(
                Action.UPDATE,
                new Gvk("apps", "v1", "Deployment"),
                API,
                Optional.empty(),
                List.of(difference(manager)),
                Optional.of(Map.of()),
                Optional.of(Map.of()),
                Optional.of(Map.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ShownDiff(
                diff,
                "production",
                "prod-eu",
                new Sides.Wanted("main", Optional.empty(), true, Instant.EPOCH, false, Optional.empty()));
    }
}
