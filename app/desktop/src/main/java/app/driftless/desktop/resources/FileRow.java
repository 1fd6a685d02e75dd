package app.driftless.desktop.resources;

import app.driftless.core.manifest.Severity;
import app.driftless.core.repo.Change;
import java.util.Optional;

/// A line of the file tree.
///
/// @param path of the file, or of the folder
/// @param open whether a folder's children are shown; empty for a file
/// @param resources how many resources are in it
/// @param change how it differs from HEAD
/// @param worst the worst finding in it
public record FileRow(
        String path, int depth, Optional<Boolean> open, int resources, Change.Kind change, Optional<Severity> worst) {
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
