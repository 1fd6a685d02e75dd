package app.driftless.core.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Keeps `docs/problems.md` what the sources say. Written anew with `-Ddriftless.write=true`.
class ProblemsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/problems.md");
    private static final Path BUNDLES = Path.of("../../src/main/resources/app/driftless/core/messages");
    private static final Pattern PROBLEM = Pattern.compile("([A-Z]+(?:-[A-Z]+)*-\\d+)\\.what");
    private static final Pattern FINDING = Pattern.compile("[A-Z]+(?:-[A-Z]+)*-\\d+");
    private static final Pattern CONSTANT =
            Pattern.compile("((?:\\s*///[^\\n]*\\n)*)\\s*[A-Z0-9_]+\\(\"([A-Z-]+-\\d+)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)[^}]*}");
    private static final Pattern SUBJECT = Pattern.compile("Subject: ([^.]+)\\.");
    private static final Pattern ARGUMENTS = Pattern.compile("Arguments?: (.+?)\\.(?: |$)");

    @Test
    void theDocumentListsEveryCodeAsTheSourcesHaveIt() throws IOException {
        String wanted = document();
        if (Boolean.getBoolean("driftless.write")) {
            Files.writeString(DOCUMENT, wanted);
        }
        assertTrue(Files.exists(DOCUMENT), "docs/problems.md is missing; run this test with -Ddriftless.write=true");
        assertEquals(
                wanted,
                Files.readString(DOCUMENT),
                "docs/problems.md is not what the sources say; run this test with -Ddriftless.write=true");
    }

    private static String document() throws IOException {
        Map<String, List<String>> arguments = arguments();
        var text = new StringBuilder("""
                # Problems and findings by their codes

                Every failure that Driftless reports ends in a code. A code never changes its meaning: quote it when you ask for help, match it
                in scripts (`-o json` carries it as `code`). In the window and on the command line a problem names the exact object; here
                ‹words in these brackets› stand for it.

                Written from the sources by `ProblemsDocumentTest`, not by hand. See also [how the engine works](engine.md).
                """);
        for (Map.Entry<String, Properties> bundle : bundles().entrySet()) {
            Properties texts = bundle.getValue();
            List<String> keys = texts.stringPropertyNames().stream().sorted().toList();
            List<String> problems = keys.stream()
                    .map(PROBLEM::matcher)
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .toList();
            List<String> findings =
                    keys.stream().filter(key -> FINDING.matcher(key).matches()).toList();
            if (!problems.isEmpty() || !findings.isEmpty()) {
                text.append("\n## ").append(bundle.getKey()).append('\n');
            }
            problems.forEach(code -> text.append(problem(code, texts, arguments.getOrDefault(code, List.of()))));
            if (!findings.isEmpty()) {
                text.append("\n| finding | what it says |\n|---|---|\n");
                findings.forEach(code -> text.append("| ")
                        .append(code)
                        .append(" | ")
                        .append(cell(filled(texts.getProperty(code), List.of())))
                        .append(" |\n"));
            }
        }
        return text.toString();
    }

    private static String problem(String code, Properties texts, List<String> arguments) {
        var text = new StringBuilder("\n### ").append(code).append("\n\n");
        text.append("**")
                .append(filled(texts.getProperty(code + ".what"), arguments))
                .append("**");
        for (String part : List.of("why", "state", "todo")) {
            String said = texts.getProperty(code + "." + part, "");
            if (!said.isBlank()) {
                text.append('\n').append(filled(said, arguments));
            }
        }
        return text.append('\n').toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String filled(String pattern, List<String> arguments) {
        String said = pattern.replace("''", "'").replace("<", "&lt;").replace("*", "\\*");
        return ARGUMENT.matcher(said).replaceAll(match -> {
            int index = Integer.parseInt(match.group(1));
            return "‹" + (index < arguments.size() ? arguments.get(index).replaceFirst("^the ", "") : "…") + "›";
        });
    }

    private static Map<String, Properties> bundles() throws IOException {
        Map<String, Properties> bundles = new TreeMap<>();
        try (var files = Files.list(BUNDLES)) {
            for (Path file : files.filter(f -> !f.toString().contains("_zh_")).toList()) {
                var texts = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                bundles.put(file.getFileName().toString().replace(".properties", ""), texts);
            }
        }
        return bundles;
    }

    /// What each code is told about, by the comment of its constant: the subject first.
    private static Map<String, List<String>> arguments() throws IOException {
        Map<String, List<String>> arguments = new TreeMap<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Problem.java")).toList()) {
                CONSTANT.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> arguments.put(found.group(2), named(comment(found))));
            }
        }
        return arguments;
    }

    private static String comment(MatchResult constant) {
        return constant.group(1)
                .lines()
                .map(line -> line.strip().replaceFirst("^///\\s?", "").strip())
                .collect(Collectors.joining(" "))
                .replace("`", "");
    }

    private static List<String> named(String comment) {
        var names = new ArrayList<String>();
        var subject = SUBJECT.matcher(comment);
        names.add(subject.find() ? subject.group(1) : "…");
        var rest = ARGUMENTS.matcher(comment);
        if (rest.find()) {
            names.addAll(List.of(rest.group(1).split(", ")));
        }
        return names;
    }
}
