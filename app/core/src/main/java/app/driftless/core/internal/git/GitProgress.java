package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.Message;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Carries JGit's progress to ours, and our cancel to JGit.
class GitProgress extends EmptyProgressMonitor {
    private final Progress progress;
    private final CancelToken cancel;

    GitProgress(Progress progress, CancelToken cancel) {
        this.progress = progress;
        this.cancel = cancel;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        progress.begin(Message.of("repo", "progress.git", title), Math.max(0, totalWork));
    }

    @Override
    public void update(int completed) {
        progress.advance(completed);
    }

    @Override
    public boolean isCancelled() {
        return cancel.isCancelled();
    }
}
