package app.driftless.core.internal.live;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Asks another one.
class ForwardingCluster implements Cluster {
    private final Cluster to;

    ForwardingCluster(Cluster to) {
        this.to = to;
    }

    @Override
    public ContextRef context() {
        return to.context();
    }

    @Override
    public ClusterIdentity identity() {
        return to.identity();
    }

    @Override
    public String serverVersion() {
        return to.serverVersion();
    }

    @Override
    public List<ApiResource> discovery(boolean refresh) {
        return to.discovery(refresh);
    }

    @Override
    public Map<String, Object> openApi(Gvk type) {
        return to.openApi(type);
    }

    @Override
    public Optional<LiveObject> get(Gvk type, String namespace, String name) {
        return to.get(type, namespace, name);
    }

    @Override
    public List<LiveObject> list(
            Gvk type, String namespace, String labelSelector, Predicate<ResourceKey> wanted, CancelToken cancel) {
        return to.list(type, namespace, labelSelector, wanted, cancel);
    }

    @Override
    public ApplyAnswer apply(ApplyRequest request) {
        return to.apply(request);
    }

    @Override
    public ApplyAnswer dryRunCreate(Resource resource) {
        return to.dryRunCreate(resource);
    }

    @Override
    public DeleteAnswer delete(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return to.delete(type, key, uid, resourceVersion);
    }

    @Override
    public DeleteAnswer deleteAlone(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return to.deleteAlone(type, key, uid, resourceVersion);
    }

    @Override
    public ApplyAnswer jsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations) {
        return to.jsonPatch(type, key, resourceVersion, operations);
    }

    @Override
    public ApplyAnswer dryRunJsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations) {
        return to.dryRunJsonPatch(type, key, resourceVersion, operations);
    }

    @Override
    public ApplyAnswer put(Resource resource, Optional<String> resourceVersion) {
        return to.put(resource, resourceVersion);
    }

    @Override
    public boolean may(String verb, Gvk type, String namespace, String name) {
        return to.may(verb, type, namespace, name);
    }

    @Override
    public Subscription watch(Gvk type, String namespace, String labelSelector, WatchListener listener) {
        return to.watch(type, namespace, labelSelector, listener);
    }

    @Override
    public void close() {
        to.close();
    }
}
