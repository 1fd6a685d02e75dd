import org.jspecify.annotations.NullMarked;

/// The window of Driftless.
@NullMarked
module app.driftless.desktop {
    requires app.driftless.core;
    requires atlantafx.base;
    requires javafx.controls;
    requires javafx.fxml;
    requires org.fxmisc.flowless;
    requires org.fxmisc.richtext;
    requires org.fxmisc.undo;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.octicons;
    requires org.slf4j;
    requires reactfx;
    requires wellbehavedfx;
    requires static org.jspecify;

    exports app.driftless.desktop to
            javafx.graphics;

    opens app.driftless.desktop.cluster to
            javafx.fxml;
    opens app.driftless.desktop.repository to
            javafx.fxml;
    opens app.driftless.desktop.settings to
            javafx.fxml;
}
