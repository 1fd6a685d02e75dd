package app.driftless.core.sandbox;

import app.driftless.core.problem.Problem;
import java.nio.file.Path;

/// What a sandbox cluster is doing.
public sealed interface SandboxState {
    record Stopped() implements SandboxState {}

    /// @param phase which program comes up: `etcd`, `kube-apiserver`, `controllers`
    record Starting(String phase) implements SandboxState {}

    /// @param context its only context
    /// @param kubernetes version of the API server, such as `v1.36.3`
    record Running(Path kubeconfig, String context, String server, String kubernetes, boolean controllers)
            implements SandboxState {}

    record Failed(Problem problem) implements SandboxState {}
}
