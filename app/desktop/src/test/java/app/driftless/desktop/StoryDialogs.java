package app.driftless.desktop;

import app.driftless.core.diff.Difference;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.workspace.IgnoreFile;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.WorkspaceProblem;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import app.driftless.desktop.diff.EditPane;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.desktop.diff.IgnorePane;
import app.driftless.desktop.diff.IgnoreViewModel;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ConfirmPane;
import app.driftless.desktop.plan.ConsentPane;
import app.driftless.desktop.plan.Extent;
import app.driftless.desktop.plan.RulesPane;
import java.util.List;
import java.util.Optional;

/// The questions about differences and plans, over the window. Nothing is ever written.
final class StoryDialogs {
    private static final String FILE = """
            apiVersion: driftless.app/v1
            kind: Workspace
            environments:
              - name: staging
                path: clusters/staging
              - name: production
                path: clusters/production
                protection: locked
            """;
    private static final String SOURCE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              namespace: payments
            spec:
              replicas: 5
              image: shop/payments-api:2.14.0   # risk checks
            """;

    private final Overlay overlay;
    private final Words words;

    StoryDialogs(Overlay overlay, Words words) {
        this.overlay = overlay;
        this.words = words;
    }

    void show(Gallery.View view) {
        switch (view) {
            case RULES -> RulesPane.show(StoryRules.plan(), overlay, words, _ -> {});
            case IGNORE ->
                ignore((rule, environment) -> new EditPreview(
                        ".driftless.yaml",
                        FILE,
                        IgnoreFile.added(FILE, rule, environment).orElseThrow(),
                        Optional.of("b1")));
            case IGNORE_REFUSED ->
                ignore((_, environment) -> {
                    throw new EngineException(
                            Problem.of(WorkspaceProblem.RULE_NOT_ADDED, ".driftless.yaml", environment.orElse("*")));
                });
            case ADOPT -> adopt();
            case REMEMBER -> remember();
            case CONSENT ->
                ConsentPane.askPart(StoryPlans.entry(), new Extent.Whole(), new Choices(), overlay, words, _ -> {});
            case CONSENT_PART ->
                ConsentPane.askPart(
                        StoryPlans.entry(Protection.CONFIRM),
                        new Extent.OneObject(StoryPlans.API),
                        new Choices(),
                        overlay,
                        words,
                        _ -> {});
            default -> throw new IllegalArgumentException(view + " is no question");
        }
    }

    private void ignore(IgnoreViewModel.Edits edits) {
        var shown = StoryPlans.shown();
        var model =
                new IgnoreViewModel(shown, shown.diff().differences().getLast(), edits, Runnable::run, Runnable::run);
        IgnorePane.ask(model, overlay, words, _ -> {});
    }

    private void remember() {
        Difference image = StoryPlans.api().differences().getLast();
        String after = new Decision(StoryPlans.API, image, Choice.TAKE_OVER)
                .addedTo(FILE, "production")
                .orElseThrow();
        EditPane.ask(
                new ConfirmPane.Question(
                        words.text("remember.title", 1),
                        words.text("remember.body", "production") + words.text("remember.body.takes"),
                        words.text("remember.action", 1)),
                List.of(new EditPreview(".driftless.yaml", FILE, after, Optional.of("b1"))),
                overlay,
                words,
                () -> {});
    }

    private void adopt() {
        String path = "clusters/production/payments/api.yaml";
        EditPane.ask(
                new ConfirmPane.Question(
                        words.text("adopt.title", "image"),
                        words.text("adopt.body", StoryPlans.API.toString(), "prod-eu"),
                        words.text("adopt.action", path)),
                List.of(new EditPreview(path, SOURCE, SOURCE.replace("2.14.0", "debug"), Optional.of("a1"))),
                overlay,
                words,
                () -> {});
    }
}
