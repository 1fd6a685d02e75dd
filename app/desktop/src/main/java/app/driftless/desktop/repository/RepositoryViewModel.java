package app.driftless.desktop.repository;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Operation;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.PullResult;
import app.driftless.core.repo.RepoState;
import app.driftless.core.repo.SourceDiff;
import app.driftless.desktop.fx.Disposer;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

/// The work tree: what changed, what is staged, the message, and the way to the remote. FX thread.
public final class RepositoryViewModel implements AutoCloseable {
    private final RepositoryActions actions;
    private final FxBridge bridge;
    private final Notices notices;
    private final InstantSource clock;
    private final Disposer disposer = new Disposer();
    private final ReadOnlyObjectProperty<Loadable<RepoState>> state;
    private final ObservableValue<Optional<RepoState>> latest;
    private final ChangeLists changes = new ChangeLists();
    private final StringProperty message = new SimpleStringProperty("");
    private final BooleanProperty working = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper canCommit = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<Instant>> fetched = new SimpleObjectProperty<>(Optional.empty());
    private final PushAfterCommit following;
    private Consumer<Commit> committed = _ -> {};
    private Consumer<PullResult> pulled = _ -> {};
    private Consumer<String> pushed = _ -> {};

    public RepositoryViewModel(RepositoryActions actions, FxBridge bridge, Notices notices, InstantSource clock) {
        this.actions = actions;
        this.bridge = bridge;
        this.notices = notices;
        this.clock = clock;
        following = new PushAfterCommit(() -> run(actions.push(), result -> pushed.accept(result.branch())));
        state = bridge.property(actions.repository().state(), disposer);
        latest = state.map(s -> s.latest().map(Loadable.Ready::value));
        latest.subscribe(now -> now.ifPresent(this::show));
        canCommit.bind(Bindings.createBooleanBinding(
                () -> !message.get().isBlank() && !working.get() && !staged().isEmpty(), message, working, staged()));
    }

    /// Another value after each look at the work tree, even where it found the same.
    public ObservableValue<Loadable<RepoState>> state() {
        return state;
    }

    public ObservableValue<Optional<RepoState>> latest() {
        return latest;
    }

    /// Why the work tree can't be read, while it can't.
    public ObservableValue<Optional<Problem>> problem() {
        return state.map(
                s -> s instanceof Loadable.Failed<RepoState> failed ? Optional.of(failed.problem()) : Optional.empty());
    }

    public ObservableValue<NextStep> nextStep() {
        return latest.map(s -> s.map(NextStep::of).orElseGet(NextStep.Impossible::new));
    }

    public ObservableList<Change> staged() {
        return changes.staged();
    }

    public ObservableList<Change> unstaged() {
        return changes.unstaged();
    }

    public StringProperty messageProperty() {
        return message;
    }

    /// Whether something that changes the repository is on its way.
    public ReadOnlyBooleanProperty working() {
        return working;
    }

    public ReadOnlyBooleanProperty canCommit() {
        return canCommit.getReadOnlyProperty();
    }

    /// When the remote was asked last, in this session.
    public ObservableValue<Optional<Instant>> fetched() {
        return fetched;
    }

    /// How a push waits for a commit.
    public PushAfterCommit following() {
        return following;
    }

    public RepositoryActions actions() {
        return actions;
    }

    public void onCommitted(Consumer<Commit> listener) {
        committed = listener;
    }

    public void onPulled(Consumer<PullResult> listener) {
        pulled = listener;
    }

    /// @param listener gets the remote branch that was pushed to
    public void onPushed(Consumer<String> listener) {
        pushed = listener;
    }

    public void stage(List<Change> changes) {
        run(actions.stage(ChangeLists.paths(changes)), _ -> {});
    }

    public void unstage(List<Change> changes) {
        run(actions.unstage(ChangeLists.paths(changes)), _ -> {});
    }

    public void discard(List<Change> changes) {
        run(actions.discard(ChangeLists.paths(changes)), _ -> {});
    }

    /// Stages one hunk of a file.
    public void stage(SourceDiff diff, int hunk) {
        run(actions.stage(diff, hunk), _ -> {});
    }

    public void unstage(SourceDiff diff, int hunk) {
        run(actions.unstage(diff, hunk), _ -> {});
    }

    public void discard(SourceDiff diff, int hunk) {
        run(actions.discard(diff, hunk), _ -> {});
    }

    /// Commits what is staged. The message is kept unless it went through.
    public void commit() {
        String text = message.get().strip();
        make(actions.commit(text), commit -> {
            message.set("");
            committed.accept(commit);
        });
    }

    public void revert(Commit commit) {
        make(actions.revert(commit), committed);
    }

    /// @param path only this file; empty for all
    public void goBack(Commit commit, Optional<String> path) {
        make(actions.goBack(commit, path), committed);
    }

    /// Sends what is committed; while a commit is on its way, once it is made.
    public void push() {
        following.ask();
    }

    public void pull() {
        run(actions.pull(), pulled);
    }

    public void fetch() {
        run(actions.fetch(), _ -> fetched.set(Optional.of(clock.instant())));
    }

    public void checkout(String branch) {
        run(actions.checkout(branch), _ -> {});
    }

    public void createBranch(String name) {
        run(actions.createBranch(name), _ -> {});
    }

    /// Does the next step of the way to the remote.
    public void step() {
        switch (nextStep().getValue()) {
            case NextStep.Push _, NextStep.Publish _ -> push();
            case NextStep.Pull _ -> pull();
            case NextStep.Nothing _ -> fetch();
            case NextStep.Impossible _ -> {}
        }
    }

    private void make(Operation<Commit> operation, Consumer<Commit> done) {
        following.begins();
        when(operation, outcome -> {
            notices.orFail(done).accept(outcome);
            following.ends(outcome, latest.getValue());
        });
    }

    private <T> void run(Operation<T> operation, Consumer<T> done) {
        when(operation, notices.orFail(done));
    }

    private <T> void when(Operation<T> operation, Consumer<Outcome<T>> then) {
        working.set(true);
        bridge.when(operation.outcome(), (Outcome<T> outcome) -> {
            working.set(false);
            then.accept(outcome);
        });
    }

    private void show(RepoState now) {
        changes.show(now);
        following.shows(now);
    }

    @Override
    public void close() {
        disposer.close();
    }
}
