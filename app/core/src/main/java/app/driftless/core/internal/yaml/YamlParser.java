package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.YamlRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/// The one parser of Driftless: for view, validation, diff and apply.
public final class YamlParser implements ManifestParser {
    /// A place that a template tool fills in.
    private static final String TEMPLATE = "{{";
    private static final Pattern CHART_TEMPLATE = Pattern.compile("(?:.*/)?templates/.*|.*\\.(?:tpl|gotmpl|j2)");
    /// How many tabs between words are read as the blanks they stand for, before a file is refused.
    private static final int MOST_TABS = 200;

    @Override
    public ManifestFile parse(String path, String text, YamlRoute route) {
        var findings = new Findings(path);
        if (text.length() > Limits.FILE) {
            var source = new SourceText("");
            findings.add(YamlIssue.FILE_TOO_LARGE, source.range(0, 0), text.length(), Limits.FILE);
            return new ManifestFile(path, List.of(), findings.list());
        }
        var source = new SourceText(text);
        int run = LongRuns.find(text);
        if (run >= 0) {
            findings.add(YamlIssue.RUN_TOO_LONG, source.range(run, run), Limits.SCALAR);
            return new ManifestFile(path, List.of(), findings.list());
        }
        if (CHART_TEMPLATE.matcher(path).matches() && text.contains(TEMPLATE)) {
            int at = text.indexOf(TEMPLATE);
            findings.add(YamlIssue.TEMPLATE, source.range(at, at + TEMPLATE.length()));
            return new ManifestFile(path, List.of(), findings.list());
        }
        return read(path, source, route, findings);
    }

    private static ManifestFile read(String path, SourceText source, YamlRoute route, Findings findings) {
        int shift = source.text().startsWith("\ufeff") ? 1 : 0;
        OddCharacters.find(source, shift, findings);
        String yaml = Tabs.inJson(source.text().substring(shift));
        for (int tabs = 0; ; tabs++) {
            var attempt = new Attempt(path, source, shift, route);
            Optional<Refused> refused = attempt.run(yaml);
            String current = yaml;
            Optional<String> without = refused.filter(r -> r.issue() == YamlIssue.TAB)
                    .flatMap(r -> Tabs.replaced(current, r.start() - shift));
            if (without.isPresent() && tabs < MOST_TABS) {
                yaml = without.get();
                continue;
            }
            findings.addAll(attempt.findings.list());
            refused.ifPresent(r -> report(r, source, findings));
            return new ManifestFile(path, attempt.documents, findings.list());
        }
    }

    private static void report(Refused refused, SourceText source, Findings findings) {
        String line = source.lineText(source.line(refused.start()));
        boolean template = line.contains(TEMPLATE) || line.contains("}}");
        if (template) {
            findings.add(YamlIssue.TEMPLATE_IN_MANIFEST, source.range(refused.start(), refused.end()));
        } else {
            findings.add(refused.issue(), source.range(refused.start(), refused.end()), refused.args());
        }
    }

    /// One reading of a text.
    private static final class Attempt {
        private final String path;
        private final SourceText source;
        private final int shift;
        private final YamlRoute route;
        private final Findings findings;
        private final List<Document> documents = new ArrayList<>();

        Attempt(String path, SourceText source, int shift, YamlRoute route) {
            this.path = path;
            this.source = source;
            this.shift = shift;
            this.route = route;
            this.findings = new Findings(path);
        }

        /// Why the reading ended early, if it did.
        Optional<Refused> run(String yaml) {
            try {
                var options = new LoaderOptions();
                options.setCodePointLimit(Limits.FILE);
                var composer =
                        new Composer(source, shift, new ParserImpl(new StreamReader(yaml), options), route, findings);
                var resources = new ResourceReader(path, source, findings);
                for (Optional<Node> root = composer.next(); root.isPresent(); root = composer.next()) {
                    add(root.get(), composer, resources);
                }
                return Optional.empty();
            } catch (Refused refused) {
                return Optional.of(refused);
            } catch (MarkedYAMLException error) {
                return Optional.of(SyntaxErrors.refused(error, source, shift));
            } catch (ReaderException error) {
                return Optional.of(SyntaxErrors.refused(error, source, shift));
            }
        }

        private void add(Node root, Composer composer, ResourceReader resources) {
            int index = documents.size();
            Object value = root.value();
            List<ResourceReader.Placed> placed = resources.read(index, root, value);
            documents.add(new YamlDocument(index, source, root, value, placed));
            if (!placed.isEmpty()) {
                composer.ambiguities()
                        .forEach(a -> findings.add(
                                YamlIssue.AMBIGUOUS,
                                source.range(a.start(), a.end()),
                                a.word() ? a.text() : "",
                                a.word() ? 1 : 0));
            }
        }
    }
}
