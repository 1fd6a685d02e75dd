package app.driftless.desktop.shell;

import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Icons;
import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The tabs of the work area: icon, name, and close or a dot where something is unsaved.
final class TabStrip extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Map<Tab, HBox> items = new HashMap<>();
    private final Workbench bench;
    private final Words words;

    TabStrip(Workbench bench, Words words) {
        this.bench = bench;
        this.words = words;
        getStyleClass().add("tab-strip");
        bench.tabs().addListener((ListChangeListener<Tab>) _ -> rebuild());
        bench.selectedProperty().subscribe(tab -> items.forEach((t, item) -> mark(item, t == tab)));
        Roving.over(this, Orientation.HORIZONTAL);
        rebuild();
    }

    private void rebuild() {
        items.keySet().retainAll(bench.tabs());
        getChildren()
                .setAll(bench.tabs().stream()
                        .map(tab -> items.computeIfAbsent(tab, this::item))
                        .toList());
        items.forEach((tab, item) -> mark(item, tab == bench.selectedProperty().get()));
    }

    private void mark(HBox item, boolean selected) {
        item.pseudoClassStateChanged(SELECTED, selected);
    }

    private HBox item(Tab tab) {
        var name = new Label();
        name.textProperty().bind(tab.title());
        name.setMaxWidth(220);
        var close = new Button();
        close.getStyleClass().addAll("flat", "tab-close");
        close.setFocusTraversable(false);
        close.graphicProperty()
                .bind(tab.content().unsaved().map(dirty -> Icons.of(dirty ? Octicons.DOT_FILL_16 : Octicons.X_16, 12)));
        close.accessibleTextProperty().bind(tab.title().map(title -> words.text("tab.close", title)));
        close.setOnAction(_ -> bench.close(tab.id()));
        var item = new HBox(Icons.of(tab.icon(), 14), name, close);
        item.getStyleClass().add("tab-item");
        item.setFocusTraversable(true);
        item.setAccessibleRole(AccessibleRole.TAB_ITEM);
        item.accessibleTextProperty().bind(tab.title());
        var tip = new Tooltip();
        tip.textProperty().bind(tab.title());
        Tooltip.install(item, tip);
        item.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.MIDDLE) {
                bench.close(tab.id());
            } else {
                bench.selectedProperty().set(tab);
            }
        });
        item.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                bench.selectedProperty().set(tab);
            } else if (event.getCode() == KeyCode.DELETE) {
                bench.close(tab.id());
            }
        });
        return item;
    }
}
