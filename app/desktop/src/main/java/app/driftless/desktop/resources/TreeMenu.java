package app.driftless.desktop.resources;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.resources.TreeRow.Subject;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// The context menu of the tree, filled for the row when it opens.
final class TreeMenu {
    private final ListView<TreeRow> list;
    private final ResourcesViewModel model;
    private final Words words;

    TreeMenu(ListView<TreeRow> list, ResourcesViewModel model, Words words) {
        this.list = list;
        this.model = model;
        this.words = words;
    }

    void install() {
        var menu = new ContextMenu();
        // An empty menu would never ask to be shown.
        menu.getItems().add(new MenuItem());
        menu.setOnShowing(_ -> {
            menu.getItems().clear();
            TreeRow row = list.getSelectionModel().getSelectedItem();
            if (row != null) {
                fill(menu, row);
            }
        });
        list.setContextMenu(menu);
    }

    private void fill(ContextMenu menu, TreeRow row) {
        switch (row.subject()) {
            case Subject.OfResource resource -> {
                menu.getItems().add(item("tree.menu.open", () -> model.activate(row)));
                for (ResourcesViewModel.SyncTarget target : model.syncTargets(row)) {
                    var only = item("tree.menu.syncOnly", () -> model.syncOnly(target));
                    only.setText(words.text("tree.menu.syncOnly", target.cluster()));
                    menu.getItems().add(only);
                }
                menu.getItems()
                        .add(item(
                                "tree.menu.copyName",
                                () -> copy(resource.entry().key().toString())));
                resource.entry().origin().ifPresent(origin -> menu.getItems()
                        .add(item("tree.menu.copyPath", () -> copy(origin.path()))));
            }
            case Subject.OfCluster cluster -> {
                menu.getItems().add(item("tree.menu.openCluster", () -> model.activate(row)));
                menu.getItems()
                        .add(item(
                                "tree.menu.copyName",
                                () -> copy(cluster.cluster().name())));
            }
            case Subject.OfEnvironment _, Subject.OfGroup _ ->
                menu.getItems()
                        .add(item(
                                row.open().orElse(false) ? "tree.menu.fold" : "tree.menu.unfold",
                                () -> model.toggle(row)));
            case Subject.OfProblem _ -> menu.getItems().add(item("notice.show", () -> model.activate(row)));
        }
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(words.text(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
