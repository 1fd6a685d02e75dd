package app.driftless.desktop.action;

import java.util.List;

/// Something a person can go to. Asked when the palette opens, on the FX thread: answers from what is known already.
@FunctionalInterface
public interface PaletteSource {
    List<PaletteItem> items();
}
