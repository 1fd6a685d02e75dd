package app.driftless.desktop;

import java.util.List;
import java.util.Objects;

/// The style sheets of the features.
final class Sheets {
    private static final List<String> NAMES = List.of(
            "shell/shell.css",
            "notice/notice.css",
            "resources/resources.css",
            "repository/repository.css",
            "sync/sync.css",
            "cluster/cluster.css",
            "settings/settings.css",
            "editor/editor.css",
            "editor/outline.css",
            "diff/diff.css",
            "plan/plan.css");

    private Sheets() {}

    static List<String> all() {
        return NAMES.stream()
                .map(name -> Objects.requireNonNull(Sheets.class.getResource(name), name)
                        .toExternalForm())
                .toList();
    }
}
