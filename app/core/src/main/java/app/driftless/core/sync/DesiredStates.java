package app.driftless.core.sync;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.render.RenderRequest;
import app.driftless.core.render.RenderResult;
import app.driftless.core.render.Renderer;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.Repository;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.EnvironmentFinder;
import app.driftless.core.workspace.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renders environments of a repository, with `.driftless.yaml` read from the same commit. Blocks; any thread.
public final class DesiredStates {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredStates.class);
    private static final int REMEMBERED = 16;
    private final Repository repository;
    private final EnvironmentFinder finder;
    private final Renderer renderer;
    private final BooleanSupplier trusted;
    /// By commit: a commit never changes.
    private final Map<String, Environments> found = new ConcurrentHashMap<>();

    /// @param trusted whether a person allowed rendering programs for this repository
    public DesiredStates(Repository repository, EnvironmentFinder finder, Renderer renderer, BooleanSupplier trusted) {
        this.repository = repository;
        this.finder = finder;
        this.renderer = renderer;
        this.trusted = trusted;
    }

    public Repository repository() {
        return repository;
    }

    /// Empty if that commit has no such environment.
    ///
    /// @throws EngineException if it cannot be rendered
    public Optional<DesiredState> at(Commit commit, String environment, Progress progress, CancelToken cancel) {
        return of(repository.tree(commit), Optional.of(commit), environment, progress, cancel);
    }

    /// The commit that people compare clusters with: HEAD with all that is not pushed yet; or, where the remote has
    /// everything of HEAD, the newest of its branch that is known here. Empty before the first commit.
    public Optional<Commit> shown() {
        return repository.state().get().latest().map(Loadable.Ready::value).flatMap(state -> {
            boolean behind = state.ahead() == 0 && state.behind() > 0;
            return behind ? state.upstream().map(repository::resolve) : state.head();
        });
    }

    /// The environments of a commit, or of the files on disk where there is none.
    public Environments environments(Optional<Commit> commit, CancelToken cancel) {
        if (commit.isEmpty()) {
            return finder.find(repository.workTree(), cancel);
        }
        if (found.size() > REMEMBERED) {
            found.clear();
        }
        return found.computeIfAbsent(commit.get().id(), _ -> finder.find(repository.tree(commit.get()), cancel));
    }

    /// [#at] a commit; [#onDisk] where there is none.
    public Optional<DesiredState> of(
            Optional<Commit> commit, String environment, Progress progress, CancelToken cancel) {
        return commit.isPresent()
                ? at(commit.get(), environment, progress, cancel)
                : onDisk(environment, progress, cancel);
    }

    /// The same from the files on disk.
    public Optional<DesiredState> onDisk(String environment, Progress progress, CancelToken cancel) {
        return of(repository.workTree(), Optional.empty(), environment, progress, cancel);
    }

    /// The files that an environment of `commit` is made of; empty if that commit has no such environment.
    public Set<String> files(Commit commit, String environment, CancelToken cancel) {
        FileTree tree = repository.tree(commit);
        return finder.find(tree, cancel)
                .named(environment)
                .map(e ->
                        renderer.inputs(new RenderRequest(tree, e.path(), e.render(), trusted.getAsBoolean()), cancel))
                .orElseGet(Set::of);
    }

    /// The state that was synced last; empty if its commit or environment is not known here, or no longer renders.
    public Optional<DesiredState> baseline(String commit, String environment, CancelToken cancel) {
        try {
            return at(repository.resolve(commit), environment, Progress.none(), cancel);
        } catch (EngineException e) {
            LOG.info("The commit {} that was synced last cannot be rendered here: {}", commit, e.getMessage());
            return Optional.empty();
        }
    }

    /// What other environments of the same commit want in the same cluster. One that cannot be rendered blocks only
    /// itself.
    public List<Resource> elsewhere(Commit commit, Environment environment, String cluster, CancelToken cancel) {
        FileTree tree = repository.tree(commit);
        var resources = new ArrayList<Resource>();
        for (Environment other : environments(Optional.of(commit), cancel).all()) {
            if (!other.name().equals(environment.name()) && other.clusters().contains(cluster)) {
                try {
                    resources.addAll(
                            render(tree, other, Progress.none(), cancel).resources());
                } catch (EngineException e) {
                    LOG.info("Environment {} cannot be rendered: {}", other.name(), e.getMessage());
                }
            }
        }
        return resources;
    }

    private Optional<DesiredState> of(
            FileTree tree, Optional<Commit> commit, String name, Progress progress, CancelToken cancel) {
        Environments environments = environments(commit, cancel);
        return environments.named(name).map(environment -> {
            RenderResult rendered = render(tree, environment, progress, cancel);
            var findings = new ArrayList<Finding>(environments.findings());
            findings.addAll(rendered.findings());
            return new DesiredState(environment, rendered.resources(), findings, commit);
        });
    }

    /// An environment as any files have it, such as an edit that is tried.
    ///
    /// @throws EngineException if it cannot be rendered
    public RenderResult rendered(FileTree tree, Environment environment, Progress progress, CancelToken cancel) {
        return render(tree, environment, progress, cancel);
    }

    /// The files that rendering an environment of a tree reads.
    public Set<String> inputs(FileTree tree, Environment environment, CancelToken cancel) {
        return renderer.inputs(
                new RenderRequest(tree, environment.path(), environment.render(), trusted.getAsBoolean()), cancel);
    }

    private RenderResult render(FileTree tree, Environment environment, Progress progress, CancelToken cancel) {
        return renderer.render(
                new RenderRequest(tree, environment.path(), environment.render(), trusted.getAsBoolean()),
                progress,
                cancel);
    }
}
