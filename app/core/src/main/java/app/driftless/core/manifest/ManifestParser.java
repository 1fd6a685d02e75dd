package app.driftless.core.manifest;

/// Reads YAML and JSON manifests. Implementations are pure, bounded (T1, T2 of the trust reference) and thread-safe;
/// they never throw for bad input.
public interface ManifestParser {
    /// @param path for findings and origins; nothing is read from it
    ManifestFile parse(String path, String text, YamlRoute route);
}
