package app.driftless.core.cluster;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Finds contexts and connects to clusters. Reads kubeconfig files itself; a context that does not exist is an error,
/// never another context.
public interface Clusters {
    /// The files that count: those given, else `KUBECONFIG`, else the default path.
    List<Path> kubeconfigs(List<Path> chosen);

    List<ContextInfo> contexts(List<Path> files);

    /// Connects and asks who answers. Credential plugins run only if their absolute path is in `allowedExec`.
    ///
    /// @throws EngineException with what failed: context, file, TLS, credentials, time-out
    Cluster connect(ContextRef context, Set<Path> allowedExec, CancelToken cancel);
}
