package app.driftless.core.workspace;

import app.driftless.core.manifest.Finding;
import java.util.List;
import java.util.Optional;

/// The environments of a tree of files.
///
/// @param findings what is wrong with `.driftless.yaml`
/// @param fromFile whether `.driftless.yaml` is there
public record Environments(List<Environment> all, List<Finding> findings, boolean fromFile) {
    public Environments {
        all = List.copyOf(all);
        findings = List.copyOf(findings);
    }

    public Optional<Environment> named(String name) {
        return all.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
