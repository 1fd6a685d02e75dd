package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;

/// Knows whether a push may have reached the server: JGit's first task is to open the connection, and nothing is sent
/// before that has ended.
final class PushProgress extends GitProgress {
    private volatile boolean connected;

    PushProgress(Progress progress, CancelToken cancel) {
        super(progress, cancel);
    }

    @Override
    public void endTask() {
        connected = true;
    }

    boolean connected() {
        return connected;
    }
}
