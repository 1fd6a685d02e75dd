package app.driftless.core.flow;

import app.driftless.core.problem.Message;
import java.time.Instant;
import java.util.Optional;

/// What is shown of a running operation.
///
/// @param phase what it does now
/// @param done units of the phase that are done
/// @param total units of the phase, or 0 where nobody knows
public record OperationState(
        long id, Message title, Optional<Message> phase, long done, long total, Instant startedAt, CancelToken cancel) {
    OperationState advanced(long units) {
        return new OperationState(id, title, phase, done + units, total, startedAt, cancel);
    }

    OperationState entered(Message next, long size) {
        return new OperationState(id, title, Optional.of(next), 0, size, startedAt, cancel);
    }
}
