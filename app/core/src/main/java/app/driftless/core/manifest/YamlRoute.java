package app.driftless.core.manifest;

/// Whose reading of YAML scalars counts, because the manifest will be applied through that tool (R3 of the engine
/// reference).
public enum YamlRoute {
    /// As kubectl and API servers read a file: sigs.k8s.io/yaml over YAML 1.1.
    RAW,
    /// As kustomize reads a file.
    KUSTOMIZE
}
