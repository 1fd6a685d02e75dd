package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.repo.FileTree;
import java.util.List;

/// One way to recognise environments that nobody has written down in `.driftless.yaml`. Implementations only read,
/// keep no state, and may be called on any I/O thread.
public interface EnvironmentDiscovery {
    /// Shown as where an environment comes from: `kustomize`, `folders`, and later `flux`, `argocd`, `helm`,
    /// `branches`.
    String id();

    /// The environments it recognises, in the order of their paths.
    ///
    /// A found environment is only ever observed: syncing it takes a `.driftless.yaml` and a binding.
    ///
    /// @param claimed folders of environments that discoveries before this one found; what lies in them is taken
    List<Environment> find(FileTree tree, List<String> claimed, CancelToken cancel);
}
