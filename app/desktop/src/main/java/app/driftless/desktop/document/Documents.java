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
