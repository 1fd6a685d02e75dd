package app.driftless.desktop.shell;

import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.ShellParts.Below;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The strip below the work area, and the panel that it opens.
final class BottomPane extends VBox {
    private static final double PANEL = 168;

    private final HBox strip = new HBox();

    BottomPane(List<Below> sections, Workbench bench, Words words) {
        strip.getStyleClass().add("bottom-strip");
        getStyleClass().add("bottom-panel");
        for (Below section : sections) {
            var item = new ToggleButton();
            item.getStyleClass().add("bottom-item");
            item.textProperty().bind(words.live(section.textKey()));
            var count = new Label();
            count.textProperty().bind(section.count().map(String::valueOf));
            item.graphicProperty().bind(section.count().map(n -> n > 0 ? count : null));
            item.accessibleTextProperty().bind(section.count().flatMap(n -> words.live(section.textKey())
                    .map(t -> n > 0 ? t + " " + n : t)));
            bench.bottomProperty().subscribe(id -> item.setSelected(section.id().equals(id)));
            item.setOnAction(_ -> bench.bottomProperty().set(item.isSelected() ? section.id() : ""));
            strip.getChildren().add(item);
        }
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var fold = new Button();
        fold.setGraphic(Icons.of(Octicons.CHEVRON_DOWN_16, 12));
        fold.getStyleClass().addAll("flat", "icon-only", "small");
        fold.accessibleTextProperty().bind(words.live("bottom.fold"));
        fold.setOnAction(_ -> bench.bottomProperty().set(""));
        fold.visibleProperty().bind(bench.bottomProperty().isNotEmpty());
        strip.getChildren().addAll(gap, fold);
        Roving.over(strip, Orientation.HORIZONTAL);
        getChildren().add(strip);
        bench.bottomProperty().subscribe(id -> {
            getChildren().setAll(strip);
            sections.stream().filter(s -> s.id().equals(id)).findFirst().ifPresent(section -> {
                if (section.content() instanceof Region region) {
                    region.setPrefHeight(PANEL);
                    region.setMinHeight(120);
                }
                getChildren().add(section.content());
            });
        });
    }

    HBox strip() {
        return strip;
    }
}
