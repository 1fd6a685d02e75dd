package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.PushResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Talks with the servers of a work tree, one after the other, and never longer than it is open.
final class ServerTalks {
    private final String subject;
    private final WorkTreeLane lane;
    private final Remotes remotes;
    private final Pushes pushes;
    private final Aftermath aftermath;
    private final CancelToken closing = new CancelToken();

    ServerTalks(WorkTreeLane lane, Remotes remotes, Pushes pushes, Aftermath aftermath) {
        this.aftermath = aftermath;
        this.subject = lane.root().toString();
        this.lane = lane;
        this.remotes = remotes;
        this.pushes = pushes;
    }

    @FunctionalInterface
    private interface Talk<T> {
        T run(CancelToken cancel) throws IOException, GitAPIException;
    }

    private <T> T talk(CancelToken cancel, Talk<T> talk) {
        CancelToken mine = cancel.child();
        try (Subscription _ = closing.onCancel(mine::cancel)) {
            return lane.talk(subject, () -> talk.run(mine));
        }
    }

    void fetch(Progress progress, CancelToken cancel) {
        tell(talk(cancel, mine -> {
            remotes.fetch(progress, mine);
            return pushes.judge(mine);
        }));
    }

    PullResult pull(Progress progress, CancelToken cancel) {
        fetch(progress, cancel);
        PullResult result = lane.history(subject, () -> remotes.rebase(progress, cancel));
        lane.tell(List.of());
        return result;
    }

    PushResult push(Progress progress, CancelToken cancel) {
        try {
            return talk(cancel, mine -> pushes.push(progress, mine));
        } catch (CancellationException e) {
            settle();
            throw e;
        }
    }

    /// In the background, asks what became of a push that has no outcome.
    void settle() {
        if (GitFailures.guard(subject, pushes::pending)) {
            lane.later(subject, () -> pushes.settle(closing), this::tell);
        }
    }

    /// After the state was read anew, so that nobody hears of an end that is not shown yet.
    private void tell(List<Problem> found) {
        if (!found.isEmpty()) {
            aftermath.tell(Aftermath.Topic.PUSH, found);
        }
    }

    /// Breaks off what is being said.
    void close() {
        closing.cancel();
    }
}
