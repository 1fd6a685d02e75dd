package app.driftless.core.problem;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Puts the engine's messages and problems into a language. Immutable; any thread.
public final class Texts {
    private final Locale locale;

    public Texts(Locale locale) {
        this.locale = locale;
    }

    /// The parts of a problem as sentences, in the order in which they are read.
    ///
    /// @param what what failed, on which object
    /// @param why the reason
    /// @param state what the person's data is now
    /// @param todo what the person can do
    public record ProblemText(String code, String what, String why, String state, String todo) {
        /// One paragraph for a terminal or a log line.
        public String sentence() {
            var parts = new ArrayList<String>(List.of(what, why, state, todo));
            parts.removeIf(String::isBlank);
            return String.join(" ", parts) + " [" + code + "]";
        }
    }

    public String text(Message message) {
        return format(message.area(), message.key(), message.args());
    }

    public ProblemText text(Problem problem) {
        var args = new ArrayList<>(problem.args());
        args.addFirst(problem.subject());
        String area = problem.code().area();
        String id = problem.code().id();
        return new ProblemText(
                id,
                format(area, id + ".what", args),
                format(area, id + ".why", args),
                format(area, id + ".state", args),
                format(area, id + ".todo", args));
    }

    private String format(String area, String key, List<Object> args) {
        String pattern;
        try {
            pattern = ResourceBundle.getBundle("app/driftless/core/messages/" + area, locale, Texts.class.getModule())
                    .getString(key);
        } catch (MissingResourceException e) {
            // A text that is missing must not hide the event it tells of; the localisation test keeps this from
            // happening.
            return area + ":" + key + args;
        }
        Object[] said = args.stream()
                .map(arg -> arg instanceof Message inner ? text(inner) : arg)
                .toArray();
        return new MessageFormat(pattern, locale).format(said);
    }
}
