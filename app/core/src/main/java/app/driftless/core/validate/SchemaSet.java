package app.driftless.core.validate;

import app.driftless.core.manifest.Gvk;
import java.util.Optional;
import java.util.Set;

/// The schemas that count for an environment: those of its Kubernetes version, and of the CRDs found in the
/// repository. Immutable.
public interface SchemaSet {
    /// For example `1.36`.
    String kubernetesVersion();

    Set<Gvk> types();

    Optional<SchemaNode> schema(Gvk type);

    /// Whether resources of the type live in namespaces; empty where nobody knows.
    Optional<Boolean> namespaced(Gvk type);
}
