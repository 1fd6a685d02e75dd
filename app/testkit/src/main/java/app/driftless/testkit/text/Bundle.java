package app.driftless.testkit.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One bundle in its two languages.
///
/// @param file the English one, which code falls back to
record Bundle(Path file, TreeMap<String, String> english, TreeMap<String, String> chinese) {
    private static final String SUFFIX = ".properties";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<=\\w)'(?=\\w)|(?<=s)'(?= )");

    static List<Bundle> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(SUFFIX) && !file.toString().endsWith("_zh_CN" + SUFFIX))
                    .sorted()
                    .map(Bundle::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return file.getFileName().toString().replace(SUFFIX, "");
    }

    /// What is in one language only, or takes other arguments in the other, each with the fix.
    List<String> differences() {
        var faults = new ArrayList<String>();
        Path other = translation(file);
        english.forEach((key, text) -> {
            String translated = chinese.get(key);
            if (translated == null) {
                faults.add("Add to " + other + ": " + key + "=<" + text + ">");
            } else if (!places(text).equals(places(translated))) {
                faults.add("Use the same arguments for " + key + " in " + file + " and its translation: " + places(text)
                        + " and " + places(translated));
            }
        });
        chinese.forEach((key, text) -> {
            if (!english.containsKey(key)) {
                faults.add("Add to " + file + ": " + key + "=<" + text + ">");
            }
        });
        return faults;
    }

    /// Texts in which `MessageFormat` would swallow an apostrophe, and with it every argument after it.
    List<String> loneApostrophes() {
        var faults = new ArrayList<String>();
        for (var texts : List.of(english, chinese)) {
            texts.forEach((key, text) -> {
                if (LONE_QUOTE.matcher(text).find()) {
                    faults.add("Write '' for ' in " + key + " of " + file + ": " + text);
                }
            });
        }
        return faults;
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(place -> places.add(place.group(1)));
        return places;
    }

    private static Path translation(Path english) {
        return english.resolveSibling(english.getFileName().toString().replace(SUFFIX, "_zh_CN" + SUFFIX));
    }

    private static Bundle read(Path file) {
        return new Bundle(file, texts(file), texts(translation(file)));
    }

    private static TreeMap<String, String> texts(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
