package app.driftless.core.internal.workspace;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what is wrong with a `.driftless.yaml`, each with its place.
final class FieldCheck {
    private final String path;
    private final Document document;
    private final List<Finding> findings;

    /// @param known what its schema found already
    FieldCheck(String path, Document document, List<Finding> known) {
        this.path = path;
        this.document = document;
        this.findings = new ArrayList<>(known);
    }

    List<Finding> findings() {
        return findings;
    }

    /// Whether an error stands at `pointer` or below. A field that nobody knows counts too, whatever the schema makes
    /// of it: a misspelt `protection` must not quietly mean less of it.
    boolean anyUnder(JsonPointer pointer) {
        return findings.stream()
                .anyMatch(f -> f.severity() != Severity.INFO
                        && !f.code().equals("WS-007")
                        && !f.code().equals("WS-010")
                        && f.pointer().map(p -> p.startsWith(pointer)).orElse(false));
    }

    /// The line of a place, from 1.
    int line(JsonPointer at) {
        return document.valueRange(at)
                .map(SourceRange::line)
                .orElse(document.range().line());
    }

    void report(String code, JsonPointer at, Object... args) {
        add(Severity.ERROR, code, at, args);
    }

    void warn(String code, JsonPointer at, Object... args) {
        add(Severity.WARNING, code, at, args);
    }

    private void add(Severity severity, String code, JsonPointer at, Object... args) {
        findings.add(new Finding(
                severity,
                code,
                Message.of("workspace", code, args),
                path,
                document.valueRange(at).or(() -> Optional.of(document.range())),
                Optional.empty(),
                Optional.of(at)));
    }
}
