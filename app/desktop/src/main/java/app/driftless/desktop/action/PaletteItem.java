package app.driftless.desktop.action;

import org.kordamp.ikonli.Ikon;

/// A line of the palette.
///
/// @param detail what tells equal names apart: a path, an environment, a key
/// @param key the key that does the same, or empty
public record PaletteItem(Ikon icon, String name, String detail, String key, Runnable run) {}
