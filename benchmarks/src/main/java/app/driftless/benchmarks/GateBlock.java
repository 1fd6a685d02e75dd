package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.sync.SyncLoop;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// The promises of speed, each as the median of pairs that were measured in turn: kubectl's time over ours, a whole
/// process of kubectl beside a call in an engine that runs, as it does in the window. What is counted, is counted by
/// the server.
final class GateBlock implements Block {
    private static final int MANY = 5_000;
    private static final int SOME = 20;
    private static final List<Integer> CONCURRENCY = List.of(8, 16, 32);

    private GateRows rows = new GateRows();

    @Override
    public String name() {
        return "gates";
    }

    @Override
    public String figures(Setting setting) throws IOException {
        rows = new GateRows();
        near(setting);
        far(setting);
        return rows.table();
    }

    private void near(Setting setting) throws IOException {
        try (var theirs = new Arena(setting, "theirs", MANY);
                var ours = new Arena(setting, "ours", MANY);
                Engine engine = Opening.engine(setting.folder("resident"));
                var resident = new Resident(engine, ours, false)) {
            apply(setting, theirs, false).run();
            resident.sync();
            Requests before = ours.requests();
            resident.sync();
            rows.counted(
                    "no-op sync: mutating requests",
                    0,
                    ours.requests().since(before).writes());
            theirs.change(SOME);
            ours.commit(SOME);
            Contestant best = fastest(setting, theirs);
            List<Samples> diffs = Samples.interleaved(
                    setting.fewRounds(),
                    List.of(
                            best,
                            Contestant.resident("again", () -> differ(resident)),
                            Contestant.resident("first", () -> differ(resident))
                                    .after(resident::forget)
                                    .warmed(1)));
            String live =
                    "live diff of 5,000 objects, 20 changed, against `kubectl diff --server-side` with " + best.name();
            rows.timed(live, 12, diffs.get(1), diffs.get(0));
            rows.told("the same, the repository just opened", diffs.get(2), diffs.get(0));
            before = ours.requests();
            resident.sync();
            rows.counted(
                    "20 changed of 5,000: applies",
                    SOME,
                    ours.requests().since(before).patches());
            followed(setting, ours, resident);
        }
    }

    /// With the watches held that the window holds over what is open.
    private void followed(Setting setting, Arena ours, Resident resident) throws IOException {
        SyncLoop loop = resident.follow();
        // What the last sync wrote has to come back through the watches first, the first list of each included.
        Moments.await("reads without a request", () -> {
            Requests before = ours.requests();
            resident.sync();
            return ours.requests().since(before).none();
        });
        Requests before = ours.requests();
        Samples sync = Samples.interleaved(5, List.of(Contestant.resident("no-op, watched", resident::sync)))
                .getFirst();
        rows.counted(
                "no-op sync of 5,000 with watches held: requests of any kind, in nine runs",
                0,
                ours.requests().since(before).all());
        rows.add(String.format(
                Locale.ROOT,
                "| the same: time of one | | | %.3f s | | %d |",
                sync.median(),
                sync.costs().size()));
        drift(setting, ours, loop);
    }

    private void drift(Setting setting, Arena ours, SyncLoop loop) throws IOException {
        String gate = "drift in its row, compared, against the line of `kubectl get -w`";
        List<Samples> seen;
        try {
            seen = new DriftLatency(setting, ours, loop).measure();
        } catch (IllegalStateException e) {
            // The other gates are still worth their time.
            System.err.println("Drift could not be measured: " + e);
            rows.add("| %s | ≤ 1.5× | **not measured** | | | |".formatted(gate));
            return;
        }
        double ratio = seen.getFirst().over(seen.getLast());
        rows.add(String.format(
                Locale.ROOT,
                "| %s | ≤ 1.5× | %s%.2f× | %.3f s | %.3f s | %d |",
                gate,
                ratio <= 1.5 ? "" : "**missed** ",
                ratio,
                seen.getFirst().median(),
                seen.getLast().median(),
                seen.getFirst().costs().size()));
    }

