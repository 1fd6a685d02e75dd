package app.driftless.core.flow;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells a long work that nobody wants it any more. Thread-safe.
///
/// Work asks [#throwIfCancelled()] between its steps, or registers how to interrupt what it waits for. After a cancel
/// no new write starts; one that is on the wire is awaited and recorded.
public final class CancelToken {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();

    public boolean isCancelled() {
        return cancelled.get();
    }

    /// Throws [CancellationException] once cancelled; [Operations] turns it into [Outcome.Cancelled].
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    /// Runs `action` on cancel, on the cancelling thread, or at once if that has happened already. It runs at most
    /// once.
    public Subscription onCancel(Runnable action) {
        var once = new AtomicBoolean();
        Runnable guarded = () -> {
            if (once.compareAndSet(false, true)) {
                action.run();
            }
        };
        actions.add(guarded);
        if (isCancelled()) {
            guarded.run();
        }
        return () -> actions.remove(guarded);
    }

    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            actions.forEach(Runnable::run);
        }
    }

    /// A token that is cancelled when this process is told to end, as by Ctrl-C. For works of a command line; the
    /// process waits for what its actions do, not for the work itself.
    public static CancelToken untilExit() {
        var token = new CancelToken();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("cancel").unstarted(token::cancel));
        return token;
    }

    /// A token that is cancelled with this one and can also be cancelled alone.
    public CancelToken child() {
        var child = new CancelToken();
        onCancel(child::cancel);
        return child;
    }
}
