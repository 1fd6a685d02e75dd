package app.driftless.desktop.editor;

import app.driftless.core.manifest.Finding;
import java.util.List;

/// Says what is wrong with a text that is being edited. Called on the bounded pool, with the text of that moment.
@FunctionalInterface
public interface FileCheck {
    List<Finding> check(String path, String text);
}
