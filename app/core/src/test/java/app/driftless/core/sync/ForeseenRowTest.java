package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.flow.Subscription;
import app.driftless.core.plan.PlannedChange;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.ApiCall;
import app.driftless.testkit.fault.ApiFault;
import app.driftless.testkit.fault.ApiProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drift is in its row before the server has said what a sync would do about it, and never in a plan before that.
class ForeseenRowTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Shown> shown = new CopyOnWriteArrayList<>();
    private ApiProxy api;
    private LoopBench bench;

    /// How the row of the Deployment was seen, each state once.
    private record Shown(Action action, Optional<Approximation> approximate) {
        static Shown of(ResourceDiff diff) {
            return new Shown(diff.action(), diff.approximate());
        }
    }

    /// As it should be, though not by us alone.
    private static final Shown QUIET = new Shown(Action.OWNERSHIP, Optional.empty());
    private static final Shown FORESEEN = new Shown(Action.UPDATE, Optional.of(Approximation.NOT_ASKED_YET));
    private static final Shown CONFIRMED = new Shown(Action.UPDATE, Optional.empty());

    @BeforeEach
    void followAndLoadTheSchema() throws Exception {
        api = ApiProxy.before(PLANE);
        bench = new LoopBench(PLANE, folder, Optional.of(api));
        bench.await("first sync", PATIENCE, bench::inSync);
        // The schema comes in the background, after the first drift.
        try (Subscription _ = record()) {
            for (int tries = 0; !shown.contains(FORESEEN); tries++) {
                assertTrue(tries < 100, "nothing was foreseen");
                Thread.sleep(500);
                bench.scale(9);
                bench.await("drift", PATIENCE, () -> Shown.of(row()).equals(CONFIRMED));
                bench.scale(2);
                bench.await("no drift", PATIENCE, () -> Shown.of(row()).equals(QUIET));
            }
        }
        shown.clear();
    }

    @AfterEach
    void end() throws IOException {
        bench.close();
        api.close();
    }

    private ResourceDiff row() {
        return bench.row("Deployment").diff();
    }

    private ResourceDiff planned() {
        return bench.loop.live().get().plan().orElseThrow().changes().stream()
                .map(PlannedChange::diff)
                .filter(diff -> diff.key().kind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    private Subscription record() {
        return bench.loop.live().subscribe(_ -> {
            Shown now = Shown.of(row());
            if (shown.isEmpty() || !shown.getLast().equals(now)) {
                shown.add(now);
            }
        });
    }

    @Test
    void isShownAtOnceAndPlannedWhenTheServerHasAnswered() throws Exception {
        try (Subscription _ = record()) {
            api.always(ApiCall::dryRun, new ApiFault.HoldRequest());
            bench.scale(9);
            bench.await("drift, foreseen", PATIENCE, () -> Shown.of(row()).equals(FORESEEN));
            ResourceDiff foreseen = row();
            assertEquals(Action.OWNERSHIP, planned().action());
            api.awaitHeld();
            api.heal();
            bench.await("drift, confirmed", PATIENCE, () -> Shown.of(row()).equals(CONFIRMED));
            assertEquals(row().differences(), foreseen.differences());
            assertTrue(row().hasConflict());
            bench.await("the plan", PATIENCE, () -> planned().action() == Action.UPDATE);
            assertEquals(Optional.empty(), planned().approximate());
        }
        assertEquals(List.of(QUIET, FORESEEN, CONFIRMED), shown);
    }

    @Test
    void isTakenBackWhereTheServerCannotBeAsked() throws Exception {
        try (Subscription _ = record()) {
            api.always(ApiCall::dryRun, ApiFault.Answer.of(401));
            bench.scale(9);
            bench.await(
                    "stale",
                    PATIENCE,
                    () -> bench.loop.live().get().staleSince().isPresent());
            assertEquals(Action.OWNERSHIP, planned().action());
            api.heal();
            bench.loop.lookNow();
            bench.await("drift, confirmed", PATIENCE, () -> Shown.of(row()).equals(CONFIRMED));
        }
        assertEquals(List.of(QUIET, FORESEEN, QUIET, CONFIRMED), shown);
    }
}
