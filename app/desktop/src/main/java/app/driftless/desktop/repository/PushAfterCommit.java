package app.driftless.desktop.repository;

import app.driftless.core.flow.Outcome;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// A push that is asked for while a commit is on its way: it begins when the commit is made, since its key is pressed
/// right after the key of the commit. FX thread.
public final class PushAfterCommit {
    private final Runnable push;
    private final ReadOnlyBooleanWrapper committing = new ReadOnlyBooleanWrapper();
    private Optional<String> made = Optional.empty();
    private boolean wanted;
    private Consumer<Boolean> listener = _ -> {};

    PushAfterCommit(Runnable push) {
        this.push = push;
    }

    /// Whether a commit is being made, or is made and not seen in the work tree's state yet.
    public ReadOnlyBooleanProperty committing() {
        return committing.getReadOnlyProperty();
    }

    /// @param told is told `true` when a push has to wait, and `false` when it is dropped, as there is no commit
    public void onWaiting(Consumer<Boolean> told) {
        listener = told;
    }

    void begins() {
        made = Optional.empty();
        committing.set(true);
    }

    void ends(Outcome<Commit> outcome, Optional<RepoState> now) {
        boolean follows = wanted;
        wanted = false;
        if (outcome instanceof Outcome.Done<Commit> done) {
            made = Optional.of(done.value().id());
            now.ifPresent(this::shows);
            if (follows) {
                push.run();
            }
        } else {
            committing.set(false);
            if (follows) {
                listener.accept(false);
            }
        }
    }

    void shows(RepoState now) {
        if (made.isPresent() && made.equals(now.head().map(Commit::id))) {
            made = Optional.empty();
            committing.set(false);
        }
    }

    /// Pushes now, or as soon as the commit is made.
    void ask() {
        if (committing.get() && made.isEmpty()) {
            wanted = true;
            listener.accept(true);
        } else {
            push.run();
        }
    }
}
