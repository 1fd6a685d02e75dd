package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.settings.Binding;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Between a plan and its approval branch, clone and files move: only the planned commit is ever applied (goal 13,
/// T42). The property `driftless.cases` says how many schedules.
class StalePlanTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final String FILE = "apps/all.yaml";
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private String namespace = "";
    private GitFixture mine;
    private GitFixture other;
    private Engine engine;
    private Workspace workspace;
    private SyncLoops loops;
    private SyncLoop loop;
    private int value;

    private enum Move {
        NOTHING,
        PUSHED,
        FORCED,
        EDITED,
        COMMITTED,
        DETACHED,
        SWITCHED
    }

    @BeforeEach
    void follow() throws IOException {
        namespace = PLANE.namespace("stale");
        mine = GitFixture.withRemote(folder);
        mine.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: apps
                    clusters: [one]
                    sync: {mode: manual}
                    protection: open
                """);
        mine.write(FILE, yaml(++value));
        mine.run("add", "-A");
        mine.run("commit", "-q", "-m", "Set " + value);
        mine.run("push", "-q", "origin", "main");
        other = mine.cloneOf("other");
        engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        workspace = new Workspace(engine, engine.repositories().open(mine.workTree()), () -> false);
        var context = new ContextRef(List.of(PLANE.kubeconfig()), PLANE.context());
        try (Cluster cluster = engine.clusters().connect(context, Set.of(), new CancelToken())) {
            engine.trust()
                    .bind(
                            workspace.repository().root(),
                            new Binding(
                                    "staging", "one", context.files(), context.context(), cluster.identity(), false));
        }
        loops = workspace.loops(new SignalSource<>(false));
        loops.follow(List.of(workspace
                .finder()
                .find(workspace.repository().tree(workspace.repository().resolve("origin/main")), new CancelToken())
                .named("staging")
                .orElseThrow()));
        loop = loops.loop("staging", "one").orElseThrow();
    }

    @AfterEach
    void end() {
        loops.close();
        workspace.close();
        engine.close();
    }

    private String yaml(int number) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %s}
                data: {key: "%d"}
                """.formatted(namespace, number);
    }

    private String live() {
        return PLANE.kubectl(
                "-n", namespace, "get", "configmap", "settings", "--ignore-not-found", "-o", "jsonpath={.data.key}");
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (long end = System.nanoTime() + Duration.ofSeconds(40).toNanos(); !condition.getAsBoolean(); ) {
            assertTrue(System.nanoTime() < end, () -> what + ": " + loop.state().get());
            Thread.sleep(20);
        }
    }

    @Test
    void onlyThePlannedCommitIsEverApplied() throws Exception {
        int cases = Integer.getInteger("driftless.cases", 7);
        await("looked", () -> loop.live().get().rows().size() == 1);
        for (int i = 0; i < cases; i++) {
            Move move = Move.values()[i % Move.values().length];
            String run = "schedule " + i + " " + move + ", -Ddriftless.seed=" + seed;
            int planned = pushed();
            loop.plan();
            await(run, () -> loop.state().get() instanceof SyncState.AwaitingApproval);
            SyncPlan plan = ((SyncState.AwaitingApproval) loop.state().get()).plan();
            assertEquals("Set " + planned, plan.commit().orElseThrow().subject(), run);
            String before = live();
            move(move);
            check(move, plan, before, planned, outcome(plan), run);
            loop.dismiss();
            mine.run("reset", "-q", "--hard");
            mine.run("checkout", "-q", "main");
            mine.run("fetch", "-q");
            mine.run("reset", "-q", "--hard", "origin/main");
            CaseRecord.passed("stale", i + 1 + " schedules", "0 stale applies, commit and tree recorded");
        }
    }

    /// The next commit, at the remote and here.
    private int pushed() throws IOException {
        other.run("fetch", "-q");
        other.run("reset", "-q", "--hard", "origin/main");
        other.write(FILE, yaml(++value));
        other.commitAndPush("Set " + value);
        mine.run("pull", "-q", "--ff-only");
        return value;
    }

    private void move(Move move) throws IOException {
        switch (move) {
            case NOTHING -> {}
            case PUSHED -> {
                other.write(FILE, yaml(++value));
                other.commitAndPush("Set " + value);
            }
            case FORCED -> {
                other.write(FILE, yaml(++value));
                other.run("commit", "-q", "-a", "--amend", "-m", "Set " + value);
                other.run("push", "-q", "--force", "origin", "main");
            }
            case EDITED -> mine.write(FILE, yaml(++value));
            case COMMITTED -> {
                mine.write(FILE, yaml(++value));
                mine.run("commit", "-q", "-a", "-m", "Set " + value);
            }
            case DETACHED -> mine.run("checkout", "-q", "HEAD~1");
            case SWITCHED -> {
                mine.run("checkout", "-q", "-B", "side" + random.nextInt(1000), "HEAD~1");
                mine.write(FILE, yaml(++value));
                mine.run("commit", "-q", "-a", "-m", "Set " + value);
            }
        }
    }

    /// The report, or why it was refused. The loop's state would not do: its next look may come before anybody reads
    /// it.
    private Outcome outcome(SyncPlan plan) throws Exception {
        try {
            return new Outcome(
                    Optional.of(loop.run(plan, SyncApproval.plain(), Progress.none(), new CancelToken())
                            .get(40, TimeUnit.SECONDS)),
                    "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineException refused) {
                return new Outcome(Optional.empty(), refused.problem().toString());
            }
            throw e;
        }
    }

    /// @param refusal why there is no report
    private record Outcome(Optional<SyncReport> report, String refusal) {}

    private void check(Move move, SyncPlan plan, String before, int planned, Outcome outcome, String run) {
        if (outcome.report().isPresent()) {
            Commit applied = outcome.report().get().commit();
            assertEquals(String.valueOf(planned), live(), run);
            assertTrue(move != Move.PUSHED && move != Move.FORCED, () -> run + ": the branch had moved");
            assertEquals(plan.commit().orElseThrow(), applied, run);
            assertEquals(40, applied.treeId().length(), run);
        } else {
            assertEquals(before, live(), () -> run + ": " + outcome.refusal());
            assertTrue(move != Move.NOTHING && move != Move.EDITED, () -> run + ": " + outcome.refusal());
        }
    }
}
