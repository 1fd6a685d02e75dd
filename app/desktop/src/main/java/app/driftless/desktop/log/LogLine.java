package app.driftless.desktop.log;

import app.driftless.core.flow.EventLog.Event;
import app.driftless.core.flow.EventLog.Happening;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import java.util.Locale;
import java.util.Optional;

/// An event of the log in the language of the window.
///
/// @param text may have several lines
public record LogLine(Event event, String text) {
    static LogLine of(Event event, Words words, Ages ages) {
        Texts engine = words.engine();
        String text =
                switch (event.what()) {
                    case Happening.Begun(var title) -> words.text("log.begun", engine.text(title));
                    case Happening.Done(var title, var took) ->
                        words.text("log.done", engine.text(title), ages.lasting(took));
                    case Happening.Cancelled(var title, var took) ->
                        words.text("log.cancelled", engine.text(title), ages.lasting(took));
                    case Happening.Failed(var title, var problem) ->
                        words.text(
                                "log.failed",
                                engine.text(title),
                                engine.text(problem).sentence());
                    case Happening.Told(var message) -> engine.text(message);
                    case Happening.Said(var source, var said) -> words.text("log.said", source, said);
                };
        return new LogLine(event, text);
    }

    /// What can be told in full.
    Optional<Problem> problem() {
        return event.what() instanceof Happening.Failed failed ? Optional.of(failed.problem()) : Optional.empty();
    }

    String firstLine() {
        return text.lines().findFirst().orElse("");
    }

    boolean matches(String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// For the clipboard: time, severity, text.
    String copied() {
        return event.at() + " " + event.level() + " " + text;
    }
}
