package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.problem.Problem;

/// What became of the write of one object.
sealed interface Written {
    record Done(LiveObject live) implements Written {}

    record Held(Problem problem) implements Written {}

    record Failed(Problem problem) implements Written {}

    record Unknown(Problem problem) implements Written {}
}
