package app.driftless.desktop.fx;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;

/// The tooltip of a row that is filled again and again: there only while it has something to say.
public final class RowTip {
    private static final double WIDTH = 520;
    private final Node row;
    private final Tooltip tip = new Tooltip();

    public RowTip(Node row) {
        this.row = row;
        tip.setWrapText(true);
        tip.setMaxWidth(WIDTH);
    }

    public void show(Optional<String> text) {
        if (text.isPresent()) {
            tip.setText(text.get());
            Tooltip.install(row, tip);
        } else {
            Tooltip.uninstall(row, tip);
        }
    }
}
