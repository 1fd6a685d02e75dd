package app.driftless.core;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.DesiredStates;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.SyncScope;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Makes the plans of a workspace: knows what of the repository and of this computer's trust a plan needs.
/// Thread-safe.
final class EnvironmentPlans {
    private final Engine engine;
    private final Repository repository;
    private final DesiredStates desired;
    private final Map<String, LivePlanner> planners = new ConcurrentHashMap<>();

    EnvironmentPlans(Engine engine, Repository repository, DesiredStates desired) {
        this.engine = engine;
        this.repository = repository;
        this.desired = desired;
    }

    SyncScope scope(Environment environment, String cluster) {
        String branch = repository
                .state()
                .get()
                .latest()
                .flatMap(state -> state.value().upstream())
                .orElse("");
        return new SyncScope(
                repository.id(), environment.path(), environment.name(), cluster, branch, Optional.empty());
    }

    LivePlanner.Planned plan(
            Cluster cluster,
            String name,
            DesiredState state,
            Set<String> migrate,
            Consumer<ResourceDiff> each,
            Progress progress,
            CancelToken cancel) {
        Environment environment = state.environment();
        return kept(environment.name() + "/" + name)
                .plan(
                        cluster,
                        new LivePlanner.Request(
                                scope(environment, name),
                                state,
                                commit -> desired.baseline(commit, environment.name(), cancel),
                                () -> state.commit()
                                        .map(commit -> desired.elsewhere(commit, environment, name, cancel))
                                        .orElse(List.of()),
                                loosening -> engine.trust().consented(repository.root(), loosening),
                                migrate),
                        each,
                        progress,
                        cancel);
    }

    /// One for each cluster: it remembers which objects need not be asked about again.
    private LivePlanner kept(String key) {
        return planners.computeIfAbsent(key, _ -> planner());
    }

    /// A new one that remembers nothing yet.
    LivePlanner planner() {
        return new LivePlanner(
                engine.workers(),
                engine.options().clock(),
                new LiveDiff(engine.workers(), new Masking(), personsTools()));
    }

    /// As the settings have them now.
    PersonsTools personsTools() {
        return new PersonsTools(engine.settings().settings().get().personsTools());
    }
}
