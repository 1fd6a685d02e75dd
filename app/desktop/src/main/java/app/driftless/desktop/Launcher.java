package app.driftless.desktop;

import app.driftless.core.Product;
import javafx.application.Application;

/// Where the process starts: decides what is needed before the toolkit is.
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.setProperty("javafx.application.name", Product.NAME);
        Application.launch(DesktopApp.class, args);
    }
}
