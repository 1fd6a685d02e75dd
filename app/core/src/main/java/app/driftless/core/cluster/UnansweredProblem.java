package app.driftless.core.cluster;

import app.driftless.core.problem.Problem;

/// Why an answer to a dry run tells nothing about the object.
final class UnansweredProblem {
    private UnansweredProblem() {}

    /// @param answer none of those that predict something
    /// @param server for messages
    static Problem of(Placement.Placed object, ApplyAnswer answer, String server) {
        String subject = object.key().toString();
        return switch (answer) {
            case ApplyAnswer.Refused refused -> refused.problem();
            case ApplyAnswer.Unknown unknown -> unknown.problem();
            case ApplyAnswer.Missing missing ->
                missing.kind()
                        ? Problem.of(
                                ClusterProblem.KIND_MISSING,
                                object.resource().type().toString(),
                                server)
                        : Problem.of(
                                ClusterProblem.NAMESPACE_MISSING,
                                subject,
                                object.key().namespace());
            case ApplyAnswer.Busy _ -> Problem.of(ClusterProblem.BUSY, subject, server);
            case ApplyAnswer.Moved(var message) -> Problem.of(ClusterProblem.INVALID, subject, message);
            case ApplyAnswer.Conflict conflict -> Problem.of(ClusterProblem.INVALID, subject, conflict.message());
            case ApplyAnswer.Applied _ -> throw new IllegalArgumentException("An applied object is no problem");
        };
    }
}
