package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.manifest.Gvk;
import java.util.concurrent.ThreadLocalRandom;

/// What is listed or watched.
///
/// @param namespace empty for all
/// @param labelSelector empty for all
record CollectionScope(Gvk type, ApiResource kind, String namespace, String labelSelector) {
    /// A stream that ended leaves a doubt until the next bookmark, so that few end; not all of them at once.
    private static final int SHORTEST_SECONDS = 1500;
    private static final int SPREAD_SECONDS = 300;

    /// A page of the list.
    ///
    /// @param next as the page before named it; empty for the first
    String page(int size, String next) {
        return Paths.collection(kind, namespace)
                + "?limit=" + size
                + selected()
                + (next.isEmpty() ? "" : "&continue=" + Paths.encode(next));
    }

    /// A watch from this version on.
    String watch(String resourceVersion) {
        return Paths.collection(kind, namespace)
                + "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
                + ThreadLocalRandom.current().nextInt(SHORTEST_SECONDS, SHORTEST_SECONDS + SPREAD_SECONDS)
                + "&resourceVersion=" + Paths.encode(resourceVersion)
                + selected();
    }

    private String selected() {
        return labelSelector.isEmpty() ? "" : "&labelSelector=" + Paths.encode(labelSelector);
    }
}
