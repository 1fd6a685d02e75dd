package app.driftless.testkit.secret;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// All that any logger of this process says at its finest level, stack traces and arguments included.
public final class LogCapture extends Handler implements AutoCloseable {
    private final StringBuilder text = new StringBuilder();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    public static LogCapture start() {
        var capture = new LogCapture();
        capture.root.setLevel(Level.ALL);
        capture.root.addHandler(capture);
        return capture;
    }

    public String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    @Override
    public void publish(LogRecord record) {
        var line = new StringWriter();
        line.append(record.getLoggerName())
                .append(' ')
                .append(formatter.formatMessage(record))
                .append(' ')
                .append(Arrays.toString(record.getParameters()));
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        synchronized (text) {
            text.append(line).append('\n');
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
