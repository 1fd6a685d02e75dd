package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.manifest.Gvk;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides where one list by label over all namespaces is asked for instead of one for each: where it saves requests,
/// was not refused before, and never for Secrets (R20 of the engine reference). Thread-safe; keep one for as long as a
/// cluster is looked at.
public final class WideLists {
    private static final int WORTH_IT = 3;
    private final Set<Place> refused = ConcurrentHashMap.newKeySet();

    private record Place(ContextRef context, Gvk type) {}

    /// @param namespaces how many lists it would stand for
    boolean worthTrying(Cluster cluster, ApiResource kind, int namespaces) {
        boolean secrets = kind.type().group().isEmpty() && kind.type().kind().equals("Secret");
        return namespaces >= WORTH_IT && !secrets && !refused.contains(new Place(cluster.context(), kind.type()));
    }

    /// The person may not do it: not asked again.
    void refused(Cluster cluster, ApiResource kind) {
        refused.add(new Place(cluster.context(), kind.type()));
    }
}
