package app.driftless.core.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that failed, told so that a person can act on it: what, on which object, why, what state the data is in,
/// what to do.
///
/// @param code which kind of failure
/// @param subject the exact object: file, ref, cluster, resource
/// @param args further facts for the texts, after the subject, which is argument 0; never a secret value
/// @param details the raw cause for experts, already redacted; shown only on request
public record Problem(
        ProblemCode code,
        String subject,
        List<Object> args,
        @Nullable String details) {
    public Problem {
        args = List.copyOf(args);
    }

    public static Problem of(ProblemCode code, String subject, Object... args) {
        return new Problem(code, subject, List.of(args), null);
    }

    /// The same problem with its raw cause, the messages of the whole chain.
    public Problem causedBy(Throwable cause) {
        var text = new StringBuilder();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (!text.isEmpty()) {
                text.append("\ncaused by ");
            }
            text.append(t.getClass().getSimpleName()).append(": ").append(t.getMessage());
        }
        return withDetails(text.toString());
    }

    public Problem withDetails(String raw) {
        return new Problem(code, subject, args, Redaction.redact(raw));
    }
}
