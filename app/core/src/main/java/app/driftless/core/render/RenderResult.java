package app.driftless.core.render;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.Severity;
import java.util.List;
import java.util.Optional;

/// The resources of an environment. With an error among the findings it must not be synced or pruned from.
///
/// @param tool the program and version that rendered, such as `kustomize v5.8.0`; empty for plain files
/// @param command what was run, for display
/// @param contentId equal for equal input: the key under which derived results are kept
public record RenderResult(
        List<Resource> resources,
        List<Finding> findings,
        Optional<String> tool,
        Optional<String> command,
        String contentId) {
    public RenderResult {
        resources = List.copyOf(resources);
        findings = List.copyOf(findings);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }
}
