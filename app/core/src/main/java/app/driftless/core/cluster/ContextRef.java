package app.driftless.core.cluster;

import java.nio.file.Path;
import java.util.List;

/// A context of one or several kubeconfig files.
///
/// @param files in order of precedence
public record ContextRef(List<Path> files, String context) {
    public ContextRef {
        files = List.copyOf(files);
    }
}
