package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ApiResource;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds that a server serves: two requests where it aggregates them, else one for each group version. Cached
/// until asked anew. Thread-safe.
final class Discovery {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private final Transport transport;
    private final String server;

    private record Kinds(List<ApiResource> all, Map<Gvk, ApiResource> byType) {}

    private volatile @Nullable Kinds known;
    private long askedAt;

    Discovery(Transport transport, String server) {
        this.transport = transport;
        this.server = server;
    }

    List<ApiResource> all(boolean refresh) {
        return kinds(refresh).all();
    }

    /// Looks a kind up; for one that is unknown the server is asked again, since its CRD may be new, but not more
    /// often than once a second.
    Optional<ApiResource> find(Gvk type) {
        ApiResource found = kinds(false).byType().get(type);
        if (found == null && stale()) {
            found = kinds(true).byType().get(type);
        }
        return Optional.ofNullable(found);
    }

    ApiResource get(Gvk type) {
        return find(type)
                .orElseThrow(
                        () -> new EngineException(Problem.of(ClusterProblem.KIND_MISSING, type.toString(), server)));
    }

    private synchronized boolean stale() {
        return System.nanoTime() - askedAt > FRESH.toNanos();
    }

    /// Thousands ask at once, and none of them waits for another once the answer is there.
    private Kinds kinds(boolean refresh) {
        Kinds current = known;
        return current == null || refresh ? asked(refresh) : current;
    }

    private synchronized Kinds asked(boolean refresh) {
        Kinds current = known;
        if (current != null && !refresh) {
            return current;
        }
        var all = new ArrayList<ApiResource>();
        for (String root : List.of("/api", "/apis")) {
            Map<String, Object> answer = ask(root, AGGREGATED);
            if ("APIGroupDiscoveryList".equals(answer.get("kind"))) {
                Trees.list(answer, "items").forEach(group -> readGroup(Trees.map(group), all));
            } else {
                readPlain(root, answer, all);
            }
        }
        var byType = new HashMap<Gvk, ApiResource>();
        all.forEach(resource -> byType.put(resource.type(), resource));
        askedAt = System.nanoTime();
        current = new Kinds(List.copyOf(all), byType);
        known = current;
        return current;
    }

    private Map<String, Object> ask(String path, String accept) {
        Reply reply = transport.send(Call.get(path, accept));
        if (!reply.ok()) {
            throw Answers.thrown(reply, server);
        }
        return reply.json();
    }

    private static void readGroup(Map<String, Object> group, List<ApiResource> into) {
        String name = Trees.text(Trees.map(group, "metadata"), "name");
        boolean preferred = true;
        for (Object item : Trees.list(group, "versions")) {
            Map<String, Object> version = Trees.map(item);
            for (Object entry : Trees.list(version, "resources")) {
                Map<String, Object> resource = Trees.map(entry);
                Map<String, Object> kind = Trees.map(resource, "responseKind");
                into.add(new ApiResource(
                        new Gvk(name, Trees.text(version, "version"), Trees.text(kind, "kind")),
                        Trees.text(resource, "resource"),
                        "Namespaced".equals(resource.get("scope")),
                        strings(Trees.list(resource, "verbs")),
                        preferred));
            }
            preferred = false;
        }
    }

    private void readPlain(String root, Map<String, Object> answer, List<ApiResource> into) {
        if (root.equals("/api")) {
            readVersion("", "v1", "/api/v1", true, into);
            return;
        }
        for (Object item : Trees.list(answer, "groups")) {
            Map<String, Object> group = Trees.map(item);
            String name = Trees.text(group, "name");
            String best = Trees.text(Trees.map(group, "preferredVersion"), "version");
            for (Object entry : Trees.list(group, "versions")) {
                String version = Trees.text(Trees.map(entry), "version");
                readVersion(name, version, "/apis/" + name + "/" + version, version.equals(best), into);
            }
        }
    }

    private void readVersion(String group, String version, String path, boolean preferred, List<ApiResource> into) {
        Reply reply = transport.send(Call.get(path));
        if (!reply.ok()) {
            // One aggregated API that is down (503) hides its own kinds only.
            return;
        }
        for (Object item : Trees.list(reply.json(), "resources")) {
            Map<String, Object> resource = Trees.map(item);
            String plural = Trees.text(resource, "name");
            if (!plural.contains("/")) {
                into.add(new ApiResource(
                        new Gvk(group, version, Trees.text(resource, "kind")),
                        plural,
                        Boolean.TRUE.equals(resource.get("namespaced")),
                        strings(Trees.list(resource, "verbs")),
                        preferred));
            }
        }
    }

    private static Set<String> strings(List<?> list) {
        var set = new HashSet<String>();
        list.forEach(item -> set.add(String.valueOf(item)));
        return Set.copyOf(set);
    }
}
