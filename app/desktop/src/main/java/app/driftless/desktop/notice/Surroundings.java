package app.driftless.desktop.notice;

import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import java.time.Instant;
import javafx.beans.value.ObservableValue;

/// What every view of the window stands in.
///
/// @param now the time that ages are counted to
/// @param overlay where dialogs are shown
public record Surroundings(
        Words words, Ages ages, ObservableValue<Instant> now, Overlay overlay, FxBridge bridge, Notices notices) {}
