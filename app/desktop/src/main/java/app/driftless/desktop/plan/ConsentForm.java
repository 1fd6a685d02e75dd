package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The cluster's name to be typed where it is locked, and a box for each delete and each replacement, which names it.
final class ConsentForm extends VBox {
    private static final int FEW = 3;
    private static final double MOST = 96;
    private static final double ROW = 23;
    private final Consent consent;
    private final Words words;
    private final HBox lock = new HBox(10);
    private final VBox boxes = new VBox(4);
    private final ScrollPane scroll = new ScrollPane(boxes);
    private List<ResourceKey> asked = List.of();

    ConsentForm(Consent consent, Words words) {
        super(6);
        this.consent = consent;
        this.words = words;
        setAlignment(Pos.CENTER_LEFT);
        var typed = new TextField();
        typed.textProperty().bindBidirectional(consent.typedNameProperty());
        typed.accessibleTextProperty().bind(words.live("plan.type-name"));
        var locked = new Label();
        locked.textProperty().bind(words.live("protection.locked"));
        locked.getStyleClass().add("tag-inverse");
        var ask = new Label();
        ask.textProperty().bind(words.live("plan.type-name"));
        ask.setMinWidth(USE_PREF_SIZE);
        locked.setMinWidth(USE_PREF_SIZE);
        lock.setAlignment(Pos.CENTER_LEFT);
        lock.getChildren().addAll(locked, ask, typed);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("consent-boxes");
        scroll.accessibleTextProperty().bind(words.live("plan.confirm-deletes"));
        getChildren().addAll(lock, scroll);
        refresh();
    }

    void refresh() {
        lock.setVisible(consent.needsName());
        lock.setManaged(lock.isVisible());
        List<ResourceKey> now = consent.facts()
                .map(f -> Stream.concat(f.askedDeletes().stream(), f.replaceable().stream())
                        .toList())
                .orElse(List.of());
        if (!now.equals(asked) || boxes.getChildren().stream().anyMatch(this::outdated)) {
            asked = now;
            boxes.getChildren().setAll(now.stream().map(this::box).toList());
            if (now.size() > FEW) {
                boxes.getChildren().addFirst(all());
            }
        }
        scroll.setVisible(!now.isEmpty());
        scroll.setManaged(scroll.isVisible());
        scroll.setPrefHeight(Math.min(MOST, ROW * boxes.getChildren().size() + 2));
        scroll.setMinHeight(scroll.getPrefHeight());
    }

    /// Whether a box says something else than what counts: all was forgotten.
    private boolean outdated(Node node) {
        return node instanceof CheckBox box
                && box.getUserData() instanceof ResourceKey key
                && box.isSelected() != consent.ticked(key);
    }

    private CheckBox box(ResourceKey key) {
        boolean replaces =
                consent.facts().filter(f -> f.replaceable().contains(key)).isPresent();
        var box = new CheckBox(words.text(replaces ? "plan.confirm-replace" : "plan.confirm-delete", key.toString()));
        box.setUserData(key);
        box.setSelected(consent.ticked(key));
        box.selectedProperty().subscribe(yes -> consent.tick(key, yes));
        return box;
    }

    private Hyperlink all() {
        var link = new Hyperlink(words.text("plan.confirm-all", asked.size()));
        link.setOnAction(_ -> boxes.getChildren().stream()
                .filter(CheckBox.class::isInstance)
                .map(CheckBox.class::cast)
                .forEach(b -> b.setSelected(true)));
        return link;
    }
}
