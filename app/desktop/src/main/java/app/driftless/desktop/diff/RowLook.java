package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import javafx.scene.Node;

/// What a diff view adds to the two sides of a row: tint, symbol, and what stands at its right end. One for each
/// cell.
interface RowLook {
    /// Stands between the sides.
    Node middle();

    /// Stands at the right end.
    Node end();

    /// The width of [#end()] in pixels.
    double endWidth();

    /// @param cell what gets the pseudo-classes of the row
    /// @param first whether the difference of the row begins on it
    void show(Node cell, DiffRow.Line row, boolean first);

    /// The cell shows no line.
    void clear(Node cell);

    /// What a screen reader says.
    String name(DiffRow.Line row);

    /// Whether the row that is shown says something on hover.
    boolean hasTip();

    /// What it says; asked when it is about to be seen.
    String tip(DiffRow.Line row);
}
