package app.driftless.testkit.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the sources say about text keys: every string literal, and the keys that are certainly looked up.
///
/// @param literals all string literals and FXML references
/// @param codes the codes of problems, such as `REPO-001`
record CodeTexts(Set<String> literals, Set<String> codes, List<String> sources) {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern FXML = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z0-9_]+\\(\\s*\"([A-Z]+-\\d+)\"");

    static CodeTexts in(List<Path> folders) {
        var sources = folders.stream().flatMap(folder -> read(folder).stream()).toList();
        var literals = new TreeSet<String>();
        var codes = new TreeSet<String>();
        for (String source : sources) {
            LITERAL.matcher(source).results().forEach(found -> literals.add(found.group(1)));
            FXML.matcher(source).results().forEach(found -> literals.add(found.group(1)));
            if (source.contains("implements ProblemCode")) {
                CODE.matcher(source).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        return new CodeTexts(literals, codes, sources);
    }

    /// The groups of each match in the sources, without repetition.
    Set<List<String>> all(Pattern pattern) {
        var found = new LinkedHashSet<List<String>>();
        for (String source : sources) {
            pattern.matcher(source).results().forEach(match -> {
                var groups = new ArrayList<String>();
                for (int i = 1; i <= match.groupCount(); i++) {
                    groups.add(match.group(i));
                }
                found.add(List.copyOf(groups));
            });
        }
        return found;
    }

    /// Whether code can look the key up: it is written out, belongs to the code of a problem, or starts with a
    /// literal that code goes on from.
    boolean use(String key) {
        if (literals.contains(key)) {
            return true;
        }
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            String stem = key.substring(0, dot);
            if (codes.contains(stem)
                    || literals.contains(stem + ".")
                    || (stem.indexOf('.') > 0 && literals.contains(stem))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> read(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".fxml"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
