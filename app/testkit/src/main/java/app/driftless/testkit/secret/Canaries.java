package app.driftless.testkit.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secret values that stand nowhere else, put in the place of marks in a text, and looked for in other texts as they
/// are and as base64.
///
/// `{{name}}` is a word, `{{name:side}}` another one of the same canary, `{{#name}}` a number and `{{@name}}` the
/// word as base64. The same mark is the same value everywhere.
public final class Canaries {
    private static final Pattern MARK = Pattern.compile("\\{\\{([#@]?)([a-z0-9-]+(?::[a-z0-9]+)?)}}");
    private static final String LETTERS = "bcdfghjkmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ23456789";
    private static final int LETTER_COUNT = 14;

    private final Random random = new Random();
    private final Map<String, String> words = new LinkedHashMap<>();

    /// The text with its marks filled in.
    public String fill(String text) {
        return MARK.matcher(text).replaceAll(mark -> {
            String kind = mark.group(1);
            String word = value(kind.equals("#") ? "#" + mark.group(2) : mark.group(2));
            return Matcher.quoteReplacement(
                    kind.equals("@")
                            ? Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8))
                            : word);
        });
    }

    /// The value of a mark without its braces.
    public String value(String mark) {
        return words.computeIfAbsent(mark, _ -> mark.startsWith("#") ? number() : word());
    }

    private String word() {
        var word = new StringBuilder("Ky");
        for (int i = 0; i < LETTER_COUNT; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private String number() {
        return Long.toString(700_000_000_000_000L + random.nextLong(99_999_999_999_999L));
    }

    /// The names of all canaries so far.
    public Set<String> names() {
        var names = new TreeSet<String>();
        words.keySet().forEach(mark -> names.add(name(mark)));
        return names;
    }

    private static String name(String mark) {
        return mark.replace("#", "").replaceAll(":.*", "");
    }

    /// The marks whose values stand in a text.
    public List<String> in(String text) {
        return words.entrySet().stream()
                .filter(word -> forms(word.getValue()).stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// As it is, and as base64 of any text that holds it.
    private static Set<String> forms(String word) {
        var forms = new LinkedHashSet<String>();
        forms.add(word);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = (" ".repeat(before) + word).getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // Without the letters that also depend on what stands before or after it.
            forms.add(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1));
        }
        return forms;
    }
}
