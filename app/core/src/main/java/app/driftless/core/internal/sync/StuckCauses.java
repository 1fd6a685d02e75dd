package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.health.PodCause;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.EngineException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a cluster why a workload is stuck: one list of its pods, and only where it is not well. Blocks; any thread.
final class StuckCauses {
    private static final Logger LOG = LoggerFactory.getLogger(StuckCauses.class);
    private static final Gvk POD = new Gvk("", "v1", "Pod");

    private StuckCauses() {}

    /// Empty if all that is wrong is said by the object itself, or the pods may not be read.
    static Optional<Health.Cause> find(
            Cluster cluster, Map<String, Object> live, Health health, Instant now, CancelToken cancel) {
        Optional<String> selector = PodCause.selector(live);
        if (!health.isUnwell()
                || selector.isEmpty()
                || !(live.get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("namespace") instanceof String namespace)) {
            return Optional.empty();
        }
        try {
            var pods = cluster.list(POD, namespace, selector.get(), cancel).stream()
                    .map(LiveObject::body)
                    .toList();
            return PodCause.among(pods, HealthJudge.Surroundings.at(now));
        } catch (EngineException e) {
            LOG.debug("The pods in namespace {} could not be read: {}", namespace, e.getMessage());
            return Optional.empty();
        }
    }
}
