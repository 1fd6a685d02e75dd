package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Binding;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.WebhookServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Background syncs of a real repository with a remote, against real API servers.
class SyncLoopTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final SignalSource<Boolean> paused = new SignalSource<>(false);
    private final Set<String> clusters = new LinkedHashSet<>();
    private SyncLoops syncs;
    private String namespace = "";
    private Engine engine;
    private Workspace workspace;
    private Path colleague;

    @BeforeEach
    void clonedRepository() throws IOException {
        namespace = PLANE.namespace("loop");
        Path remote = folder.resolve("remote.git");
        colleague = folder.resolve("colleague");
        git(folder, "init", "-q", "--bare", "-b", "main", remote.toString());
        git(folder, "clone", "-q", remote.toString(), colleague.toString());
        workspaceFile("auto", false);
        push(2, "a");
        git(folder, "clone", "-q", remote.toString(), "mine");
        engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        workspace = new Workspace(engine, engine.repositories().open(folder.resolve("mine")), () -> false);
        syncs = workspace.loops(paused);
    }

    @AfterEach
    void end() {
        syncs.close();
        workspace.close();
        engine.close();
    }

    private static void git(Path where, String... arguments) {
        try {
            var command = new ArrayList<>(List.of("git", "-c", "user.name=C", "-c", "user.email=c@example.org"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void workspaceFile(String mode, boolean selfHeal) throws IOException {
        Files.createDirectories(colleague.resolve("apps/staging"));
        Files.writeString(colleague.resolve(".driftless.yaml"), """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: apps/staging
                    clusters: [one, two]
                    sync: {mode: %s, prune: true, interval: 1m, selfHeal: %s, retry: {limit: 5, backoff: 1s, factor: 2, max: 3s}}
                    protection: open
                """.formatted(mode, selfHeal));
    }

    private void push(int replicas, String value) throws IOException {
        Files.writeString(colleague.resolve("apps/staging/all.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %1$s}
                data: {key: "%3$s"}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %1$s, labels: {app: web}}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "nginx:1"}]}
                """.formatted(namespace, replicas, value));
        git(colleague, "add", "-A");
        git(colleague, "commit", "-q", "-m", "Set " + value + " and " + replicas);
        git(colleague, "push", "-q", "origin", "HEAD:main");
    }

    private SyncLoop loop(ControlPlane plane, String name, boolean observeOnly) {
        var context = new ContextRef(List.of(plane.kubeconfig()), plane.context());
        try (Cluster cluster = engine.clusters().connect(context, Set.of(), new CancelToken())) {
            engine.trust()
                    .bind(
                            workspace.repository().root(),
                            new Binding(
                                    "staging",
                                    name,
                                    context.files(),
                                    context.context(),
                                    cluster.identity(),
                                    observeOnly));
        }
        Environment environment = workspace
                .finder()
                .find(workspace.repository().tree(workspace.repository().resolve("origin/main")), new CancelToken())
                .named("staging")
                .orElseThrow();
        clusters.add(name);
        syncs.follow(List.of(on(environment, List.copyOf(clusters))));
        return syncs.loop("staging", name).orElseThrow();
    }

    private static Environment on(Environment all, List<String> clusters) {
        return new Environment(
                all.name(),
                all.path(),
                all.render(),
                clusters,
                all.sync(),
                all.protection(),
                all.promotedFrom(),
                all.kubernetesVersion(),
                all.foundBy());
    }

    private static void await(String what, SyncLoop loop, BooleanSupplier condition) {
        await(what, loop, PATIENCE, condition);
    }

    private static void await(String what, SyncLoop loop, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + patience + ": " + what + "; "
                        + loop.state().get() + "; " + loop.live().get().counts() + " "
                        + loop.live().get().problem());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private String get(ControlPlane plane, String kind, String name, String path) {
        return plane.kubectl("-n", namespace, "get", kind, name, "--ignore-not-found", "-o", "jsonpath={" + path + "}");
    }

    private static boolean inSync(SyncLoop loop) {
        EnvironmentLive live = loop.live().get();
        return live.rows().size() == 2
                && live.counts().get(Action.UNCHANGED) == 2
                && live.synced().equals(live.commit().map(c -> c.id()));
    }

    private LiveRow web(SyncLoop loop) {
        var key = new ResourceKey("apps", "Deployment", namespace, "web");
        return loop.live().get().rows().stream()
                .filter(r -> r.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void edit(String patch) {
        PLANE.kubectl(
                "-n", namespace, "patch", "deploy", "web", "--field-manager=kubectl-edit", "--type=merge", "-p", patch);
    }

    @Test
    void inAutoAPushedCommitIsAppliedByItself() throws IOException {
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> inSync(loop));
        assertEquals("a", get(PLANE, "configmap", "settings", ".data.key"));
        push(3, "b");
        loop.lookNow();
        await(
                "second sync",
                loop,
                () -> get(PLANE, "configmap", "settings", ".data.key").equals("b") && inSync(loop));
        assertEquals("3", get(PLANE, "deploy", "web", ".spec.replicas"));
        assertTrue(
                loop.state().get() instanceof SyncState.Done, loop.state().get().toString());
    }

    /// What was asked of the objects, their inventory, the cluster's identity and the rules of admission.
    private static List<String> asked(AuditLog audit) {
        return audit.events().stream()
                .filter(event -> event.userAgent().equals("driftless")
                        && !event.verb().equals("watch")
                        && (Set.of("configmaps", "deployments", "namespaces").contains(event.resource())
                                || event.resource().startsWith("mutating")))
                .map(event -> event.verb() + " " + event.uri())
                .toList();
    }

    @Test
    void whatIsFollowedIsLookedAtAgainWithoutARequest() throws Exception {
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> inSync(loop));
        List<String> asked = List.of("not looked yet");
        for (int i = 0; i < 10 && !asked.isEmpty(); i++) {
            // Until the watches have begun, and told of what the sync wrote.
            Thread.sleep(500);
            Instant before = loop.live().get().asOf().orElseThrow();
            AuditLog audit = PLANE.audit();
            loop.lookNow();
            await("a look", loop, () -> loop.live().get().asOf().orElseThrow().isAfter(before));
            asked = asked(audit);
        }
        assertEquals(List.of(), asked);
        assertTrue(inSync(loop));
    }

    @Test
    void anUndoneCommitIsNotAppliedAgainUnaskedAndThePauseSaysWhy() throws Exception {
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> get(PLANE, "cm", "settings", ".data.key")
                .equals("a"));
        push(3, "b");
        loop.lookNow();
        await(
                "second sync",
                loop,
                () -> get(PLANE, "cm", "settings", ".data.key").equals("b") && rests(loop));
        SyncScope scope = new SyncScope(
                workspace.repository().id(), "apps/staging", "staging", "one", "origin/main", Optional.empty());
        Undo.Request request = new Undo.Request(scope, Protection.OPEN, Optional.empty());
        UndoPlan plan = workspace.undo().plan(loop.cluster().orElseThrow(), request, new CancelToken());
        SyncReport report = loop.undo(plan, SyncApproval.plain(), Progress.none(), new CancelToken())
                .get(30, TimeUnit.SECONDS);
        assertEquals(2, report.count(ObjectResult.Outcome.APPLIED), report.toString());
        push(3, "c");
        loop.lookNow();
        await(
                "the pause",
                loop,
                () -> loop.state().get() instanceof SyncState.Stopped(var problem, var _)
                        && problem.code() == SyncProblem.UNDONE);
        Thread.sleep(500);
        assertEquals("a", get(PLANE, "cm", "settings", ".data.key"));
        assertEquals("2", get(PLANE, "deploy", "web", ".spec.replicas"));
        // A person looks at the plan and syncs: from then on it goes by itself again.
        loop.plan();
        await("the plan", loop, () -> loop.state().get() instanceof SyncState.AwaitingApproval);
        var waiting = (SyncState.AwaitingApproval) loop.state().get();
        loop.run(waiting.plan(), SyncApproval.plain(), Progress.none(), new CancelToken())
                .get(30, TimeUnit.SECONDS);
        assertEquals("c", get(PLANE, "cm", "settings", ".data.key"));
        push(3, "d");
        loop.lookNow();
        await("the next sync", loop, () -> get(PLANE, "cm", "settings", ".data.key")
                .equals("d"));
    }

    private static boolean rests(SyncLoop loop) {
        return loop.state().get() instanceof SyncState.Done || loop.state().get() instanceof SyncState.Idle;
    }

    @Test
    void driftIsSeenWithinASecondAndNotRepairedUnasked() throws Exception {
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> inSync(loop));
        edit("{\"spec\":{\"replicas\":9}}");
        Instant made = Instant.now();
        await("drift seen", loop, Duration.ofSeconds(5), () -> web(loop).drifted());
        Duration seen = Duration.between(made, Instant.now());
        System.out.println("drift seen after " + seen.toMillis() + " ms");
        assertTrue(web(loop).diff().hasConflict());
        assertTrue(seen.compareTo(Duration.ofSeconds(3)) < 0, "seen after " + seen);
        loop.lookNow();
        Thread.sleep(2000);
        assertEquals("9", get(PLANE, "deploy", "web", ".spec.replicas"));
        edit("{\"spec\":{\"replicas\":2}}");
        await("gone again", loop, () -> !web(loop).drifted());
    }

    @Test
    void withSelfHealDriftIsPutBack() throws IOException {
        workspaceFile("auto", true);
        push(2, "heal");
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> inSync(loop));
        edit("{\"spec\":{\"replicas\":9}}");
        await("put back", loop, () -> get(PLANE, "deploy", "web", ".spec.replicas")
                .equals("2"));
    }

    /// What admission sets anew on each write never comes to rest, so that writing it again and again is no use (R6).
    private void stopsWriting(ProblemCode expected, Function<JsonNode, String> stamp) throws Exception {
        Function<JsonNode, List<Map<String, Object>>> patch = request -> List.of(Map.of(
                "op",
                "replace",
                "path",
                "/data/key",
                "value",
                request.at("/object/data/key").asText() + stamp.apply(request)));
        var audit = PLANE.audit();
        try (var webhook = WebhookServer.start(folder, patch)) {
            Path file =
                    Files.writeString(folder.resolve("hook.yaml"), webhook.mutating(namespace, "\"\"", "configmaps"));
            PLANE.kubectl("create", "-f", file.toString());
            // Admission is configured through informers, so it takes effect a little later.
            while (webhook.requests().isEmpty()) {
                PLANE.kubectl(
                        "-n", namespace, "create", "configmap", "probe", "--from-literal=key=x", "--dry-run=server");
            }
            SyncLoop loop = loop(PLANE, "one", false);
            await("stopped", loop, () -> {
                loop.lookNow();
                return loop.state().get() instanceof SyncState.Stopped;
            });
            Problem problem = ((SyncState.Stopped) loop.state().get()).problem();
            assertEquals(expected, problem.code());
            assertTrue(problem.args().toString().contains(".data.key"), problem.toString());
            for (int i = 0; i < 3; i++) {
                loop.lookNow();
                Thread.sleep(300);
            }
            long writes = audit.writes(namespace).stream()
                    .filter(event -> event.name().equals("settings"))
                    .count();
            assertTrue(writes <= 2, writes + " writes");
            // Only this object waits: the rest of the next commit arrives.
            push(5, "c");
            loop.lookNow();
            await("the rest", loop, () -> get(PLANE, "deploy", "web", ".spec.replicas")
                    .equals("5"));
        } finally {
            PLANE.kubectl("delete", "mutatingwebhookconfiguration", namespace, "--ignore-not-found");
        }
    }

    @Test
    void aWebhookThatStampsTheTimeIsNamedAndNotFedForEver() throws Exception {
        stopsWriting(ClusterProblem.NOT_CONVERGING, _ -> "-" + System.nanoTime());
    }

    @Test
    void aWebhookThatCountsWritesIsNotFedForEverEither() throws Exception {
        var counted = new AtomicInteger();
        stopsWriting(
                SyncProblem.NOT_SETTLING,
                request -> "-" + (request.path("dryRun").asBoolean() ? counted.get() : counted.getAndIncrement()));
    }

    @Test
    void whileAllIsPausedNothingIsWritten() throws Exception {
        paused.set(true);
        SyncLoop loop = loop(PLANE, "one", false);
        await("looked", loop, () -> loop.live().get().rows().size() == 2);
        Thread.sleep(1000);
        assertEquals("", get(PLANE, "configmap", "settings", ".data.key"));
        paused.set(false);
        await("sync", loop, () -> inSync(loop));
    }

    @Test
    void whileAllIsPausedACutOffReplacementStaysOpenAndIsFinishedAfterwards() throws Exception {
        paused.set(true);
        var scope = new SyncScope(
                workspace.repository().id(), "apps/staging", "staging", "one", "origin/main", Optional.empty());
        String frozen = "{apiVersion: v1, kind: ConfigMap, metadata: {name: frozen, namespace: " + namespace
                + ", finalizers: [example.org/held]}, data: {key: old}, immutable: true}";
        try (var bench =
                new SyncBench(PLANE.kubeconfig(), PLANE.context(), folder.resolve("profile/state"), "staging", scope)) {
            bench.sync(bench.commit(frozen));
            int two = bench.commit(frozen.replace("old", "new"));
            LivePlanner.Planned planned = bench.plan(two);
            ResourceKey key = planned.plan().changes().getFirst().diff().key();
            // The old object does not go in time, so nobody can say what became of it.
            SyncReport report = bench.run(
                    planned, two, SyncApproval.plain().with(key, ObjectApproval::replaced), new CancelToken());
            assertEquals(1, report.count(ObjectResult.Outcome.UNKNOWN), report.toString());
        }
        PLANE.kubectl(
                "-n", namespace, "patch", "cm", "frozen", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
        SyncLoop loop = loop(PLANE, "one", false);
        await("looked", loop, () -> loop.live().get().asOf().isPresent());
        loop.lookNow();
        Thread.sleep(1000);
        assertEquals("", get(PLANE, "cm", "frozen", ".data.key"));
        paused.set(false);
        await("finished", loop, () -> get(PLANE, "cm", "frozen", ".data.key").equals("new"));
    }

    @Test
    void anObservingBindingNeverWrites() throws Exception {
        SyncLoop loop = loop(PLANE, "one", true);
        await("looked", loop, () -> loop.live().get().rows().size() == 2);
        Thread.sleep(1000);
        assertEquals("", get(PLANE, "configmap", "settings", ".data.key"));
        assertEquals(2, loop.live().get().counts().get(Action.CREATE));
    }

    @Test
    void inManualAPersonApprovesThePlanOfThePushedCommit() throws IOException {
        workspaceFile("manual", false);
        push(2, "manual");
        SyncLoop loop = loop(PLANE, "one", false);
        await("looked", loop, () -> loop.live().get().rows().size() == 2);
        loop.plan();
        await("planned", loop, () -> loop.state().get() instanceof SyncState.AwaitingApproval);
        SyncPlan plan = ((SyncState.AwaitingApproval) loop.state().get()).plan();
        push(4, "later");
        loop.run(plan, SyncApproval.plain(), Progress.none(), new CancelToken());
        await("refused", loop, () -> loop.state().get() instanceof SyncState.Stopped);
        assertEquals(
                SyncProblem.BRANCH_MOVED,
                ((SyncState.Stopped) loop.state().get()).problem().code());
        loop.plan();
        await("planned", loop, () -> loop.state().get() instanceof SyncState.AwaitingApproval);
        loop.run(
                ((SyncState.AwaitingApproval) loop.state().get()).plan(),
                SyncApproval.plain(),
                Progress.none(),
                new CancelToken());
        await("sync", loop, () -> inSync(loop));
        assertEquals("later", get(PLANE, "configmap", "settings", ".data.key"));
    }

    private static SyncPlan plan(SyncLoop loop) {
        return loop.live().get().plan().orElseThrow();
    }

    /// A commit here that nobody has pushed.
    private Commit commitHere(String value) throws IOException {
        Path file = workspace.repository().root().resolve("apps/staging/all.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^data: .*", "data: {key: \"" + value + "\"}"));
        git(workspace.repository().root(), "commit", "-qam", "Set " + value);
        Commit made = workspace.repository().resolve("HEAD");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!workspace.desired().shown().map(Commit::id).equals(Optional.of(made.id()))) {
            assertTrue(System.nanoTime() < deadline, "the commit is not noticed");
            Thread.onSpinWait();
        }
        return made;
    }

    @Test
    void anUnpushedCommitIsComparedButNotApplied() throws Exception {
        SyncLoop loop = loop(PLANE, "one", false);
        await("first sync", loop, () -> inSync(loop));
        Commit mine = commitHere("mine");
        await("compared", loop, () -> loop.live().get().commit().equals(Optional.of(mine)));
        assertEquals(1, loop.live().get().counts().get(Action.UPDATE));
        loop.lookNow();
        Thread.sleep(1500);
        assertEquals("a", get(PLANE, "configmap", "settings", ".data.key"));
        assertEquals(Optional.of(mine), loop.live().get().commit());
        edit("{\"spec\":{\"replicas\":9}}");
        await("drift beside the unpushed change", loop, () -> web(loop).drifted());
        await("a plan of both", loop, () -> plan(loop).summary().get(Action.UPDATE) == 2);
        assertEquals(Optional.of(mine), plan(loop).commit());
    }

    @Test
    void whatAPersonRunsIsPushedFirst() throws Exception {
        workspaceFile("manual", false);
        push(2, "manual");
        git(workspace.repository().root(), "pull", "-q");
        SyncLoop loop = loop(PLANE, "one", false);
        Commit mine = commitHere("mine");
        await("compared", loop, () -> loop.live().get().commit().equals(Optional.of(mine)));
        SyncPlan plan = loop.live().get().plan().orElseThrow();
        SyncReport report = loop.run(plan, SyncApproval.plain(), Progress.none(), new CancelToken())
                .get(30, TimeUnit.SECONDS);
        assertEquals(2, report.count(ObjectResult.Outcome.APPLIED));
        assertEquals("mine", get(PLANE, "configmap", "settings", ".data.key"));
        git(colleague, "fetch", "-q");
        git(colleague, "merge-base", "--is-ancestor", mine.id(), "origin/main");
        await("in sync", loop, () -> inSync(loop));
    }

    @Test
    void aRunThatIsCancelledBeforeItBeginsWritesNothing() throws Exception {
        SyncLoop loop = loop(PLANE, "one", true);
        await("looked", loop, () -> loop.live().get().rows().size() == 2);
        var cancel = new CancelToken();
        cancel.cancel();
        var run = loop.run(loop.live().get().plan().orElseThrow(), SyncApproval.plain(), Progress.none(), cancel);
        assertThrows(CancellationException.class, () -> run.get(10, TimeUnit.SECONDS));
        syncs.close();
        var late = loop.run(
                loop.live().get().plan().orElseThrow(), SyncApproval.plain(), Progress.none(), new CancelToken());
        assertThrows(CancellationException.class, () -> late.get(10, TimeUnit.SECONDS));
        assertEquals("", get(PLANE, "configmap", "settings", ".data.key"));
    }

    @Test
    void oneAnswerOfTheRemoteServesAllWhoWaitForIt() throws IOException {
        var remote = new RemoteBranch(workspace.repository(), Clock.systemUTC());
        Instant wanted = Instant.now();
        remote.fetch(wanted, Progress.none(), new CancelToken());
        Files.move(folder.resolve("remote.git"), folder.resolve("gone.git"));
        remote.fetch(wanted, Progress.none(), new CancelToken());
        Instant later = Instant.now().plusMillis(1);
        assertThrows(EngineException.class, () -> remote.fetch(later, Progress.none(), new CancelToken()));
        Files.move(folder.resolve("gone.git"), folder.resolve("remote.git"));
        assertThrows(EngineException.class, () -> remote.fetch(wanted, Progress.none(), new CancelToken()));
        remote.fetch(Instant.now().plusSeconds(1), Progress.none(), new CancelToken());
    }

    @Test
    void aClusterThatIsAwayCatchesUpAndTheOtherIsNotDisturbed() throws IOException {
        try (ControlPlane away = ControlPlane.start("away", "--audit")) {
            away.kubectl("create", "namespace", namespace);
            SyncLoop here = loop(PLANE, "one", false);
            SyncLoop there = loop(away, "two", false);
            await("one", here, () -> inSync(here));
            await("two", there, () -> inSync(there));
            away.stop();
            push(3, "b");
            here.lookNow();
            there.lookNow();
            await("one goes on", here, () -> get(PLANE, "configmap", "settings", ".data.key")
                    .equals("b"));
            await("two is stale", there, () -> there.live().get().staleSince().isPresent());
            await(
                    "two says when",
                    there,
                    () -> there.state().get() instanceof SyncState.Stopped(var _, var retry) && retry.isPresent());
            assertEquals(2, there.live().get().rows().size());
            assertEquals(Optional.empty(), here.live().get().staleSince());
            away.restart();
            await("two catches up", there, () -> get(away, "configmap", "settings", ".data.key")
                    .equals("b"));
            await("two is in sync", there, () -> inSync(there));
            assertEquals(Optional.empty(), there.live().get().staleSince());
        }
    }

    @Test
    void aRowThatIsStuckNamesThePodToLookAt() {
        SyncLoop loop = loop(PLANE, "one", false);
        ResourceKey web = new ResourceKey("apps", "Deployment", namespace, "web");
        await("applied", loop, () -> loop.live().get().rows().stream()
                .anyMatch(row -> row.key().equals(web) && row.health().isPresent()));
        PLANE.kubectl("-n", namespace, "run", "web-1", "--image=nginx:none", "--labels=app=web");
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "pod",
                "web-1",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"phase\":\"Pending\",\"containerStatuses\":[{\"name\":\"web-1\",\"image\":\"nginx:none\",\"imageID\":\"\","
                        + "\"ready\":false,\"restartCount\":0,\"state\":{\"waiting\":{\"reason\":\"ImagePullBackOff\"}}}]}}");
        PLANE.kubectl("-n", namespace, "annotate", "deployment", "web", "touched=1");
        await("cause", loop, () -> loop.live().get().rows().stream()
                .filter(row -> row.key().equals(web))
                .flatMap(row -> row.health().stream())
                .flatMap(health -> health.cause().stream())
                .anyMatch(cause -> cause.object().equals(new ResourceKey("", "Pod", namespace, "web-1"))
                        && cause.reason().args().contains("ImagePullBackOff")));
    }
}
