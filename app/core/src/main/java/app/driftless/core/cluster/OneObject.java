package app.driftless.core.cluster;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.FlowProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes wrong with one object spoils its own result only (R4).
final class OneObject {
    /// With these nothing can be asked any more, so that no object is to blame.
    private static final Set<ClusterProblem> WHOLE_CLUSTER =
            Set.of(ClusterProblem.UNREACHABLE, ClusterProblem.TLS_FAILED, ClusterProblem.UNAUTHORIZED);

    private static final Logger LOG = LoggerFactory.getLogger(OneObject.class);

    private OneObject() {}

    /// @throws EngineException if nothing can be asked any more
    static ResourceDiff judged(
            Placement.Placed object, DiffResults results, Function<Placement.Placed, ResourceDiff> judge) {
        try {
            return judge.apply(object);
        } catch (EngineException e) {
            if (e.problem().code() instanceof ClusterProblem code && WHOLE_CLUSTER.contains(code)) {
                throw e;
            }
            return results.failed(object, Optional.empty(), e.problem(), Optional.empty());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // A defect of ours. Its message may quote the object, so only its class is shown.
            var where = new IllegalStateException(e.getClass().getName());
            where.setStackTrace(e.getStackTrace());
            LOG.error("{} could not be compared", object.key(), where);
            Problem problem = Problem.of(FlowProblem.UNEXPECTED, object.key().toString())
                    .withDetails(e.getClass().getName());
            return results.failed(object, Optional.empty(), problem, Optional.empty());
        }
    }
}
