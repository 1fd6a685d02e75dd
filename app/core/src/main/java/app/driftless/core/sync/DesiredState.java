package app.driftless.core.sync;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Resource;
import app.driftless.core.repo.Commit;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Optional;

/// What a repository wants of an environment.
///
/// @param commit empty for the files on disk
/// @param findings of `.driftless.yaml` and of rendering; an error blocks sync and prune
public record DesiredState(
        Environment environment, List<Resource> resources, List<Finding> findings, Optional<Commit> commit) {
    public DesiredState {
        resources = List.copyOf(resources);
        findings = List.copyOf(findings);
    }
}
