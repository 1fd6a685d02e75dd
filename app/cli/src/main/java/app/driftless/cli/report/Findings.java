package app.driftless.cli.report;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Texts;
import app.driftless.core.workspace.RepositoryCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Findings as lines or as JSON (`docs/cli-schema.json`).
public final class Findings {
    private final Console console;

    public Findings(Console console) {
        this.console = console;
    }

    public Map<String, Object> json(RepositoryCheck.Result checked, List<Finding> findings) {
        var document = new LinkedHashMap<String, Object>();
        document.put("files", checked.files());
        document.put("resources", checked.resources());
        document.put(
                "findings", findings.stream().map(f -> json(f, checked.types())).toList());
        return document;
    }

    static Map<String, @Nullable Object> json(Finding finding, Map<ResourceKey, Gvk> types) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        object.put("code", finding.code());
        // English whatever the person's language is: scripts read it.
        object.put("message", new Texts(Locale.ENGLISH).text(finding.message()));
        object.put("file", finding.path());
        object.put("line", finding.range().map(SourceRange::line).orElse(null));
        object.put("column", finding.range().map(SourceRange::column).orElse(null));
        object.put(
                "resource", finding.resource().map(key -> resource(key, types)).orElse(null));
        object.put("path", finding.pointer().map(JsonPointer::toString).orElse(null));
        return object;
    }

    private static Map<String, Object> resource(ResourceKey key, Map<ResourceKey, Gvk> types) {
        Gvk type = types.get(key);
        return Shapes.resource(type == null ? key.group() : type.apiVersion(), key);
    }

    /// One line for each finding, like compilers write them, then a sentence.
    public String text(int files, int resources, List<Finding> findings) {
        var lines = new ArrayList<String>();
        for (Finding finding : findings) {
            String place = finding.path()
                    + finding.range()
                            .map(r -> ":" + r.line() + ":" + r.column())
                            .orElse("");
            lines.add(place + ": "
                    + console.text("severity." + finding.severity().name().toLowerCase(Locale.ROOT)) + " "
                    + console.texts().text(finding.message()) + " [" + finding.code() + "]");
        }
        lines.add(console.text(
                "validate.summary",
                files,
                resources,
                count(findings, Severity.ERROR),
                count(findings, Severity.WARNING),
                count(findings, Severity.INFO)));
        return String.join(System.lineSeparator(), lines);
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }
}
