package app.driftless.core.internal.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/// What one loop has still to do. Anybody adds; the loop takes.
public final class LoopCommands {
    private final LinkedBlockingDeque<LoopCommand> waiting = new LinkedBlockingDeque<>();
    private volatile boolean ended;

    public void add(LoopCommand command) {
        waiting.add(command);
        dropIfEnded();
    }

    /// Before all that waits.
    public void addFirst(LoopCommand command) {
        waiting.addFirst(command);
        dropIfEnded();
    }

    /// The next one; one look or notice for all that wait. Empty after `wait`.
    public Optional<LoopCommand> next(Duration wait) throws InterruptedException {
        LoopCommand next = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (next instanceof LoopCommand.Look look) {
            return Optional.of(new LoopCommand.Look(newsForAll(look)));
        }
        if (next instanceof LoopCommand.Notice || next instanceof LoopCommand.Drift) {
            waiting.removeIf(next.getClass()::isInstance);
        }
        return Optional.ofNullable(next);
    }

    private Optional<Instant> newsForAll(LoopCommand.Look first) {
        var looks = new ArrayList<>(List.of(first));
        waiting.removeIf(command -> command instanceof LoopCommand.Notice
                || command instanceof LoopCommand.Drift
                || command instanceof LoopCommand.Look look && looks.add(look));
        return looks.stream().flatMap(look -> look.news().stream()).max(Comparator.naturalOrder());
    }

    /// Nothing is taken any more: what waits, and what comes, is cancelled.
    public void end() {
        ended = true;
        dropIfEnded();
    }

    private void dropIfEnded() {
        if (ended) {
            for (LoopCommand left = waiting.poll(); left != null; left = waiting.poll()) {
                if (left instanceof LoopCommand.Run run) {
                    run.report().completeExceptionally(new CancellationException());
                } else if (left instanceof LoopCommand.Undo undo) {
                    undo.report().completeExceptionally(new CancellationException());
                }
            }
        }
    }
}
