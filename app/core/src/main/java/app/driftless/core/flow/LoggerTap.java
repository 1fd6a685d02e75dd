package app.driftless.core.flow;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Leads the records of the process's loggers into a log.
final class LoggerTap extends Handler {
    private static final String OURS = "app.driftless.";

    private final EventLog log;
    private final SimpleFormatter formatter = new SimpleFormatter();
    /// Set while a record of this thread is taken in: what that itself logs must not come in again without end.
    private final ThreadLocal<Boolean> taking = ThreadLocal.withInitial(() -> false);

    private LoggerTap(EventLog log) {
        this.log = log;
    }

    static Subscription into(EventLog log) {
        var tap = new LoggerTap(log);
        Logger root = Logger.getLogger("");
        root.addHandler(tap);
        return () -> root.removeHandler(tap);
    }

    @Override
    public void publish(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        Level least = logger.startsWith(OURS) ? Level.INFO : Level.WARNING;
        if (record.getLevel().intValue() < least.intValue() || taking.get()) {
            return;
        }
        taking.set(true);
        try {
            log.say(levelOf(record.getLevel()), logger.substring(logger.lastIndexOf('.') + 1), textOf(record));
        } finally {
            taking.remove();
        }
    }

    private String textOf(LogRecord record) {
        var text = new StringBuilder(formatter.formatMessage(record));
        for (Throwable t = record.getThrown(); t != null; t = t.getCause()) {
            text.append('\n').append(t);
        }
        return text.toString();
    }

    private static EventLog.Level levelOf(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return EventLog.Level.ERROR;
        }
        return level.intValue() >= Level.WARNING.intValue() ? EventLog.Level.WARNING : EventLog.Level.INFO;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
