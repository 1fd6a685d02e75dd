package app.driftless.core.validate;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the findings of one object and remembers where in it the walk is, so that pointers are made for findings
/// only. One thread.
final class Report {
    /// What Flux fills in before it applies (`spec.postBuild` of its Kustomization).
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]");

    private final List<Finding> findings;
    private final String path;
    private final Document document;
    private final JsonPointer root;
    private final @Nullable ResourceKey resource;
    private final List<String> place = new ArrayList<>();

    Report(List<Finding> findings, String path, Document document, JsonPointer root, @Nullable ResourceKey resource) {
        this.findings = findings;
        this.path = path;
        this.document = document;
        this.root = root;
        this.resource = resource;
    }

    void enter(String token) {
        place.add(token);
    }

    void leave() {
        place.removeLast();
    }

    /// About the value where the walk is.
    void value(SchemaIssue issue, Object... args) {
        JsonPointer pointer = new JsonPointer(place);
        JsonPointer absolute = absolute(pointer);
        boolean substituted = issue.severity() == Severity.ERROR
                && absolute.in(document.value()) instanceof String text
                && VARIABLE.matcher(text).find();
        add(substituted ? SchemaIssue.SUBSTITUTED : issue, pointer, document.valueRange(absolute), args);
    }

    /// About the key where the walk is, or about the value if it is a list item or the object itself.
    void key(SchemaIssue issue, Object... args) {
        JsonPointer pointer = new JsonPointer(place);
        JsonPointer absolute = absolute(pointer);
        add(issue, pointer, document.keyRange(absolute).or(() -> document.valueRange(absolute)), args);
    }

    /// About a map where the walk is, of which no one entry is to blame: its key, or its first key.
    void map(SchemaIssue issue, Object... args) {
        JsonPointer pointer = new JsonPointer(place);
        JsonPointer absolute = absolute(pointer);
        Optional<SourceRange> range = document.keyRange(absolute).or(() -> document.keyRange(absolute.child("kind")));
        add(issue, pointer, range.or(() -> document.valueRange(absolute)), args);
    }

    private void add(SchemaIssue issue, JsonPointer pointer, Optional<SourceRange> range, Object... args) {
        findings.add(new Finding(
                issue.severity(),
                issue.code(),
                Message.of("validate", issue.code(), args),
                path,
                range,
                Optional.ofNullable(resource),
                Optional.of(pointer)));
    }

    private JsonPointer absolute(JsonPointer pointer) {
        if (root.tokens().isEmpty()) {
            return pointer;
        }
        var tokens = new ArrayList<>(root.tokens());
        tokens.addAll(pointer.tokens());
        return new JsonPointer(tokens);
    }
}
