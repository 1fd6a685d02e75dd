package app.driftless.core.render;

/// How an environment's path becomes manifests.
public enum RenderMode {
    /// Kustomize where the folder has a kustomization, else plain.
    AUTO,
    PLAIN,
    KUSTOMIZE,
    HELM
}
