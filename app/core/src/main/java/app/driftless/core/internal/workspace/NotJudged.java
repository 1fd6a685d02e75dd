package app.driftless.core.internal.workspace;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import java.util.Optional;

/// Says of a file that has the name of a manifest why nothing in it was checked.
public final class NotJudged {
    /// In bytes; no tree hands out more.
    private static final long LARGEST = 5L << 20;

    private NotJudged() {}

    /// A link, or what is no file at all; empty for files that can be asked for.
    public static Optional<Finding> by(TreeEntry entry) {
        return switch (entry.kind()) {
            case FILE -> Optional.empty();
            case LINK -> Optional.of(about(entry, Severity.INFO, Message.of("workspace", "WS-015")));
            case SUBMODULE, SPECIAL -> Optional.of(about(entry, Severity.WARNING, Message.of("workspace", "WS-016")));
        };
    }

    /// A file that could not be read.
    public static Finding because(TreeEntry entry, EngineException failure) {
        if (entry.kind() == EntryKind.FILE && entry.size() > LARGEST) {
            return about(entry, Severity.ERROR, Message.of("workspace", "WS-017", entry.size(), LARGEST));
        }
        Problem problem = failure.problem();
        return new Finding(
                Severity.ERROR,
                problem.code().id(),
                Message.of(problem.code().area(), problem.code().id() + ".what", problem.subject()),
                entry.path(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Finding about(TreeEntry entry, Severity severity, Message message) {
        return new Finding(
                severity, message.key(), message, entry.path(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
