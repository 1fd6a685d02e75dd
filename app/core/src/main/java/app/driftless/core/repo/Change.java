package app.driftless.core.repo;

import java.util.Optional;

/// A file that differs from HEAD.
///
/// @param staged how the index differs from HEAD
/// @param unstaged how the work tree differs from the index
/// @param renamedFrom the former path of a staged rename
public record Change(String path, Kind staged, Kind unstaged, Optional<String> renamedFrom) {
    public enum Kind {
        NONE,
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        CONFLICT
    }
}
