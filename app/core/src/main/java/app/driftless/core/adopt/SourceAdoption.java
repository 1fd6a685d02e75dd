package app.driftless.core.adopt;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Placement;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.adopt.Attempt;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.DesiredStates;
import app.driftless.core.workspace.WorkspaceProblem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Brings live values into the source files that said otherwise, touching only their lines. An edit is believed only
/// if rendering the edited files changes that very place of that very object and nothing else, of no environment:
/// what is generated is never guessed at. Reads only; blocks; any thread.
public final class SourceAdoption {
    private final DesiredStates desired;

    public SourceAdoption(DesiredStates desired) {
        this.desired = desired;
    }

    /// @param key the object as the cluster addresses it
    /// @param fields in the notation of managedFields, as differences have them; each stands for all that lies
    ///     in it
    /// @throws EngineException if the files on disk do not want the object, cannot be rendered, or it is not live
    public AdoptionPlan plan(
            Cluster cluster,
            String environment,
            ResourceKey key,
            Set<String> fields,
            Progress progress,
            CancelToken cancel) {
        DesiredState state = state(environment, progress, cancel);
        var placement = new Placement(cluster, state.resources());
        Resource resource = state.resources().stream()
                .filter(r -> placement.place(r).key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new EngineException(Problem.of(AdoptProblem.NOT_WANTED, key.toString(), environment)));
        LiveObject live = cluster.get(resource.type(), key.namespace(), key.name())
                .orElseThrow(() -> new EngineException(Problem.of(
                        AdoptProblem.NOT_LIVE, key.toString(), cluster.context().context())));
        return plan(state, resource, live.body(), fields, cancel);
    }

    /// The same for a live object that is known.
    ///
    /// @param state of the files on disk
    /// @param resource one of its resources
    /// @param live as the server holds it, unmasked
    public AdoptionPlan plan(
            DesiredState state, Resource resource, Map<String, Object> live, Set<String> fields, CancelToken cancel) {
        var attempt = new Attempt(desired, state, resource, live, cancel);
        new TreeSet<>(fields).forEach(attempt::adopt);
        return attempt.plan();
    }

    private DesiredState state(String environment, Progress progress, CancelToken cancel) {
        return desired.onDisk(environment, progress, cancel)
                .orElseThrow(() -> new EngineException(Problem.of(
                        WorkspaceProblem.NO_SUCH_ENVIRONMENT,
                        environment,
                        String.join(
                                ", ",
                                desired.environments(java.util.Optional.empty(), cancel).all().stream()
                                        .map(app.driftless.core.workspace.Environment::name)
                                        .toList()))));
    }
}
