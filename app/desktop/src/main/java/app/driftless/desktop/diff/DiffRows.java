package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffRow;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;

/// The rows of a comparison and the chosen difference, whatever is compared. FX thread.
interface DiffRows {
    ReadOnlyObjectProperty<List<DiffRow>> rowsProperty();

    /// Index of the chosen difference.
    ReadOnlyObjectProperty<Optional<Integer>> chosenProperty();

    void choose(int difference);

    /// Chooses the next difference, or the first after the last.
    void next();

    void previous();

    void unfold(DiffRow.Fold fold);
}
