package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which version of their CRD custom kinds have: another one may bring other defaults or merge lists otherwise. Asked
/// once for each kind of a comparison; thread-safe.
final class Definitions {
    private static final Gvk TYPE = new Gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
    private static final Set<String> BUILT_IN = Set.of("", "apps", "autoscaling", "batch", "policy");
    private static final Set<String> BUILT_IN_DOMAIN = Set.of(
            "admissionregistration",
            "apiextensions",
            "apiregistration",
            "authentication",
            "authorization",
            "certificates",
            "coordination",
            "discovery",
            "events",
            "flowcontrol.apiserver",
            "networking",
            "node",
            "rbac.authorization",
            "resource",
            "scheduling",
            "storage");
    private static final String DOMAIN = ".k8s.io";
    private static final String UNKNOWN = "";

    private final Cluster cluster;
    private final Map<ApiResource, String> versions = new ConcurrentHashMap<>();

    Definitions(Cluster cluster) {
        this.cluster = cluster;
    }

    /// To be compared by equality; the same for all kinds that have no CRD, or whose CRD may not be read.
    String version(ApiResource kind) {
        return builtIn(kind.type().group()) ? UNKNOWN : versions.computeIfAbsent(kind, this::read);
    }

    private static boolean builtIn(String group) {
        return BUILT_IN.contains(group)
                || (group.endsWith(DOMAIN)
                        && BUILT_IN_DOMAIN.contains(group.substring(0, group.length() - DOMAIN.length())));
    }

    private String read(ApiResource kind) {
        try {
            Optional<LiveObject> definition =
                    cluster.get(TYPE, "", kind.plural() + "." + kind.type().group());
            return definition.map(d -> d.uid() + "/" + d.resourceVersion()).orElse(UNKNOWN);
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                return UNKNOWN;
            }
            throw e;
        }
    }
}
