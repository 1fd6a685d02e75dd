import org.jspecify.annotations.NullMarked;

/// The window of Driftless.
@NullMarked
module app.driftless.desktop {
    requires app.driftless.core;
    requires javafx.controls;
    requires javafx.fxml;
    requires org.fxmisc.flowless;
    requires org.fxmisc.richtext;
    requires org.fxmisc.undo;
    requires reactfx;
    requires wellbehavedfx;
    requires static org.jspecify;

    exports app.driftless.desktop to
            javafx.graphics;
}
