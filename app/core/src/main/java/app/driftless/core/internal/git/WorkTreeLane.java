package app.driftless.core.internal.git;

import app.driftless.core.flow.Lane;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.Repository.ChangedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The order in which a work tree changes, and what is told about it: one change after the other, each between a note
/// that we may hold Git's locks and a refresh of the state. Servers are talked to in a lane of their own, so that a
/// slow one keeps nobody from saving.
final class WorkTreeLane {
    private static final Logger LOG = LoggerFactory.getLogger(WorkTreeLane.class);
    private final Path root;
    private final Lane lane;
    private final Lane servers;
    private final StaleLocks locks;
    private final StatusReader status;
    private final InstantSource clock;
    private final WorkTreeWatch watch;
    private final SignalSource<Loadable<RepoState>> state = new SignalSource<>(new Loadable.Empty<>());
    private final SignalSource<ChangedPaths> changed = new SignalSource<>(new ChangedPaths(0, List.of()));

    WorkTreeLane(GuardedRepository repository, StatusReader status, Path notes, Workers workers, InstantSource clock)
            throws IOException {
        this.status = status;
        this.clock = clock;
        root = repository.getWorkTree().toPath();
        Path gitDir = repository.getDirectory().toPath();
        lane = workers.lane("git " + root.getFileName());
        servers = workers.lane("git server " + root.getFileName());
        locks = new StaleLocks(root, gitDir, notes);
        locks.recover();
        watch = new WorkTreeWatch(root, gitDir, workers, this::outside);
        refresh();
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException, GitAPIException;
    }

    Path root() {
        return root;
    }

    Signal<Loadable<RepoState>> state() {
        return state;
    }

    Signal<ChangedPaths> changed() {
        return changed;
    }

    /// Runs a change of the work tree, index or history.
    <T> T change(String subject, GitFailures.Call<T> call) {
        return lane.call(() -> guarded(subject, call));
    }

    /// Runs a change of history, which is refused while an operation begun outside is unfinished.
    <T> T history(String subject, GitFailures.Call<T> call) {
        return change(subject, () -> {
            status.requireSafe();
            return call.run();
        });
    }

    /// Runs what finishes or puts back a change that an earlier process was killed in; not while another one of ours
    /// is at work here.
    void recover(Action action) throws IOException {
        if (locks.alone()) {
            perform(root.toString(), action, List.of());
        }
    }

    /// Runs a change and tells the paths that it touched, if any.
    void perform(String subject, Action action, List<String> touched) {
        change(subject, () -> {
            action.run();
            return true;
        });
        if (!touched.isEmpty()) {
            tell(touched);
        }
    }

    /// Runs a talk with a server, which touches neither work tree nor index.
    <T> T talk(String subject, GitFailures.Call<T> call) {
        return servers.call(() -> guarded(subject, call));
    }

    /// Runs a talk that nobody waits for, unless another process of ours is at work here.
    ///
    /// @param then gets its result once the state was read anew
    <T> void later(String subject, GitFailures.Call<T> call, Consumer<T> then) {
        servers.execute(() -> {
            try {
                if (locks.alone()) {
                    then.accept(guarded(subject, call));
                }
            } catch (CancellationException e) {
                LOG.debug("{} was closed meanwhile", subject, e);
            } catch (IOException | EngineException e) {
                LOG.warn("{}: what became of the last push could not be found out", subject, e);
            }
        });
    }

    private <T> T guarded(String subject, GitFailures.Call<T> call) throws IOException {
        locks.begin();
        try {
            return GitFailures.guard(subject, call);
        } finally {
            locks.end();
            refresh();
        }
    }

    /// Tells that paths changed; an empty list asks to look at everything.
    void tell(List<String> paths) {
        changed.update(before -> new ChangedPaths(before.serial() + 1, paths));
    }

    private void outside(List<String> paths) {
        lane.execute(() -> {
            refresh();
            tell(paths);
        });
    }

    private synchronized void refresh() {
        try {
            state.set(new Loadable.Ready<>(status.read(), clock.instant()));
        } catch (EngineException e) {
            state.update(before -> before.toFailed(e.problem()));
        }
    }

    /// Ends the watch, waits for the change and the talk that are running, and closes.
    void close(Runnable last) {
        watch.close();
        servers.call(() -> true);
        lane.call(() -> {
            last.run();
            return true;
        });
    }
}
