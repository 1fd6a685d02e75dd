package app.driftless.desktop.plan;

import app.driftless.core.flow.Loadable;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Texts.ProblemText;
import app.driftless.core.repo.Commit;
import app.driftless.desktop.diff.DiffActions;
import app.driftless.desktop.diff.DiffAspect;
import app.driftless.desktop.diff.DiffView;
import app.driftless.desktop.diff.DiffViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.diff.Sides;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// What would happen to which cluster: counts per cluster, risks on top, a diff for each object, and one button that
/// names the target.
public final class PlanView extends BorderPane {
    private static final double LIST = 320;
    private final PlanViewModel model;
    private final Words words;
    private final Ages ages;
    private final DiffAspect.Parts parts;
    private final DiffViewModel diff;
    private final Label title = new Label();
    private final Label commits = new Label();
    private final Label seen = new Label();
    private final ClusterTable clusters;
    private final LeftCard left;
    private final RefusedCard refused;
    private final RiskCard risks;
    private final ChangeList list;
    private final PlanFooter footer;
    private final Label trouble = new Label();

    public PlanView(PlanViewModel model, DiffActions diffActions, DiffAspect.Parts parts) {
        this.model = model;
        this.parts = parts;
        this.words = parts.words();
        this.ages = parts.ages();
        getStyleClass().add("plan");
        diff = new DiffViewModel(parts.computing(), parts.fx());
        clusters = new ClusterTable(model, words);
        left = new LeftCard(model.actions().left(), words);
        refused = new RefusedCard(model, words);
        risks = new RiskCard(model, words);
        list = new ChangeList(model, words);
        footer = new PlanFooter(model, words);
        trouble.getStyleClass().add("plan-trouble");
        trouble.setWrapText(true);
        var split = new SplitPane(list, new DiffView(diff, diffActions, words, ages, parts.clock()));
        SplitPane.setResizableWithParent(list, false);
        list.setPrefWidth(LIST);
        split.setDividerPosition(0, LIST / 1340);
        setTop(new VBox(12, head(), clusters, trouble, left, refused, risks));
        ((VBox) getTop()).getStyleClass().add("plan-top");
        setCenter(split);
        setBottom(footer);
        split.setMinHeight(0);
        setMinHeight(0);
        heightProperty().subscribe(this::showRows);
        model.entries().subscribe(_ -> refresh());
        model.chosenProperty().subscribe(_ -> refresh());
        model.changeProperty().subscribe(this::showChange);
        model.choices().madeProperty().subscribe(_ -> refresh());
        model.consent().saidProperty().subscribe(_ -> refresh());
        model.consent().withoutRefusedProperty().subscribe(_ -> refresh());
    }

    /// The cards share what room there is, so that a low window keeps some for the diff: what does not fit is
    /// scrolled.
    private void showRows() {
        int cards =
                (int) Stream.of(left, refused, risks).filter(Node::isVisible).count();
        int most = Math.max(1, (getHeight() > 720 ? 5 : 3) - cards);
        left.setMost(most);
        refused.setMost(most);
        risks.setMost(most);
    }

    private Node head() {
        title.getStyleClass().add("title");
        commits.getStyleClass().addAll("muted", "small");
        seen.getStyleClass().addAll("muted", "small");
        var again = new Button(null, Icons.of(Octicons.SYNC_16, 14));
        again.textProperty().bind(words.live("plan.again"));
        again.getStyleClass().add("small");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(_ -> model.actions().planAgain());
        var texts = new VBox(2, title, commits);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        var head = new HBox(12, texts, seen, again);
        head.setAlignment(Pos.BOTTOM_LEFT);
        return head;
    }

    private void refresh() {
        Optional<PlanEntry> entry = model.chosenProperty().get();
        int unpushed = model.actions().unpushed().size();
        title.setText(model.consent()
                .facts()
                .map(facts -> ConsentTexts.title(facts, words))
                .orElse(words.text("plan.title")));
        commits.setText(String.join("   ", model.actions().unpushed()));
        commits.setManaged(unpushed > 0);
        seen.setText(model.plan()
                .map(p -> words.text(
                        undoes() ? "plan.seen.undo" : "plan.seen",
                        p.cluster(),
                        ages.ago(p.at(), parts.clock().instant())))
                .orElse(""));
        clusters.refresh();
        refused.refresh();
        risks.refresh();
        showRows();
        list.refresh();
        footer.refresh();
        diff.shownProperty()
                .get()
                .filter(shown -> shown.sides() instanceof Sides.Wanted wanted && wanted.pushed() != (unpushed == 0))
                .ifPresent(_ -> showChange(model.changeProperty().get()));
        Optional<String> failed = entry.flatMap(e -> e.plan() instanceof Loadable.Failed<SyncPlan> f
                        ? Optional.of(words.engine().text(f.problem()))
                        : Optional.<ProblemText>empty())
                .map(ProblemText::sentence);
        trouble.setText(failed.orElse(""));
        trouble.setVisible(failed.isPresent());
        trouble.setManaged(failed.isPresent());
    }

    private void showChange(Optional<PlannedChange> change) {
        Optional<SyncPlan> plan = model.plan();
        if (change.isEmpty() || plan.isEmpty()) {
            diff.clear();
            return;
        }
        SyncPlan of = plan.get();
        diff.show(new ShownDiff(change.get().diff(), of.environment(), of.cluster(), sides(of), of.takeOver()));
    }

    private Sides sides(SyncPlan plan) {
        String left = plan.commit().map(Commit::shortId).orElse(words.text("plan.files-on-disk"));
        return undoes()
                ? new Sides.Restored(left, plan.at())
                : new Sides.Wanted(
                        left,
                        plan.commit().map(Commit::subject),
                        model.actions().unpushed().isEmpty(),
                        plan.at(),
                        false,
                        Optional.empty());
    }

    private boolean undoes() {
        return model.actions().extent() instanceof Extent.Undoing;
    }
}
