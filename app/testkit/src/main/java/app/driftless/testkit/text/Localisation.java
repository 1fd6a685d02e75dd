package app.driftless.testkit.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Compares a module's bundles with each other and with its sources. Each fault is a sentence that says the fix; an
/// empty list means that all is well.
public final class Localisation {
    private final List<Bundle> bundles;
    private final CodeTexts code;

    /// @param messages the folder of the bundles
    /// @param sources folders whose Java and FXML files look texts up
    /// @throws java.io.UncheckedIOException if one of them can't be read
    public Localisation(Path messages, List<Path> sources) {
        bundles = Bundle.in(messages);
        code = CodeTexts.in(sources);
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("No bundle in " + messages);
        }
    }

    /// Keys in one language only, and texts whose arguments differ between the languages.
    public List<String> differencesOfLanguages() {
        return bundles.stream().flatMap(b -> b.differences().stream()).toList();
    }

    /// For bundles that `MessageFormat` alone reads.
    public List<String> loneApostrophes() {
        return bundles.stream().flatMap(b -> b.loneApostrophes().stream()).toList();
    }

    /// @param lookup finds lookups in the sources: its last group is the key, the one before, if any, the bundle
    public List<String> missing(Pattern lookup) {
        var faults = new ArrayList<String>();
        for (List<String> groups : code.all(lookup)) {
            String key = groups.getLast();
            boolean found = bundles.stream()
                    .filter(b -> groups.size() == 1 || b.name().equals(groups.getFirst()))
                    .anyMatch(b -> b.english().containsKey(key));
            if (!found) {
                faults.add("Add the key that code looks up: " + String.join(": ", groups));
            }
        }
        return faults;
    }

    /// Problems that lack one of the four parts of their text.
    public List<String> incompleteProblems() {
        var faults = new ArrayList<String>();
        for (String id : code.codes()) {
            for (String part : List.of("what", "why", "state", "todo")) {
                if (bundles.stream().noneMatch(b -> b.english().containsKey(id + "." + part))) {
                    faults.add("Add the key " + id + "." + part);
                }
            }
        }
        return faults;
    }

    /// Texts that no source can look up.
    ///
    /// @param builtKeys matches keys that are built in a way that sources do not show; each needs a reason where it
    ///     is given
    public List<String> unused(Pattern builtKeys) {
        return bundles.stream()
                .flatMap(b -> b.english().keySet().stream()
                        .filter(key -> !builtKeys.matcher(key).matches() && !code.use(key))
                        .map(key -> "Remove " + key + " from " + b.file() + " and its translation: nothing uses it"))
                .toList();
    }
}
