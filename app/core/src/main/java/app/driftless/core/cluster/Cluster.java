package app.driftless.core.cluster;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A connection to one API server. Calls block, so they belong on I/O threads, and are safe from any; nothing is
/// retried blindly, reads are repeated on 429 as the server asks. Answers are bounded in size and time. Failures of
/// the connection are [EngineException]s; after [#close()] every call throws a `CancellationException`.
public interface Cluster extends AutoCloseable {
    ContextRef context();

    /// Asks the server again, so that a swapped cluster is noticed. Called before each batch of writes.
    ClusterIdentity identity();

    /// The same for looking, never before a write: not asked again while held watches vouch for the server.
    default ClusterIdentity knownIdentity() {
        return identity();
    }

    /// The same cluster, whose reads are never answered from what watches told: for whoever writes.
    default Cluster fresh() {
        return this;
    }

    /// For example `1.36.3`.
    String serverVersion();

    /// The kinds that are served, cached; `refresh` asks again (after CRDs changed).
    List<ApiResource> discovery(boolean refresh);

    /// The types that the server publishes for the kind's group version: `components.schemas` of its OpenAPI v3
    /// document, without descriptions; empty if there is none. Cached by the hash that the server names. Not to be
    /// changed.
    Map<String, Object> openApi(Gvk type);

    Optional<LiveObject> get(Gvk type, String namespace, String name);

    /// @param namespace empty for all namespaces, or cluster-scoped kinds
    /// @param labelSelector empty for all
    default List<LiveObject> list(Gvk type, String namespace, String labelSelector, CancelToken cancel) {
        return list(type, namespace, labelSelector, _ -> true, cancel);
    }

    /// The same of a collection that may hold much else.
    ///
    /// @param wanted what is kept; the rest is dropped page by page
    List<LiveObject> list(
            Gvk type, String namespace, String labelSelector, Predicate<ResourceKey> wanted, CancelToken cancel);

    /// Never throws for what the server says about this object.
    ApplyAnswer apply(ApplyRequest request);

    /// The object as a dry-run create of `resource` would leave it, with every default; used to tell defaults from
    /// additions.
    ApplyAnswer dryRunCreate(Resource resource);

    /// Deletes with both preconditions. What it owns is collected by the cluster afterwards (background), as with
    /// kubectl.
    DeleteAnswer delete(Gvk type, ResourceKey key, String uid, String resourceVersion);

    /// The same without what it owns, which stays and is nobody's then.
    DeleteAnswer deleteAlone(Gvk type, ResourceKey key, String uid, String resourceVersion);

    /// A JSON patch that holds only for this resourceVersion ([ApplyAnswer.Moved] otherwise), for explicit removals.
    ApplyAnswer jsonPatch(Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations);

    /// What such a patch would leave.
    ApplyAnswer dryRunJsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations);

    /// Creates or replaces a plain object with compare-and-swap on its resourceVersion (the inventory's parent); no
    /// server-side apply.
    ApplyAnswer put(Resource resource, Optional<String> resourceVersion);

    /// Whether the person may do it (SelfSubjectAccessReview).
    boolean may(String verb, Gvk type, String namespace, String name);

    /// Follows a kind in a namespace (empty: all) until closed; survives lost connections and 410 by listing again.
    Subscription watch(Gvk type, String namespace, String labelSelector, WatchListener listener);

    /// Called on an I/O thread, serially for each watch.
    interface WatchListener {
        /// The complete list, at the start and after each gap.
        void listed(List<LiveObject> objects);

        void changed(LiveObject object);

        void deleted(LiveObject object);

        /// The connection is lost (true) or back (false).
        void stale(boolean lost);

        /// What [#listed(List)] is to hold; the rest is dropped as it is read.
        default boolean wants(ResourceKey key) {
            return true;
        }

        /// Whether everything was told that happened: true after each list, and each time the connection proves to
        /// carry, at least every half minute; false as soon as something may be missing.
        default void current(boolean all) {}
    }

    @Override
    void close();
}
