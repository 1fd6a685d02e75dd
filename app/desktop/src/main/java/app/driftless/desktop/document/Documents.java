package app.driftless.desktop.document;

import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.shell.Navigator;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.theme.Icons;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// Opens files and resources in tabs. FX thread.
public final class Documents {
    private final List<AspectProvider> providers;
    private final Navigator navigator;
    private final Words words;

    public Documents(List<AspectProvider> providers, Navigator navigator, Words words) {
        this.providers = providers.stream()
                .sorted(Comparator.comparing(AspectProvider::aspect))
                .toList();
        this.navigator = navigator;
        this.words = words;
    }

    /// Shows `target` as it was shown last, or in the first way that fits.
    public void open(OpenTarget target) {
        var fitting = providers.stream().filter(p -> p.fits(target)).toList();
        if (!fitting.isEmpty()) {
            navigator.open(target.tabId(), () -> tab(target, fitting));
            shown(target).ifPresent(document -> document.reveal(target));
        }
    }

    /// Shows `target` in one way.
    public void open(OpenTarget target, Aspect aspect) {
        open(target);
        shown(target).ifPresent(document -> document.choose(aspect));
    }

    /// Shows a file in the editor, and puts the focus into its text.
    public void edit(String path) {
        open(OpenTarget.file(path, 0), Aspect.EDITOR);
        navigator.current().ifPresent(tab -> tab.content().focus());
    }

    /// Lets the open tabs of a renamed file, or of the files of a renamed folder, go on under the new path.
    public void moved(String from, String to) {
        for (Tab tab : at(from)) {
            if (tab.content() instanceof DocumentContent document) {
                String path = document.target().path().orElseThrow();
                OpenTarget next = document.target().at(to + path.substring(from.length()));
                navigator.drop(next.tabId());
                document.follow(next);
                navigator.replace(
                        tab.id(), new Tab(next.tabId(), new SimpleStringProperty(next.title()), tab.icon(), document));
            }
        }
    }

    /// Closes the open tabs of a deleted file, or of the files of a deleted folder.
    public void gone(String path) {
        at(path).forEach(tab -> navigator.drop(tab.id()));
    }

    /// Whether an open tab of the file, or of a file of the folder, holds something unsaved.
    public boolean unsaved(String path) {
        return at(path).stream().anyMatch(t -> t.content().unsaved().getValue());
    }

    private List<Tab> at(String place) {
        return navigator.tabs().stream()
                .filter(tab -> pathOf(tab)
                        .filter(p -> p.equals(place) || p.startsWith(place + "/"))
                        .isPresent())
                .toList();
    }

    /// The file that a tab shows; empty for other tabs.
    public static Optional<String> pathOf(Tab tab) {
        return tab.content() instanceof DocumentContent document
                ? document.target().path()
                : Optional.empty();
    }

    private Optional<DocumentContent> shown(OpenTarget target) {
        return navigator
                .find(target.tabId())
                .map(Tab::content)
                .filter(DocumentContent.class::isInstance)
                .map(DocumentContent.class::cast);
    }

    private Tab tab(OpenTarget target, List<AspectProvider> fitting) {
        Ikon icon = target.resource()
                .map(key -> Icons.ofKind(key.group(), key.kind()))
                .orElse(Octicons.FILE_16);
        return new Tab(
                target.tabId(),
                new SimpleStringProperty(target.title()),
                icon,
                new DocumentContent(target, fitting, words));
    }
}
