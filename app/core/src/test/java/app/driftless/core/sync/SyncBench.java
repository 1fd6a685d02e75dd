package app.driftless.core.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.KubeClusters;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Settings;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One writer: plans and syncs a history of commits, given as YAML, against a real API server. Commits are numbered
/// from 1 and each comes after the one before.
final class SyncBench implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    static final SyncTiming FAST = new SyncTiming(
            Duration.ofSeconds(4),
            Duration.ofSeconds(20),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(40),
            6,
            Duration.ofMinutes(10));

    final Workers workers = new Workers();
    final Cluster cluster;
    final SyncScope scope;
    private IgnoreRules ignore = IgnoreRules.NONE;
    private TakeOverRules takeOver = TakeOverRules.NONE;
    final SyncRunner runner;
    final LivePlanner planner;
    private final Undo undo;
    /// Is told each result.
    Consumer<ObjectResult> each = _ -> {};
    /// Managers that a person gave up.
    Set<String> migrate = Set.of();

    private final List<String> commits = new ArrayList<>();

    SyncBench(ControlPlane plane, Path state, String environment) {
        this(
                plane.kubeconfig(),
                plane.context(),
                state,
                environment,
                new SyncScope(
                        "repo-" + environment,
                        "apps/" + environment,
                        environment,
                        "test",
                        "origin/main",
                        Optional.empty()));
    }

    SyncBench(Path kubeconfig, String context, Path state, String environment, SyncScope scope) {
        this.scope = scope;
        this.cluster = new KubeClusters(workers, System.getenv())
                .connect(new ContextRef(List.of(kubeconfig), context), Set.of(), new CancelToken());
        this.runner = new SyncRunner(workers, InstantSource.system(), state, FAST);
        this.undo = new Undo(
                workers,
                InstantSource.system(),
                runner,
                new Masking(),
                new PersonsTools(Settings.initial().personsTools()));
        this.planner = new LivePlanner(
                workers,
                InstantSource.system(),
                new LiveDiff(
                        workers,
                        new Masking(),
                        new PersonsTools(Settings.initial().personsTools())));
    }

    /// Which conflicts further plans settle without asking.
    void takeOver(TakeOverRule... rules) {
        takeOver = new TakeOverRules(List.of(rules));
    }

    /// What further plans leave to others.
    void ignore(IgnoreRule... rules) {
        ignore = new IgnoreRules(List.of(rules));
    }

    static List<Resource> parse(String yaml) {
        var resources = new ArrayList<Resource>();
        try (var documents = YAML.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                .with(DeserializationFeature.USE_LONG_FOR_INTS)
                .<Map<String, Object>>readValues(yaml)) {
            while (documents.hasNext()) {
                resources.add(Resource.of(documents.next(), new Origin("test.yaml", resources.size(), 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resources;
    }

    /// A document, to be joined with others.
    String config(String name, String value) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: {key: "%s"}
                """.formatted(name, scope.environment(), value);
    }

    /// `c0`, `c1` and so on, all with the same value.
    String configs(int count, String value) {
        return IntStream.range(0, count).mapToObj(i -> config("c" + i, value)).collect(Collectors.joining());
    }

    /// Connects as somebody who may do this in the namespace and look at what names the cluster, and nothing else.
    ///
    /// @param verbs joined with commas, like `resources`
    static SyncBench restricted(
            ControlPlane plane, Path state, String namespace, SyncScope scope, String verbs, String resources) {
        String user = "dev-" + namespace;
        String look = "look-" + namespace;
        Path kubeconfig = plane.user(user);
        plane.kubectl("-n", namespace, "create", "role", "dev", "--verb=" + verbs, "--resource=" + resources);
        plane.kubectl("-n", namespace, "create", "rolebinding", "dev", "--role=dev", "--user=" + user);
        plane.kubectl(
                "create", "clusterrole", look, "--verb=get", "--resource=namespaces", "--resource-name=kube-system");
        plane.kubectl("create", "clusterrolebinding", look, "--clusterrole=" + look, "--user=" + user);
        return new SyncBench(kubeconfig, plane.context(), state, namespace, scope);
    }

    /// The next commit.
    int commit(String yaml) {
        commits.add(yaml);
        return commits.size();
    }

    /// Gives a commit another text, for one that depends on its number.
    void amend(int number, String yaml) {
        commits.set(number - 1, yaml);
    }

    String yaml(int number) {
        return commits.get(number - 1);
    }

    DesiredState desired(int number) {
        Environment environment = new Environment(
                scope.environment(),
                scope.path(),
                RenderMode.PLAIN,
                List.of(scope.cluster()),
                new SyncPolicy(
                        SyncPolicy.Mode.MANUAL,
                        true,
                        Duration.ofMinutes(1),
                        false,
                        SyncPolicy.observing().retry()),
                Protection.OPEN,
                Optional.empty(),
                Optional.empty(),
                "test",
                ignore,
                takeOver);
        return new DesiredState(environment, parse(commits.get(number - 1)), List.of(), Optional.of(id(number)));
    }

    private static Commit id(int number) {
        String id = "%040d".formatted(number);
        return new Commit(id, id, List.of(), "A", "a@example.org", Instant.EPOCH, "Commit " + number);
    }

    /// Another writer may have synced a commit that this one never fetched.
    private Optional<DesiredState> known(int number) {
        return number <= commits.size() ? Optional.of(desired(number)) : Optional.empty();
    }

    LivePlanner.Planned plan(int number) {
        return planner.plan(
                cluster,
                new LivePlanner.Request(
                        scope,
                        desired(number),
                        commit -> known(Integer.parseInt(commit)),
                        List::of,
                        _ -> false,
                        migrate),
                _ -> {},
                Progress.none(),
                new CancelToken());
    }

    SyncReport sync(int number) {
        return sync(number, UnaryOperator.identity());
    }

    SyncReport sync(int number, UnaryOperator<SyncApproval> approval) {
        return run(plan(number), number, approval.apply(SyncApproval.plain()), new CancelToken());
    }

    SyncReport run(LivePlanner.Planned planned, int number, SyncApproval approval, CancelToken cancel) {
        return runner.run(job(planned, number, approval, cluster.identity()), each, Progress.none(), cancel);
    }

    /// @param expected the bound cluster
    SyncJob job(LivePlanner.Planned planned, int number, SyncApproval approval, ClusterIdentity expected) {
        return new SyncJob(
                cluster,
                expected,
                scope,
                planned.plan(),
                desired(number).resources(),
                approval,
                ancestor -> Integer.parseInt(ancestor) <= number);
    }

    /// Plans to undo a sync; the newest if none is named.
    UndoPlan undoPlan(String... sync) {
        Optional<String> id = sync.length == 0 ? Optional.empty() : Optional.of(sync[0]);
        return undo.plan(cluster, new Undo.Request(scope, Protection.OPEN, id), new CancelToken());
    }

    SyncReport undo(UndoPlan plan) {
        return undo(plan, SyncApproval.plain());
    }

    SyncReport undo(UndoPlan plan, SyncApproval approval) {
        var where = new Undo.Where(cluster, cluster.identity(), scope);
        return undo.run(plan, where, approval, each, Progress.none(), new CancelToken());
    }

    @Override
    public void close() {
        cluster.close();
        workers.close();
    }
}
