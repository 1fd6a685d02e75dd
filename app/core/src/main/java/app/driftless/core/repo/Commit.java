package app.driftless.core.repo;

import java.time.Instant;
import java.util.List;

/// A commit as it is shown. Texts are cleaned of control characters.
///
/// @param id full object id in hex
/// @param treeId full object id of its tree
/// @param message the whole message; the first line is the subject
public record Commit(
        String id, String treeId, List<String> parents, String author, String email, Instant when, String message) {
    public String shortId() {
        return id.substring(0, Math.min(7, id.length()));
    }

    public String subject() {
        return message.lines().findFirst().orElse("");
    }
}
