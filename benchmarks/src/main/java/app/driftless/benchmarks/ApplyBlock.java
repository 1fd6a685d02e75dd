package app.driftless.benchmarks;

import app.driftless.core.Engine;
import java.io.IOException;
import java.util.List;

/// Bringing 1,000 objects to a new commit, beside `kubectl apply --server-side`. After each comparison the clusters are
/// asked whether they hold what was changed.
final class ApplyBlock implements Block {
    private static final int SOME = 20;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String figures(Setting setting) throws IOException {
        try (var theirs = new Arena(setting, "theirs");
                var ours = new Arena(setting, "ours");
                Engine engine = Opening.engine(setting.folder("resident"));
                var near = new Resident(engine, ours, false);
                var far = new Resident(engine, ours, true)) {
            kubectl(setting, theirs, false).run();
            near.sync();
            var text = new StringBuilder();
            for (int changed : List.of(0, SOME, Arena.OBJECTS)) {
                text.append(block(setting, theirs, ours, near, changed, false)).append('\n');
            }
            text.append(block(setting, theirs, ours, far, SOME, true)).append('\n');
            text.append(Requests.table(
                    "requests of one run, 20 changed",
                    contestants(setting, theirs, ours, near, SOME, false),
                    List.of(theirs, ours, ours)));
            return text.toString();
        }
    }

    private static String block(
            Setting setting, Arena theirs, Arena ours, Resident resident, int changed, boolean far) {
        List<Contestant> all = contestants(setting, theirs, ours, resident, changed, far);
        List<Samples> samples = far
                // kubectl sends one request after the other: most of a minute for each round.
                ? Samples.interleaved(3, all.stream().map(Contestant::unwarmed).toList())
                : Samples.interleaved(setting.fewRounds(), all);
        for (Arena arena : List.of(theirs, ours)) {
            int live = changed == 0 ? 0 : arena.changedLive();
            if (live != changed) {
                throw new IllegalStateException(
                        changed + " objects were changed, but " + live + " are in " + arena.context());
            }
        }
        return Table.of(
                String.format(
                        "%,d of %,d changed, round trip %d ms",
                        changed, Arena.OBJECTS, far ? Arena.ROUND_TRIP_MILLIS : 0),
                samples);
    }

    private static List<Contestant> contestants(
            Setting setting, Arena theirs, Arena ours, Resident resident, int changed, boolean far) {
        var sync = setting.cli("sync", ours.folder().toString(), "--yes", "--kubeconfig")
                .with(ours.kubeconfig(far).toString(), "--context", ours.context())
                .with("--expect-identity", resident.identity());
        return List.of(
                Contestant.peer("`kubectl apply --server-side`", kubectl(setting, theirs, far))
                        .after(() -> theirs.change(changed)),
                Contestant.process("`driftless sync`, whole process", sync).after(() -> ours.commit(changed)),
                Contestant.resident("Driftless, resident", resident::sync).after(() -> ours.commit(changed)));
    }

    private static Program kubectl(Setting setting, Arena arena, boolean far) {
        return setting.kubectl(arena.kubeconfig(far))
                .with("apply", "--server-side", "-R", "-f", arena.environment().toString());
    }
}
