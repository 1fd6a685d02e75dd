package app.driftless.core.flow;

import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the engine did, in order: work begun and ended, events that were told, and what its parts logged. Holds the
/// last [#KEPT] events in memory and writes none to disk. Any thread.
///
/// No secret gets in: messages and problems never hold one, and foreign text goes through [Redaction].
public final class EventLog {
    /// How many events are kept; older ones are dropped.
    public static final int KEPT = 2000;

    private static final String COLOUR = "\\x1b\\[[0-9;]*[A-Za-z]";
    private static final String CONTROL = "[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]";

    /// Worst last.
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /// What happened.
    public sealed interface Happening {
        record Begun(Message title) implements Happening {}

        record Done(Message title, Duration took) implements Happening {}

        record Cancelled(Message title, Duration took) implements Happening {}

        record Failed(Message title, Problem problem) implements Happening {}

        record Told(Message message) implements Happening {}

        /// @param source the part that logged it
        /// @param text English, as it was logged
        record Said(String source, String text) implements Happening {}
    }

    /// @param serial grows by 1 with each event, from 1
    public record Event(long serial, Instant at, Level level, Happening what) {}

    private final InstantSource clock;
    private final Deque<Event> events = new ArrayDeque<>();
    private final SignalSource<Long> newest = new SignalSource<>(0L);

    public EventLog(InstantSource clock) {
        this.clock = clock;
    }

    /// The serial of the newest event; 0 before the first.
    public Signal<Long> newest() {
        return newest;
    }

    /// The kept events with a greater serial, oldest first.
    public List<Event> after(long serial) {
        synchronized (events) {
            return events.stream().filter(e -> e.serial() > serial).toList();
        }
    }

    public void add(Level level, Happening what) {
        newest.update(last -> {
            synchronized (events) {
                events.addLast(new Event(last + 1, clock.instant(), level, what));
                if (events.size() > KEPT) {
                    events.removeFirst();
                }
            }
            return last + 1;
        });
    }

    /// Takes in text that was not written for this log: control characters are taken out, then credentials, which
    /// they could have hidden.
    void say(Level level, String source, String text) {
        add(
                level,
                new Happening.Said(
                        source, Redaction.redact(text.replaceAll(COLOUR, "").replaceAll(CONTROL, ""))));
    }

    /// Takes in what the engine's parts log, and warnings of the libraries, until the result is closed.
    public Subscription followLoggers() {
        return LoggerTap.into(this);
    }
}
