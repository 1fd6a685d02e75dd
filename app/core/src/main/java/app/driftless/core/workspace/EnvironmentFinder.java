package app.driftless.core.workspace;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.repo.FileTree;

/// Finds the environments of a repository: from `.driftless.yaml`, else by the discoveries in their order.
public interface EnvironmentFinder {
    Environments find(FileTree tree, CancelToken cancel);
}
