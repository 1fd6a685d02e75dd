package app.driftless.core.manifest;

import app.driftless.core.internal.yaml.YamlParser;

/// Where parsers come from.
public final class Manifests {
    private static final ManifestParser PARSER = new YamlParser();

    private Manifests() {}

    /// The parser of Driftless. Pure, bounded and thread-safe.
    public static ManifestParser parser() {
        return PARSER;
    }
}
