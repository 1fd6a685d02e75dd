package app.driftless.desktop.shell;

import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.Ikon;

/// A tab of the work area.
///
/// @param id the same for the same thing, so that opening it twice shows the tab that is there
public record Tab(String id, ObservableValue<String> title, Ikon icon, TabContent content) {}
