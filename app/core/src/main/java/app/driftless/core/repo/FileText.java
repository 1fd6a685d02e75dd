package app.driftless.core.repo;

import app.driftless.core.problem.Problem;
import java.util.Optional;

/// A text file as it was read for editing. Line ends and byte-order mark are part of `text`, so that saving it
/// unchanged writes the same bytes.
///
/// @param contentHash SHA-256 of the bytes in hex: what a later save is compared with
/// @param readOnly why it can't be edited: not UTF-8, larger than 5 MB, no permission, a Git filter, …
public record FileText(String path, String text, String contentHash, Optional<Problem> readOnly) {
    /// Without the text, which may hold secrets.
    @Override
    public String toString() {
        return path + " " + contentHash;
    }
}
