package app.driftless.core;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.repo.Repository;
import app.driftless.core.sandbox.SandboxSpec;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.workspace.SampleRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The demo: the sample repository with a remote on this disk, and the sandbox cluster that its environments are
/// bound to. Blocks.
public final class Demo {
    /// The sandbox cluster that the demo uses.
    public static final String CLUSTER = "demo";

    private final Engine engine;
    private final Path folder;

    public Demo(Engine engine) {
        this.engine = engine;
        this.folder = engine.options().state().resolve("sample");
    }

    /// The sample's work tree: the one that is there, as the person left it, or a new one.
    public Repository open(Progress progress, CancelToken cancel) {
        Path workTree = folder.resolve("shop");
        return Files.isDirectory(workTree.resolve(".git"))
                ? engine.repositories().open(workTree)
                : sample().create(folder, progress, cancel);
    }

    /// Starts the sandbox cluster, building it the first time, and binds the sample's environments to it, free to
    /// write.
    public SandboxState.Running connect(Repository repository, Progress progress, CancelToken cancel) {
        SandboxState.Running running = engine.sandboxes().start(SandboxSpec.attached(CLUSTER), progress, cancel);
        var context = new ContextRef(List.of(running.kubeconfig()), running.context());
        ClusterIdentity identity;
        try (Cluster cluster = engine.clusters().connect(context, Set.of(), cancel)) {
            identity = cluster.identity();
        }
        sample().bind(repository, context, identity);
        return running;
    }

    private SampleRepository sample() {
        return new SampleRepository(engine.repositories(), engine.trust());
    }
}
