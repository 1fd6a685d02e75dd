package app.driftless.core.flow;

import app.driftless.core.problem.Problem;

/// How an operation ended.
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Cancelled<T>() implements Outcome<T> {}

    record Failed<T>(Problem problem) implements Outcome<T> {}
}
