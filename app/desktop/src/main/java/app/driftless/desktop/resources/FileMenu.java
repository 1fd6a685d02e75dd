package app.driftless.desktop.resources;

import app.driftless.core.repo.Change;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.i18n.Words;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// The context menu of the files, filled for the line when it opens.
final class FileMenu {
    private final ListView<FileRow> list;
    private final FilesViewModel model;
    private final FileCommands commands;
    private final Words words;

    FileMenu(ListView<FileRow> list, FilesViewModel model, FileCommands commands, Words words) {
        this.list = list;
        this.model = model;
        this.commands = commands;
        this.words = words;
    }

    void install() {
        var menu = new ContextMenu();
        // An empty menu would never ask to be shown.
        menu.getItems().add(new MenuItem());
        menu.setOnShowing(_ -> {
            menu.getItems().clear();
            fill(menu, Optional.ofNullable(list.getSelectionModel().getSelectedItem()));
        });
        list.setContextMenu(menu);
    }

    private void fill(ContextMenu menu, Optional<FileRow> chosen) {
        var items = menu.getItems();
        chosen.ifPresent(row -> {
            String key = row.open()
                    .map(open -> open ? "tree.menu.fold" : "tree.menu.unfold")
                    .orElse("tree.menu.open");
            items.addAll(item(words.text(key), () -> model.activate(row)), new SeparatorMenuItem());
        });
        items.add(item(ActionId.NEW_FILE, () -> commands.askNew(chosen.map(FileRow::path))));
        chosen.ifPresent(row -> {
            if (row.open().isEmpty() && row.change() == Change.Kind.DELETED) {
                items.add(item(words.text("files.restore"), () -> commands.restore(row.path())));
            } else {
                items.addAll(
                        item(ActionId.RENAME_FILE, () -> commands.askRename(row.path())),
                        item(ActionId.DELETE_FILE, () -> commands.askDelete(row.path())));
            }
            items.addAll(new SeparatorMenuItem(), item(words.text("tree.menu.copyPath"), () -> copy(row.path())));
        });
    }

    private MenuItem item(ActionId id, Runnable action) {
        return item(words.text(id.text()), action);
    }

    private static MenuItem item(String text, Runnable action) {
        var item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
