package app.driftless.cli.report;

import app.driftless.core.flow.Progress;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Texts;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Progress as lines: one when a phase begins, one for each tenth of it that is done.
final class ConsoleProgress implements Progress {
    private final Texts texts;
    private final OutputFormat format;
    private final PrintStream err;
    private final Function<Map<String, ?>, String> json;
    private String phase = "";
    private long total;
    private long done;

    ConsoleProgress(Texts texts, OutputFormat format, PrintStream err, Function<Map<String, ?>, String> json) {
        this.texts = texts;
        this.format = format;
        this.err = err;
        this.json = json;
    }

    @Override
    public synchronized void begin(Message message, long size) {
        phase = texts.text(message);
        total = size;
        done = 0;
        tell();
    }

    @Override
    public synchronized void advance(long units) {
        long before = tenths();
        done += units;
        if (tenths() > before) {
            tell();
        }
    }

    private long tenths() {
        return total == 0 ? 0 : Math.min(10, done * 10 / total);
    }

    private void tell() {
        if (format == OutputFormat.JSON) {
            var event = new LinkedHashMap<String, Object>();
            event.put("event", "progress");
            event.put("phase", phase);
            event.put("done", done);
            event.put("total", total);
            err.println(json.apply(event));
        } else {
            err.println(done == 0 ? phase : phase + " " + tenths() * 10 + " %");
        }
    }
}
