package app.driftless.core.problem;

import java.util.List;
import java.util.regex.Pattern;

/// Takes credentials out of a text before it is shown or logged. The last net only: data that is known to be secret
/// is masked where it is read.
public final class Redaction {
    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/\\s@]+@"), "$1•••@"),
            new Rule(Pattern.compile("(?i)\\b(authorization\\s*[:=]\\s*)(?:\\w+\\s+)?\\S+"), "$1•••"),
            new Rule(Pattern.compile("(?i)\\b(bearer\\s+)\\S+"), "$1•••"),
            new Rule(
                    Pattern.compile("(?i)\\b((?:password|passwd|token|secret|client-key-data)\\s*[:=]\\s*)\\S+"),
                    "$1•••"),
            new Rule(Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"), "•••"),
            new Rule(
                    Pattern.compile(
                            "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"),
                    "•••"),
            new Rule(Pattern.compile("AGE-SECRET-KEY-[A-Z0-9]+"), "•••"));

    private Redaction() {}

    public static String redact(String text) {
        String result = text;
        for (Rule rule : RULES) {
            result = rule.pattern().matcher(result).replaceAll(rule.replacement());
        }
        return result;
    }
}
