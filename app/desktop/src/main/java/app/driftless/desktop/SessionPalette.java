package app.driftless.desktop;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.IndexState;
import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.action.KeySheet;
import app.driftless.desktop.action.PaletteItem;
import app.driftless.desktop.action.PalettePane;
import app.driftless.desktop.document.Documents;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ResourceEntry;
import app.driftless.desktop.theme.Icons;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.octicons.Octicons;

/// What the palette finds in an open repository: resources, files and commands.
final class SessionPalette {
    private SessionPalette() {}

    static void open(
            CompositionRoot root,
            Documents documents,
            ObservableValue<List<EnvironmentEntry>> environments,
            ObservableValue<IndexState> index) {
        PalettePane.open(
                root.overlay(),
                root.words(),
                List.of(
                        () -> resources(environments.getValue(), documents),
                        () -> files(index.getValue(), documents),
                        () -> commands(root.actions(), root.words())),
                "palette.anything");
    }

    static void openCommands(CompositionRoot root) {
        PalettePane.open(
                root.overlay(),
                root.words(),
                List.of(() -> commands(root.actions(), root.words())),
                "palette.commands");
    }

    private static List<PaletteItem> resources(List<EnvironmentEntry> environments, Documents documents) {
        return environments.stream()
                .flatMap(e ->
                        e.resources().stream().map(r -> resource(e.environment().name(), r, documents)))
                .toList();
    }

    private static PaletteItem resource(String environment, ResourceEntry entry, Documents documents) {
        ResourceKey key = entry.key();
        var target = new OpenTarget(
                entry.origin().map(o -> o.path()),
                entry.origin().map(o -> o.line()).orElse(0),
                Optional.of(key),
                Optional.of(environment),
                Optional.empty());
        String where = key.namespace().isEmpty() ? environment : environment + " · " + key.namespace();
        return new PaletteItem(
                Icons.ofKind(key.group(), key.kind()),
                key.name(),
                key.kind() + " · " + where,
                "",
                () -> documents.open(target));
    }

    private static List<PaletteItem> files(IndexState index, Documents documents) {
        return index.files().keySet().stream()
                .map(path -> new PaletteItem(
                        Octicons.FILE_16,
                        path.substring(path.lastIndexOf('/') + 1),
                        path,
                        "",
                        () -> documents.open(OpenTarget.file(path, 0))))
                .toList();
    }

    static List<PaletteItem> commands(ActionRegistry actions, Words words) {
        return actions.possible().stream()
                .map(id -> new PaletteItem(
                        id.icon(),
                        words.text(id.text()),
                        "",
                        id.key().map(KeySheet::keyText).orElse(""),
                        () -> actions.run(id)))
                .toList();
    }
}
