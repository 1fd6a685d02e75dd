package app.driftless.core.internal.sandbox;

import app.driftless.core.sandbox.SandboxSpec;
import java.nio.file.Path;

/// What runs sandbox clusters: an executable with the commands `up`, `stop`, `status` and `kubectl`.
public sealed interface ClusterProgram {
    Path executable();

    /// Our own executable, which needs nothing else.
    record Whole(Path executable) implements ClusterProgram {}

    /// etcd and kube-apiserver of others, without controllers and nodes.
    record Bare(Path executable, EnvtestPrograms programs) implements ClusterProgram {}

    /// Writes what the executable expects in the folder of a cluster.
    default void furnish(Path data, SandboxSpec spec) {
        switch (this) {
            case Whole _ -> {}
            case Bare bare -> bare.programs().furnish(data, spec);
        }
    }
}
