package app.driftless.core.repo;

/// A file in a [FileTree].
///
/// @param contentId Git's blob id of the content (for the work tree: of the bytes as they would be committed);
///     the key of every cache
/// @param size in bytes
public record TreeEntry(String path, EntryKind kind, String contentId, long size) {
    public enum EntryKind {
        FILE,
        LINK,
        SUBMODULE,
        /// FIFO, socket, device: never opened.
        SPECIAL
    }
}
