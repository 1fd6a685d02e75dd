package app.driftless.core;

import app.driftless.core.adopt.SourceAdoption;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Signal;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.render.RenderSetup;
import app.driftless.core.render.Renderers;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.Connections;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.DesiredStates;
import app.driftless.core.sync.LivePlanner;
import app.driftless.core.sync.RemoteBranch;
import app.driftless.core.sync.SyncHistory;
import app.driftless.core.sync.SyncLoop;
import app.driftless.core.sync.SyncLoops;
import app.driftless.core.sync.SyncRunner;
import app.driftless.core.sync.SyncScope;
import app.driftless.core.sync.SyncTiming;
import app.driftless.core.sync.Undo;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.EnvironmentFinder;
import app.driftless.core.workspace.IgnoreFile;
import app.driftless.core.workspace.IndexSetup;
import app.driftless.core.workspace.RepositoryCheck;
import app.driftless.core.workspace.WorkspaceFinder;
import app.driftless.core.workspace.WorkspaceIndex;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// An open repository together with the parts of the engine that work on it. Owns the repository and its connections.
/// Any thread; everything blocks.
public final class Workspace implements AutoCloseable {
    private final Engine engine;
    private final Repository repository;
    private final ManifestParser parser = Manifests.parser();
    private final SchemaSets schemas = new SchemaSets();
    private final EnvironmentFinder finder = WorkspaceFinder.standard(parser, schemas);
    private final DesiredStates desired;
    private final Connections connections;
    private final SyncRunner runner;
    private final Undo undo;
    private final EnvironmentPlans plans;

    /// @param trusted whether a person allowed rendering programs for this repository
    public Workspace(Engine engine, Repository repository, BooleanSupplier trusted) {
        this.engine = engine;
        this.repository = repository;
        EngineOptions options = engine.options();
        var renderer = Renderers.standard(new RenderSetup(
                parser,
                engine.workers(),
                options.cache().resolve("render"),
                () -> engine.settings().settings().get().kustomizeProgram(),
                () -> engine.sandboxes().kubectl(),
                options.environment()));
        desired = new DesiredStates(repository, finder, renderer, trusted);
        plans = new EnvironmentPlans(engine, repository, desired);
        connections = new Connections(
                engine.clusters(), engine.trust(), engine.options().clock());
        runner = new SyncRunner(engine.workers(), options.clock(), options.state(), SyncTiming.usual());
        undo = new Undo(engine.workers(), options.clock(), runner, new Masking(), plans.personsTools());
    }

    public Engine engine() {
        return engine;
    }

    public Repository repository() {
        return repository;
    }

    public EnvironmentFinder finder() {
        return finder;
    }

    public ManifestParser parser() {
        return parser;
    }

    public SchemaSets schemas() {
        return schemas;
    }

    public DesiredStates desired() {
        return desired;
    }

    /// What brings live values into the source files.
    public SourceAdoption adoption() {
        return new SourceAdoption(desired);
    }

    /// What writes ignore rules into `.driftless.yaml`.
    public IgnoreFile ignoreFile() {
        return new IgnoreFile(repository, parser, schemas);
    }

    public Connections connections() {
        return connections;
    }

    public SyncRunner runner() {
        return runner;
    }

    public Undo undo() {
        return undo;
    }

    /// The syncs from this computer, and what each made of its objects.
    public SyncHistory syncs() {
        return new SyncHistory(runner, repository.id(), plans.personsTools());
    }

    /// A new index of the files on disk, kept over restarts for this folder; to be closed before this workspace is.
    public WorkspaceIndex index() {
        String folder = UUID.nameUUIDFromBytes(repository.root().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return new WorkspaceIndex(
                repository.workTree(),
                new IndexSetup(
                        parser,
                        new SchemaValidator(),
                        schemas,
                        engine.workers(),
                        engine.options().cache().resolve("index").resolve(folder)));
    }

    public RepositoryCheck check() {
        return new RepositoryCheck(parser, new SchemaValidator(), schemas, engine.workers());
    }

    /// Names an environment in a cluster, as inventory and ledger know it.
    public SyncScope scope(Environment environment, String cluster) {
        return plans.scope(environment, cluster);
    }

    /// What a sync of `state` to `cluster` would do. Reads and dry runs only.
    ///
    /// @param name the cluster's name in the environment
    /// @param each gets each comparison as soon as it is there
    public LivePlanner.Planned plan(
            Cluster cluster,
            String name,
            DesiredState state,
            Consumer<ResourceDiff> each,
            Progress progress,
            CancelToken cancel) {
        return plan(cluster, name, state, Set.of(), each, progress, cancel);
    }

    /// The same, taking over what older managers own that a person gave up to us.
    ///
    /// @param migrate their exact names; see [app.driftless.core.diff.Migration] for those that need no such word
    public LivePlanner.Planned plan(
            Cluster cluster,
            String name,
            DesiredState state,
            Set<String> migrate,
            Consumer<ResourceDiff> each,
            Progress progress,
            CancelToken cancel) {
        return plans.plan(cluster, name, state, migrate, each, progress, cancel);
    }

    /// New loops that hold environments beside their clusters, until they are closed; before this workspace is. Only
    /// an engine that holds the profile writes unattended.
    ///
    /// @param paused whether nothing may be written unattended (*Pause all*)
    public SyncLoops loops(Signal<Boolean> paused) {
        return new SyncLoops(
                new SyncLoop.Parts(
                        engine.workers(),
                        engine.options().clock(),
                        desired,
                        new RemoteBranch(repository, engine.options().clock()),
                        connections,
                        engine.trust(),
                        runner,
                        undo,
                        plans.planner()),
                engine.holdsProfile() ? paused : paused.map(_ -> true));
    }

    @Override
    public void close() {
        connections.close();
        repository.close();
    }
}
