package app.driftless.desktop.shell;

import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.fx.Roving;
import app.driftless.desktop.i18n.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The window's frame around an open repository: toolbar, rail, panel, tabs, panel below, status bar. F6 goes round
/// them.
public final class ShellView extends BorderPane {
    private static final double PANEL = 300;
    private static final double PANEL_MIN = 220;
    private static final double PANEL_MAX = 480;

    private final StackPane side = new StackPane();
    private final StackPane content = new StackPane();
    private final List<Parent> regions = new ArrayList<>();
    private final ShellParts parts;

    public ShellView(
            ShellParts parts, Workbench bench, ActionRegistry actions, Words words, ObservableValue<Number> zoom) {
        this.parts = parts;
        var toolbar = new ToolbarView(parts.toolbarStart(), parts.toolbarEnd(), actions, words);
        var rail = new RailView(bench, actions, words, parts.changedFiles());
        var tabs = new TabStrip(bench, words);
        var bottom = new BottomPane(parts.bottom(), bench, words);
        var status = new StatusBar(parts, zoom, actions, words);
        side.getStyleClass().add("side-panel");
        side.setMinWidth(PANEL_MIN);
        side.setMaxWidth(PANEL_MAX);
        side.setPrefWidth(PANEL);
        content.getStyleClass().add("content");
        VBox.setVgrow(content, Priority.ALWAYS);
        var work = new VBox(tabs, content);
        work.setMinWidth(320);
        tabs.visibleProperty().bind(Bindings.isNotEmpty(bench.tabs()));
        tabs.managedProperty().bind(tabs.visibleProperty());
        var split = new SplitPane(side, work);
        SplitPane.setResizableWithParent(side, false);
        split.setDividerPosition(0, PANEL / 1392);
        var body = new BorderPane(split);
        body.setBottom(bottom);
        setTop(toolbar);
        setLeft(rail);
        setCenter(body);
        setBottom(status);
        regions.addAll(List.of(toolbar, rail, side, tabs, content, bottom, status));
        bench.placeProperty().subscribe(this::showPlace);
        bench.selectedProperty().subscribe(this::showTab);
        actions.bind(ActionId.NEXT_REGION, () -> nextRegion(1));
        actions.bind(ActionId.PREVIOUS_REGION, () -> nextRegion(-1));
        actions.bind(ActionId.CLOSE_TAB, bench.selectedProperty().map(t -> t != null), () -> bench.current()
                .ifPresent(tab -> bench.close(tab.id())));
    }

    /// Puts the focus where a person begins: on the panel of the place.
    public void focusStart() {
        Roving.focusFirst(side);
    }

    private void showPlace(Place place) {
        Node panel = parts.panels().get(place);
        if (panel == null) {
            side.getChildren().clear();
        } else {
            side.getChildren().setAll(panel);
        }
    }

    private void showTab(@Nullable Tab tab) {
        content.getChildren().setAll(tab == null ? parts.noTab() : tab.content().node());
        if (tab != null && getScene() != null && getScene().getFocusOwner() == null) {
            tab.content().focus();
        }
    }

    private void nextRegion(int step) {
        int at = -1;
        Node owner = getScene().getFocusOwner();
        for (int i = 0; i < regions.size(); i++) {
            if (isInside(owner, regions.get(i))) {
                at = i;
            }
        }
        for (int tried = 1; tried <= regions.size(); tried++) {
            Parent next = regions.get(Math.floorMod(at + step * tried, regions.size()));
            if (next.isVisible() && Roving.focusFirst(next)) {
                return;
            }
        }
    }

    private static boolean isInside(@Nullable Node node, Node container) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n == container) {
                return true;
            }
        }
        return false;
    }
}
