package app.driftless.core.internal.secret;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes known secret values out of what servers and programs say: errors quote them (T30), whole or cut, as they
/// are, as base64, escaped for JSON or Go. Immutable.
public final class Scrubber {
    private static final String MASK = "•••";
    private static final Pattern QUOTED_VALUE =
            Pattern.compile("(Invalid value: |value |got |Value:|: )(\"(?:[^\"\\\\]|\\\\.)*\"|\\{[^}]*}|\\[[^]]*])");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`,;:=(){}\\[\\]<>]+");
    private static final int SHORTEST = 3;
    /// What is shorter may be part of a value by chance.
    private static final int TELLING = 6;

    private final List<String> values;
    private final boolean strict;

    private Scrubber(Collection<String> found, boolean strict) {
        // The longest first, so that a value that holds another is replaced whole.
        this.values = found.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.strict = strict;
    }

    /// @param secrets the values of what is spoken of
    /// @param strict whether every quoted value goes, known or not: for a Secret
    public static Scrubber of(Set<String> secrets, boolean strict) {
        Set<String> forms = new HashSet<>();
        for (String secret : secrets) {
            forms(secret, forms);
        }
        return new Scrubber(forms, strict);
    }

    /// For a text that is not about the object which has these values.
    public static String scrubOthers(String message, Collection<String> secrets) {
        String result = message;
        for (String secret : secrets) {
            if (secret.length() >= TELLING && result.contains(secret)) {
                result = result.replace(secret, MASK);
            }
        }
        return result;
    }

    private static void forms(String text, Set<String> into) {
        add(text, into);
        add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), into);
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        add(escaped, into);
        // As Go writes it.
        add(escaped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"), into);
        if (text.indexOf('\n') >= 0) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= TELLING)
                    .forEach(line -> add(line, into));
        }
    }

    private static void add(String text, Set<String> into) {
        if (text.length() >= SHORTEST) {
            into.add(text);
        }
    }

    public String scrub(String message) {
        String result = message;
        for (String value : values) {
            result = result.replace(value, MASK);
        }
        if (!values.isEmpty()) {
            result = WORD.matcher(result).replaceAll(word -> Matcher.quoteReplacement(cut(word.group())));
        }
        return strict ? QUOTED_VALUE.matcher(result).replaceAll("$1" + MASK) : result;
    }

    /// A word that is a piece of a value goes, too.
    private String cut(String word) {
        String piece = word.replaceAll("(?:\\.{3}|…)$", "");
        return piece.length() >= TELLING
                        && piece.chars().anyMatch(Character::isLetterOrDigit)
                        && values.stream().anyMatch(value -> value.contains(piece))
                ? MASK
                : word;
    }
}
