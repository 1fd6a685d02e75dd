package app.driftless.desktop.sync;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.shell.TabContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The sync screen: a card for each cluster, the results of the chosen one, and its ledger.
public final class SyncView implements TabContent {
    private final BorderPane root = new BorderPane();
    private final HBox cards = new HBox(12);
    private final Map<String, SyncCard> shown = new HashMap<>();
    private final SyncViewModel model;
    private final Surroundings around;
    private final Words words;
    private final ResultsPane results;
    private final LedgerPane ledger;

    public SyncView(SyncViewModel model, Surroundings around) {
        this.model = model;
        this.around = around;
        words = around.words();
        root.getStyleClass().add("sync-view");
        cards.getStyleClass().add("sync-cards");
        model.syncs().addListener((ListChangeListener<ClusterSync>) _ -> showCards());
        model.chosen().subscribe(_ -> markChosen());
        words.locale().subscribe(_ -> showCards());
        root.setTop(new VBox(head(), cards));
        results = new ResultsPane(model, around, this::focusLedger);
        ledger = new LedgerPane(model, around, this::focusResults);
        root.setCenter(results);
        root.setRight(ledger);
        showCards();
    }

    private HBox head() {
        var title = new Label();
        title.getStyleClass().add("title");
        title.textProperty().bind(model.running().flatMap(n -> words.live("sync.title", n)));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var pause = new CheckBox();
        pause.textProperty().bind(words.live("action.pause-syncs"));
        model.paused().subscribe(pause::setSelected);
        pause.setOnAction(_ -> model.actions().pauseAll(pause.isSelected()));
        var head = new HBox(title, gap, pause);
        head.getStyleClass().add("screen-head");
        return head;
    }

    private void showCards() {
        shown.keySet().retainAll(model.syncs().stream().map(ClusterSync::id).toList());
        for (ClusterSync sync : model.syncs()) {
            shown.computeIfAbsent(sync.id(), _ -> card(sync)).show(sync);
        }
        List<Node> now =
                model.syncs().stream().<Node>map(s -> shown.get(s.id())).toList();
        if (!cards.getChildren().equals(now)) {
            cards.getChildren().setAll(now);
        }
        markChosen();
    }

    private SyncCard card(ClusterSync sync) {
        var card = new SyncCard(sync, model, around);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setPrefWidth(320);
        return card;
    }

    private void markChosen() {
        String id = model.chosen().get().map(ClusterSync::id).orElse("");
        shown.forEach((key, card) -> card.markChosen(key.equals(id)));
    }

    private void focusResults() {
        results.focusList();
    }

    private void focusLedger() {
        ledger.focusList();
    }

    @Override
    public Node node() {
        return root;
    }

    /// On the results of the former sync that is shown, else on the list of syncs.
    @Override
    public void focus() {
        if (model.opened().get().isPresent()) {
            focusResults();
        } else {
            focusLedger();
        }
    }
}
