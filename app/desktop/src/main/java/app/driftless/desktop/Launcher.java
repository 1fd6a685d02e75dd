package app.driftless.desktop;

import app.driftless.core.Product;
import javafx.application.Application;

/// Where the process starts: decides what is needed before the toolkit is.
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--self-test")) {
            System.exit(SelfTest.run());
        }
        System.setProperty("javafx.application.name", Product.NAME);
        Application.launch(DesktopApp.class, args);
    }
}
