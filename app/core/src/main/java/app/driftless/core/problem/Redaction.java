package app.driftless.core.problem;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes credentials out of a text before it is shown or logged. The last net only: data that is known to be secret
/// is masked where it is read.
public final class Redaction {
    private static final String MASK = "•••";

    /// What is a credential wherever it stands, by its shape: `secret` is what has to go.
    ///
    /// @param mark without which no text has it: looked for first, since most texts have none
    private record Shape(String mark, Pattern pattern) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("://", Pattern.compile("(?i)(?<=://)(?<secret>[^/\\s@]+)(?=@)")),
            new Shape("eyJ", Pattern.compile("(?<secret>eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*)")),
            new Shape(
                    "-----BEGIN ",
                    Pattern.compile("(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?"
                            + "(?:-----END [A-Z ]*PRIVATE KEY-----|$))")),
            new Shape("AGE-SECRET-KEY-", Pattern.compile("(?<secret>AGE-SECRET-KEY-[A-Z0-9]+)")));

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> NAMED = List.of(
            new Rule(Pattern.compile("(?i)\\b(authorization\\s*[:=]\\s*)(?:\\w+\\s+)?\\S+"), "$1" + MASK),
            new Rule(Pattern.compile("(?i)\\b(bearer\\s+)\\S+"), "$1" + MASK),
            new Rule(
                    Pattern.compile("(?i)((?:password|passwd|token|secret|client-key-data)[\"']?\\s*[:=]\\s*)\\S+"),
                    "$1" + MASK));

    private Redaction() {}

    public static String redact(String text) {
        String result = credentials(text, _ -> MASK);
        for (Rule rule : NAMED) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }

    /// Replaces what is a credential by its shape alone: the user in a URL, a private key, a signed token. The same
    /// instance where there is none.
    public static String credentials(String text, UnaryOperator<String> cover) {
        String result = text;
        for (Shape shape : SHAPES) {
            if (!result.contains(shape.mark())) {
                continue;
            }
            Matcher matcher = shape.pattern().matcher(result);
            if (matcher.find()) {
                result = matcher.replaceAll(found -> Matcher.quoteReplacement(cover.apply(found.group("secret"))));
            }
        }
        return result;
    }
}
