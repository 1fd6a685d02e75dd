package app.driftless.core.flow;

import app.driftless.core.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/// A value that is fetched: not asked for yet, on its way, here, or failed. A failed refresh keeps the last good
/// value.
public sealed interface Loadable<T> {
    record Empty<T>() implements Loadable<T> {}

    /// @param last what was known before this load began
    record Loading<T>(Optional<Ready<T>> last) implements Loadable<T> {}

    /// @param asOf when the value was true at its source
    record Ready<T>(T value, Instant asOf) implements Loadable<T> {}

    record Failed<T>(Problem problem, Optional<Ready<T>> last) implements Loadable<T> {}

    /// The newest good value, if there ever was one.
    default Optional<Ready<T>> latest() {
        return switch (this) {
            case Empty<T>() -> Optional.empty();
            case Loading<T>(var last) -> last;
            case Ready<T> ready -> Optional.of(ready);
            case Failed<T> failed -> failed.last();
        };
    }

    default Loadable<T> toLoading() {
        return new Loading<>(latest());
    }

    default Loadable<T> toFailed(Problem problem) {
        return new Failed<>(problem, latest());
    }
}
