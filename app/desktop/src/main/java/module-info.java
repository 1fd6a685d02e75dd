import org.jspecify.annotations.NullMarked;

/// The window of Driftless.
@NullMarked
module app.driftless.desktop {
    requires app.driftless.core;
    requires javafx.controls;
    requires javafx.fxml;
    requires static org.jspecify;

    exports app.driftless.desktop to
            javafx.graphics;
}
