package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// One API server over fabric8's HTTP client, on JSON trees: typed models drop nulls and empties and re-spell
/// quantities, so no plan may rest on them.
final class Fabric8Cluster implements Cluster {
    private static final String SUBRESOURCE_OF_NONE = "";
    private final Target target;
    private final Transport transport;
    private final Workers workers;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final Writes writes;
    private final KnownSecrets secrets = new KnownSecrets();
    private final Listings listings;
    private final Set<Subscription> watches = ConcurrentHashMap.newKeySet();

    Fabric8Cluster(Target target, Transport transport, Workers workers) {
        this.target = target;
        this.transport = transport;
        this.workers = workers;
        this.discovery = new Discovery(transport, target.server().toString());
        this.openApi = new OpenApi(transport);
        this.listings = new Listings(transport, secrets);
        this.writes = new Writes(transport, discovery, secrets);
    }

    /// The first questions of a new connection: does the server answer, and does it know us?
    void greet() {
        serverVersion();
        try {
            identity();
        } catch (EngineException e) {
            // Somebody who may not read kube-system is known to the server all the same.
            if (e.problem().code() != ClusterProblem.IDENTITY_HIDDEN) {
                throw e;
            }
        }
    }

    @Override
    public ContextRef context() {
        return target.context();
    }

    @Override
    public ClusterIdentity identity() {
        String server = target.server().toString();
        Reply reply = read(Call.get("/api/v1/namespaces/kube-system"));
        if (reply.status() == 403) {
            throw new EngineException(Problem.of(ClusterProblem.IDENTITY_HIDDEN, server));
        }
        if (!reply.ok()) {
            throw Answers.thrown(reply, server);
        }
        String uid = Trees.text(Trees.map(reply.json(), "metadata"), "uid");
        if (uid.isEmpty()) {
            throw new EngineException(Problem.of(ClusterProblem.BAD_ANSWER, server, "kube-system has no uid"));
        }
        return new ClusterIdentity(server, target.tls().caHash(), uid);
    }

    @Override
    public String serverVersion() {
        Reply reply = read(Call.get("/version"));
        if (!reply.ok()) {
            throw Answers.thrown(reply, target.server().toString());
        }
        String version = Trees.text(reply.json(), "gitVersion");
        return version.startsWith("v") ? version.substring(1) : version;
    }

    @Override
    public List<ApiResource> discovery(boolean refresh) {
        return asking(() -> discovery.all(refresh));
    }

    @Override
    public Map<String, Object> openApi(Gvk type) {
        return asking(() -> openApi.types(type));
    }

    @Override
    public Optional<LiveObject> get(Gvk type, String namespace, String name) {
        ApiResource kind = asking(() -> discovery.get(type));
        Reply reply = read(Call.getOne(Paths.object(kind, namespace, name)));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        var key = new ResourceKey(type.group(), type.kind(), namespace, name);
        if (!reply.ok()) {
            throw Answers.thrown(reply, key.toString());
        }
        return Optional.of(secrets.read(Answers.object(reply, type, key)));
    }

    @Override
    public List<LiveObject> list(
            Gvk type, String namespace, String labelSelector, Predicate<ResourceKey> wanted, CancelToken cancel) {
        var scope = new CollectionScope(type, asking(() -> discovery.get(type)), namespace, labelSelector);
        return asking(() -> listings.read(scope, wanted, cancel)).objects();
    }

    @Override
    public ApplyAnswer apply(ApplyRequest request) {
        return writes.apply(request);
    }

    @Override
    public ApplyAnswer dryRunCreate(Resource resource) {
        return writes.dryRunCreate(resource);
    }

    @Override
    public DeleteAnswer delete(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return writes.delete(type, key, new Writes.Deletion(uid, resourceVersion, "Background"));
    }

    @Override
    public DeleteAnswer deleteAlone(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return writes.delete(type, key, new Writes.Deletion(uid, resourceVersion, "Orphan"));
    }

    @Override
    public ApplyAnswer jsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations) {
        return writes.jsonPatch(type, key, resourceVersion, operations, false);
    }

    @Override
    public ApplyAnswer dryRunJsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations) {
        return writes.jsonPatch(type, key, resourceVersion, operations, true);
    }

    @Override
    public ApplyAnswer put(Resource resource, Optional<String> resourceVersion) {
        return writes.put(resource, resourceVersion);
    }

    @Override
    public boolean may(String verb, Gvk type, String namespace, String name) {
        ApiResource kind = asking(() -> discovery.get(type));
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", verb);
        attributes.put("group", type.group());
        attributes.put("resource", kind.plural());
        attributes.put("namespace", kind.namespaced() ? namespace : "");
        attributes.put("name", name);
        attributes.put("subresource", SUBRESOURCE_OF_NONE);
        Map<String, Object> review = Map.of(
                "apiVersion", "authorization.k8s.io/v1",
                "kind", "SelfSubjectAccessReview",
                "spec", Map.of("resourceAttributes", attributes));
        String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        Reply reply = read(Call.send("POST", path, "application/json", review, true));
        if (!reply.ok()) {
            throw Answers.thrown(reply, "SelfSubjectAccessReview");
        }
        return Boolean.TRUE.equals(Trees.map(reply.json(), "status").get("allowed"));
    }

    @Override
    public Subscription watch(Gvk type, String namespace, String labelSelector, WatchListener listener) {
        ApiResource kind = asking(() -> discovery.get(type));
        var scope = new CollectionScope(type, kind, namespace, labelSelector);
        var watch = new KubeWatch(
                scope, transport, cancel -> listings.read(scope, listener::wants, cancel), secrets, listener);
        workers.io("watch " + type.kind() + " " + namespace, watch);
        watches.add(watch);
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    private Reply read(Call call) {
        return asking(() -> transport.send(call));
    }

    private static <T> T asking(java.util.function.Supplier<T> question) {
        try {
            return question.get();
        } catch (TransportException e) {
            throw new EngineException(e.problem(), e);
        }
    }

    @Override
    public void close() {
        watches.forEach(Subscription::close);
        watches.clear();
        transport.close();
    }
}
