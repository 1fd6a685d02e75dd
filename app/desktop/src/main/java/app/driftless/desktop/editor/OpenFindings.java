package app.driftless.desktop.editor;

import app.driftless.core.manifest.Finding;
import app.driftless.core.workspace.IndexedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is wrong in the texts that are open, saved or not: newer than what is known of their files. FX thread.
public final class OpenFindings {
    private final ReadOnlyObjectWrapper<Map<String, List<Finding>>> byPath = new ReadOnlyObjectWrapper<>(Map.of());

    public ReadOnlyObjectProperty<Map<String, List<Finding>>> byPath() {
        return byPath.getReadOnlyProperty();
    }

    /// The findings of `files`, those of open ones replaced by what is wrong in their texts.
    ///
    /// @param open the value of [#byPath]
    public static List<Finding> over(Collection<IndexedFile> files, Map<String, List<Finding>> open) {
        var all = new ArrayList<Finding>();
        for (IndexedFile file : files) {
            if (!open.containsKey(file.path())) {
                all.addAll(file.findings());
            }
        }
        open.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    void show(String path, List<Finding> findings) {
        change(paths -> paths.put(path, findings));
    }

    void close(String path) {
        change(paths -> paths.remove(path));
    }

    private void change(Consumer<Map<String, List<Finding>>> step) {
        var next = new HashMap<>(byPath.get());
        step.accept(next);
        byPath.set(Map.copyOf(next));
    }
}
