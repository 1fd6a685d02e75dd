package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what is found in one file, up to [Limits#FINDINGS]. One thread.
final class Findings {
    private final String path;
    private final List<Finding> found = new ArrayList<>();
    private int dropped;

    Findings(String path) {
        this.path = path;
    }

    void add(YamlIssue issue, SourceRange range, Object... args) {
        add(issue, issue.severity(), range, args);
    }

    void add(YamlIssue issue, Severity severity, SourceRange range, Object... args) {
        keep(new Finding(
                severity,
                issue.code(),
                Message.of("manifest", issue.code(), args),
                path,
                Optional.of(range),
                Optional.empty(),
                Optional.empty()));
    }

    void add(YamlIssue issue, SourceRange range, Optional<ResourceKey> resource, JsonPointer pointer, Object... args) {
        keep(new Finding(
                issue.severity(),
                issue.code(),
                Message.of("manifest", issue.code(), args),
                path,
                Optional.of(range),
                resource,
                Optional.of(pointer)));
    }

    private void keep(Finding finding) {
        if (found.size() < Limits.FINDINGS) {
            found.add(finding);
        } else {
            dropped++;
        }
    }

    void addAll(List<Finding> others) {
        others.forEach(this::keep);
    }

    List<Finding> list() {
        if (dropped > 0) {
            found.add(new Finding(
                    YamlIssue.MORE_FINDINGS.severity(),
                    YamlIssue.MORE_FINDINGS.code(),
                    Message.of("manifest", YamlIssue.MORE_FINDINGS.code(), dropped),
                    path,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
            dropped = 0;
        }
        return List.copyOf(found);
    }
}
