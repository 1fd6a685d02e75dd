package app.driftless.core.validate;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import java.util.List;

/// Checks manifests against schemas, offline. Pure and thread-safe.
public interface Validator {
    /// What is wrong with the resources of a file, beyond what parsing found.
    List<Finding> validate(ManifestFile file, SchemaSet schemas);
}