    private void far(Setting setting) throws IOException {
        try (var theirs = new Arena(setting, "theirs");
                var ours = new Arena(setting, "ours");
                Engine engine = Opening.engine(setting.folder("resident"));
                var near = new Resident(engine, ours, false);
                var far = new Resident(engine, ours, true)) {
            apply(setting, theirs, false).run();
            near.sync();
            theirs.change(SOME);
            ours.commit(SOME);
            var kubectl = diff(setting, theirs, true);
            List<Samples> diffs = Samples.interleaved(
                    3,
                    List.of(
                            Contestant.peer("default", kubectl).unwarmed(),
                            Contestant.peer("32", kubectl.with("--concurrency=32"))
                                    .unwarmed(),
                            Contestant.resident("ours", () -> differ(far))));
            rows.timed(
                    "diff of 1,000 at a round trip of 20 ms, against kubectl's default",
                    60,
                    diffs.get(2),
                    diffs.get(0));
            rows.timed("the same, against `--concurrency=32`", 8, diffs.get(2), diffs.get(1));
            applied(setting, "apply of 1,000 changed, as approved", 2, List.of(theirs, ours), near, false);
            applied(setting, "the same at a round trip of 20 ms", 8, List.of(theirs, ours), far, true);
        }
    }

    private void applied(
            Setting setting, String gate, double wanted, List<Arena> arenas, Resident resident, boolean far) {
        Arena theirs = arenas.getFirst();
        Arena ours = arenas.getLast();
        var approved = new AtomicReference<Resident.Approved>();
        List<Samples> samples = Samples.interleaved(
                3,
                List.of(
                        Contestant.peer("kubectl", apply(setting, theirs, far))
                                .after(() -> theirs.change(Arena.OBJECTS))
                                .withServers()
                                .unwarmed(),
                        Contestant.resident("approved", () -> resident.carryOut(approved.get()))
                                .withServers()
                                .after(() -> {
                                    ours.commit(Arena.OBJECTS);
                                    approved.set(resident.approved());
                                })
                                .warmed(1),
                        Contestant.resident("whole", resident::sync)
                                .after(() -> ours.commit(Arena.OBJECTS))
                                .warmed(1)));
        for (Arena arena : arenas) {
            if (arena.changedLive() != Arena.OBJECTS) {
                throw new IllegalStateException("Not everything was applied in " + arena.context());
            }
        }
        rows.timed(gate, wanted, samples.get(1), samples.get(0));
        rows.processors(
                "processor time of that: client, and API server with its store", samples.get(1), samples.get(0));
        rows.told("with the plan made in the same breath", samples.get(2), samples.get(0));
    }

    /// Whichever concurrency suits kubectl best on this machine.
    private static Contestant fastest(Setting setting, Arena arena) {
        Contestant best = null;
        double least = Double.MAX_VALUE;
        for (int concurrency : CONCURRENCY) {
            var peer = Contestant.peer(
                    "`--concurrency=" + concurrency + "`",
                    diff(setting, arena, false).with("--concurrency=" + concurrency));
            double seconds = peer.once().seconds();
            if (seconds < least) {
                least = seconds;
                best = peer.unwarmed();
            }
        }
        return Objects.requireNonNull(best);
    }

    private static void differ(Resident resident) {
        long found = resident.differences();
        if (found != SOME) {
            throw new IllegalStateException("20 objects were changed, but " + found + " are said to differ");
        }
    }

    private static Program diff(Setting setting, Arena arena, boolean far) {
        return setting.kubectl(arena.kubeconfig(far))
                .with("diff", "--server-side", "-R", "-f", arena.environment().toString())
                .mayFind();
    }

    private static Program apply(Setting setting, Arena arena, boolean far) {
        return setting.kubectl(arena.kubeconfig(far))
                .with("apply", "--server-side", "-R", "-f", arena.environment().toString());
    }
}
