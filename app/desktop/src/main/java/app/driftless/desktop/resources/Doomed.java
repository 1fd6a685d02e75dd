package app.driftless.desktop.resources;

import app.driftless.core.repo.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// What a person should know before a file or a folder is deleted.
///
/// @param files how many files go
/// @param changed those of which the last commit has another text
/// @param unknown those that the last commit does not have
/// @param unsaved whether text of them is edited and not saved
record Doomed(String path, int files, int changed, int unknown, boolean unsaved) {
    /// @param files the paths of all files on disk
    static Doomed at(String path, Collection<String> files, List<Change> changes, boolean unsaved) {
        var kinds = new HashMap<String, Change>();
        changes.forEach(c -> kinds.put(c.path(), c));
        int count = 0;
        int changed = 0;
        int unknown = 0;
        for (String file : files) {
            if (FileEdits.isAt(file, path)) {
                count++;
                Change change = kinds.get(file);
                if (change != null && isNew(change)) {
                    unknown++;
                } else if (change != null) {
                    changed++;
                }
            }
        }
        return new Doomed(path, count, changed, unknown, unsaved);
    }

    private static boolean isNew(Change change) {
        return change.staged() == Change.Kind.ADDED
                || change.staged() == Change.Kind.RENAMED
                || change.staged() == Change.Kind.NONE && change.unstaged() == Change.Kind.ADDED;
    }

    /// The bundle's key of what can be brought back.
    String text() {
        if (files == 1) {
            return unknown > 0 ? "files.delete.unknown" : changed > 0 ? "files.delete.changed" : "files.delete.kept";
        }
        return unknown + changed > 0 ? "files.delete.some" : "files.delete.all";
    }
}
