package app.driftless.desktop.notice;

import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Where features say what happened. Shown as toasts, and kept in the list of the bell. FX thread.
public final class Notices {
    private static final int KEPT = 100;

    private final ObservableList<Notice> toasts = FXCollections.observableArrayList();
    private final ObservableList<Notice> history = FXCollections.observableArrayList();
    private final InstantSource clock;
    private long ids;

    public Notices(InstantSource clock) {
        this.clock = clock;
    }

    /// What floats now, oldest first.
    public ObservableList<Notice> toasts() {
        return toasts;
    }

    /// Newest first.
    public ObservableList<Notice> history() {
        return history;
    }

    public void tell(String text) {
        add(text, Optional.empty());
    }

    public void fail(Problem problem) {
        add("", Optional.of(problem));
    }

    public void dismiss(Notice notice) {
        toasts.remove(notice);
    }

    /// Hands a result on; failures become notices, a cancel is no news.
    public <T> Consumer<Outcome<T>> orFail(Consumer<? super T> done) {
        return outcome -> {
            switch (outcome) {
                case Outcome.Done<T> ok -> done.accept(ok.value());
                case Outcome.Failed<T> failed -> fail(failed.problem());
                case Outcome.Cancelled<T> _ -> {}
            }
        };
    }

    /// Runs what may fail with a problem, and tells it.
    public void guard(Runnable task) {
        try {
            task.run();
        } catch (EngineException e) {
            fail(e.problem());
        }
    }

    private void add(String text, Optional<Problem> problem) {
        var notice = new Notice(++ids, text, problem, clock.instant());
        // One piece of news at a time: a pile would hide what is worked on. The bell keeps them all.
        if (problem.isEmpty()) {
            toasts.removeIf(earlier -> earlier.problem().isEmpty());
        }
        toasts.add(notice);
        history.addFirst(notice);
        if (history.size() > KEPT) {
            history.removeLast();
        }
    }
}
