package app.driftless.core.sync;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.settings.Binding;
import app.driftless.core.workspace.Environment;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.ApiProxy;
import app.driftless.testkit.fault.TcpProxy;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A loop in `auto` over a real repository with a remote: a ConfigMap `settings` and a Deployment `web` in a
/// namespace of their own, in a cluster that is reached through a proxy.
final class LoopBench implements AutoCloseable {
    final ControlPlane plane;
    final String namespace;
    final TcpProxy proxy;
    final SyncLoop loop;
    private final GitFixture colleague;
    private final Engine engine;
    private final Workspace workspace;
    private final SyncLoops syncs;

    LoopBench(ControlPlane plane, Path folder) throws IOException {
        this(plane, folder, Optional.empty());
    }

    /// @param requests stands before the server instead, and reads every request
    LoopBench(ControlPlane plane, Path folder, Optional<ApiProxy> requests) throws IOException {
        this.plane = plane;
        namespace = plane.namespace("loop");
        colleague = GitFixture.withRemote(Files.createDirectories(folder.resolve("colleague")));
        colleague.run("rm", "-q", "app.yaml");
        colleague.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: apps
                    clusters: [one]
                    sync: {mode: auto, prune: true, interval: 1m, selfHeal: false, retry: {limit: 5, backoff: 1s, factor: 2, max: 3s}}
                    protection: open
                """);
        push("a");
        String text = Files.readString(plane.kubeconfig());
        String server = text.replaceAll("(?s).*server: \"?(\\S+?)\"?\\s.*", "$1");
        URI uri = URI.create(server);
        proxy = TcpProxy.before(uri.getHost(), uri.getPort());
        Path config = Files.writeString(
                folder.resolve("kubeconfig"), text.replace(server, "https://127.0.0.1:" + proxy.port()));
        engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        Path mine = colleague.cloneOf("mine").workTree();
        workspace = new Workspace(engine, engine.repositories().open(mine), () -> false);
        syncs = workspace.loops(new SignalSource<>(false));
        loop = follow(
                requests.isEmpty()
                        ? new ContextRef(List.of(config), plane.context())
                        : new ContextRef(List.of(requests.get().kubeconfig(folder)), "proxied"));
    }

    private SyncLoop follow(ContextRef context) {
        try (Cluster cluster = engine.clusters().connect(context, Set.of(), new CancelToken())) {
            engine.trust()
                    .bind(
                            workspace.repository().root(),
                            new Binding(
                                    "staging", "one", context.files(), context.context(), cluster.identity(), false));
        }
        Environment environment = workspace
                .finder()
                .find(workspace.repository().tree(workspace.repository().resolve("origin/main")), new CancelToken())
                .named("staging")
                .orElseThrow();
        syncs.follow(List.of(environment));
        return syncs.loop("staging", "one").orElseThrow();
    }

    /// The next commit, whose value of `settings` is `value`.
    void push(String value) {
        colleague.write("apps/all.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %1$s}
                data: {key: "%2$s"}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %1$s, labels: {app: web}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "nginx:1"}]}
                """.formatted(namespace, value));
        colleague.commitAndPush("Set " + value);
    }

    /// Somebody edits the Deployment, past the proxy.
    void scale(int replicas) {
        plane.kubectl(
                "-n",
                namespace,
                "patch",
                "deploy",
                "web",
                "--field-manager=kubectl-edit",
                "--type=merge",
                "-p",
                "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    /// The value of `settings` in the cluster.
    String value() {
        return plane.kubectl(
                "-n", namespace, "get", "configmap", "settings", "--ignore-not-found", "-o", "jsonpath={.data.key}");
    }

    LiveRow row(String kind) {
        return loop.live().get().rows().stream()
                .filter(row -> row.key().equals(key(kind)))
                .findFirst()
                .orElseThrow();
    }

    private ResourceKey key(String kind) {
        return kind.equals("ConfigMap")
                ? new ResourceKey("", kind, namespace, "settings")
                : new ResourceKey("apps", kind, namespace, "web");
    }

    boolean inSync() {
        EnvironmentLive live = loop.live().get();
        return live.rows().size() == 2
                && live.counts().get(Action.UNCHANGED) == 2
                && live.synced().equals(live.commit().map(c -> c.id()));
    }

    /// @return how long it took
    Duration await(String what, Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(patience) > 0) {
                throw new AssertionError("Not within " + patience + ": " + what + "; "
                        + loop.state().get() + "; " + loop.live().get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        syncs.close();
        workspace.close();
        engine.close();
        proxy.close();
    }
}
