package app.driftless.core.validate;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import java.util.List;

/// Checks manifests against schemas, offline. Pure and thread-safe.
public interface Validator {
    /// What is wrong with the resources of a file, beyond what parsing found.
    default List<Finding> validate(ManifestFile file, SchemaSet schemas) {
        return validate(file, schemas, FileRole.OBJECTS);
    }

    /// The same for a file that may be only a part of an object; see [FileRoles].
    List<Finding> validate(ManifestFile file, SchemaSet schemas, FileRole role);
}
