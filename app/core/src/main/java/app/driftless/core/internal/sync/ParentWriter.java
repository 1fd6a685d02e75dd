package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the inventory's parent by compare-and-swap.
record ParentWriter(Cluster cluster) {
    private static final Logger LOG = LoggerFactory.getLogger(ParentWriter.class);
    private static final Gvk NAMESPACE = new Gvk("", "v1", "Namespace");

    /// In the first place where the person may create it.
    ///
    /// @param parent the new parent in a namespace
    Optional<ParentObject> create(List<String> places, Function<String, ParentObject> parent) {
        EngineException refusal = null;
        for (String namespace : places) {
            try {
                ensure(namespace);
                return put(parent.apply(namespace));
            } catch (EngineException e) {
                if (e.problem().code() != ClusterProblem.FORBIDDEN
                        && e.problem().code() != ClusterProblem.NAMESPACE_MISSING) {
                    throw e;
                }
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal == null ? new IllegalStateException("There is always one place") : refusal;
    }

    private void ensure(String namespace) {
        if (!namespace.equals(InventoryStore.SYSTEM_NAMESPACE) || exists(namespace)) {
            return;
        }
        Map<String, Object> body =
                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace));
        Resource resource = Resource.of(body, new Origin("", 0, 0));
        if (cluster.apply(new ApplyRequest(resource, false, false, Optional.empty()))
                instanceof ApplyAnswer.Refused(var problem, var _, var _, var _)) {
            throw new EngineException(problem);
        }
    }

    private boolean exists(String namespace) {
        try {
            return cluster.get(NAMESPACE, "", namespace).isPresent();
        } catch (EngineException e) {
            if (e.problem().code() == ClusterProblem.FORBIDDEN) {
                // Who may not look may still be allowed to write into it.
                return true;
            }
            throw e;
        }
    }

    /// Empty if somebody else was faster, or the server was too busy: look again.
    Optional<ParentObject> put(ParentObject parent) {
        return switch (cluster.put(parent.resource(), parent.resourceVersion())) {
            case ApplyAnswer.Applied(var object, var _) -> Optional.of(ParentObject.of(object));
            case ApplyAnswer.Unknown _ ->
                cluster.get(ParentObject.TYPE, parent.namespace(), parent.name())
                        .map(ParentObject::of)
                        .filter(now -> now.holder().equals(parent.holder())
                                && now.expiry().equals(parent.expiry()));
            case ApplyAnswer.Refused(var problem, var _, var _, var _) -> throw new EngineException(problem);
            case ApplyAnswer.Missing _ ->
                throw new EngineException(Problem.of(
                        ClusterProblem.NAMESPACE_MISSING,
                        "ConfigMap " + parent.namespace() + "/" + parent.name(),
                        parent.namespace()));
            case ApplyAnswer.Busy(var after) -> {
                Pause.uninterrupted(after.orElse(Duration.ofMillis(500)));
                yield Optional.empty();
            }
            case ApplyAnswer.Moved _, ApplyAnswer.Conflict _ -> {
                LOG.debug("Somebody else wrote {} first", parent.name());
                yield Optional.empty();
            }
        };
    }
}
