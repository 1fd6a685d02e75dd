package app.driftless.cli.report;

import app.driftless.core.flow.Progress;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Where commands speak: the one document of an answer on standard output, everything else on standard error.
public final class Console {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper JSON_LINE = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream err;
    private final Texts texts;
    private final ResourceBundle own;

    public Console(PrintStream out, PrintStream err, Locale locale) {
        this.out = out;
        this.err = err;
        this.texts = new Texts(locale);
        this.own = ResourceBundle.getBundle("app/driftless/cli/messages/cli", locale, Console.class.getModule());
    }

    /// The one of this process.
    public static Console ofTerminal(Locale locale) {
        return new Console(System.out, System.err, locale);
    }

    /// Standard output, for what the parser of the command line prints itself.
    public PrintWriter out() {
        return new PrintWriter(out, true, out.charset());
    }

    /// Standard error, for the same.
    public PrintWriter err() {
        return new PrintWriter(err, true, err.charset());
    }

    /// The texts of the command line itself, for its help.
    public ResourceBundle bundle() {
        return own;
    }

    /// One of the command line's own texts.
    public String text(String key, Object... args) {
        return new MessageFormat(own.getString(key), own.getLocale()).format(args);
    }

    public Texts texts() {
        return texts;
    }

    /// The answer, as lines.
    public void answer(String text) {
        out.println(text);
        out.flush();
    }

    /// The answer, as a JSON document of plain maps, lists and values.
    public void answer(Map<String, ?> document) {
        answer(json(JSON, document));
    }

    /// The answer, as a JSON array.
    public void answerList(List<? extends Map<String, ?>> documents) {
        answer(json(JSON, documents));
    }

    /// Something to say beside the answer, on standard error.
    public void complain(String text) {
        err.println(text);
    }

    /// Why nothing could be judged: one of the command line's own texts, on standard error.
    public void complain(OutputFormat format, String key, Object... args) {
        if (format == OutputFormat.JSON) {
            var event = new LinkedHashMap<String, @Nullable Object>();
            event.put("event", "problem");
            event.put("code", key);
            event.put("message", text(key, args));
            err.println(json(JSON_LINE, event));
        } else {
            err.println(text(key, args));
        }
    }

    /// Asks a question that is answered with yes or no; no where nobody can be asked.
    public boolean ask(String question) {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            return false;
        }
        String answer = terminal.readLine("%s ", question);
        return answer != null && answer.strip().matches("(?i)y|yes|是");
    }

    /// What went wrong, on standard error.
    public void problem(OutputFormat format, Problem problem) {
        Texts.ProblemText text = texts.text(problem);
        if (format == OutputFormat.JSON) {
            var event = new LinkedHashMap<String, @Nullable Object>();
            event.put("event", "problem");
            event.put("code", text.code());
            event.put("message", text.what());
            event.put("why", text.why());
            event.put("state", text.state());
            event.put("todo", text.todo());
            event.put("details", problem.details());
            err.println(json(JSON_LINE, event));
            return;
        }
        err.println(text.sentence());
        String details = problem.details();
        if (details != null && !details.isBlank()) {
            err.println(details.indent(4).stripTrailing());
        }
    }

    /// A failure that nobody foresaw, whole, so that it can be reported.
    public void unexpected(Throwable failure) {
        failure.printStackTrace(err);
    }

    /// Tells on standard error how far a work is: each phase, and each further tenth of it.
    public Progress progress(OutputFormat format) {
        return new ConsoleProgress(texts, format, err, event -> json(JSON_LINE, event));
    }

    private static String json(ObjectMapper mapper, Object document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a document of plain values", e);
        }
    }
}
