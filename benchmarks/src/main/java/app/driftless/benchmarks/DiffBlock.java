package app.driftless.benchmarks;

import app.driftless.core.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Comparing 1,000 objects with a cluster, beside `kubectl diff --server-side`. Both must find the same objects
/// changed, else nothing is timed.
final class DiffBlock implements Block {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHANGED = Pattern.compile("(?m)^diff .* \\S*/(\\S+)$");
    private static final int SOME = 20;

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String figures(Setting setting) throws IOException {
        try (var theirs = new Arena(setting, "theirs");
                var ours = new Arena(setting, "ours");
                Engine engine = Opening.engine(setting.folder("resident"));
                var near = new Resident(engine, ours, false);
                var far = new Resident(engine, ours, true)) {
            setting.kubectl(theirs.kubeconfig(false))
                    .with(
                            "apply",
                            "--server-side",
                            "-R",
                            "-f",
                            theirs.environment().toString())
                    .run();
            near.sync();
            var text = new StringBuilder();
            text.append(block(setting, theirs, ours, near, 0, false)).append('\n');
            theirs.change(SOME);
            ours.change(SOME);
            text.append(block(setting, theirs, ours, near, SOME, false)).append('\n');
            text.append(block(setting, theirs, ours, far, SOME, true)).append('\n');
            List<Contestant> all = contestants(setting, theirs, ours, near, false);
            text.append(Requests.table(
                    "requests of one run, 20 changed", all, List.of(theirs, theirs, theirs, ours, ours, ours)));
            return text.toString();
        }
    }

    private static String block(Setting setting, Arena theirs, Arena ours, Resident resident, int changed, boolean far)
            throws IOException {
        check(setting, theirs, ours, resident, changed);
        List<Contestant> all = contestants(setting, theirs, ours, resident, far);
        // One request after the other over a slow way takes most of a minute and shows nothing but the way.
        List<Contestant> timed = far ? all.subList(1, all.size()) : all;
        return Table.of(
                String.format(
                        "%d of %,d changed, round trip %d ms",
                        changed, Arena.OBJECTS, far ? Arena.ROUND_TRIP_MILLIS : 0),
                Samples.interleaved(setting.fewRounds(), timed));
    }

    private static List<Contestant> contestants(
            Setting setting, Arena theirs, Arena ours, Resident resident, boolean far) {
        var kubectl = kubectl(setting, theirs, far);
        return List.of(
                Contestant.peer("`kubectl diff --server-side`", kubectl),
                Contestant.peer("the same, `--concurrency=16`", kubectl.with("--concurrency=16")),
                Contestant.peer("the same, `--concurrency=32`", kubectl.with("--concurrency=32")),
                Contestant.process("`driftless diff`, whole process", driftless(setting, ours, far)),
                Contestant.resident("Driftless, resident, first comparison", resident::differences)
                        .after(resident::forget),
                Contestant.resident("Driftless, resident, again", resident::differences));
    }

    private static Program kubectl(Setting setting, Arena arena, boolean far) {
        return setting.kubectl(arena.kubeconfig(far))
                .with("diff", "--server-side", "-R", "-f", arena.environment().toString())
                .mayFind();
    }

    private static Program driftless(Setting setting, Arena arena, boolean far) {
        return setting.cli("diff", arena.folder().toString(), "--kubeconfig")
                .with(arena.kubeconfig(far).toString(), "--context", arena.context())
                .mayFind();
    }

    private static void check(Setting setting, Arena theirs, Arena ours, Resident resident, int changed)
            throws IOException {
        var kubectl = new TreeSet<String>();
        Matcher found = CHANGED.matcher(
                kubectl(setting, theirs, false).with("--concurrency=16").run().output());
        while (found.find()) {
            String[] parts = found.group(1).split("\\.");
            kubectl.add(String.join("/", List.of(parts).subList(parts.length - 3, parts.length)));
        }
        Set<String> driftless = new TreeSet<>();
        JsonNode answer = JSON.readTree(
                driftless(setting, ours, false).with("-o", "json").run().output());
        for (JsonNode change : answer.path("results").path(0).path("changes")) {
            if (!Set.of("unchanged", "ownership").contains(change.path("action").asText())) {
                JsonNode resource = change.path("resource");
                driftless.add(resource.path("kind").asText() + "/"
                        + resource.path("namespace").asText() + "/"
                        + resource.path("name").asText());
            }
        }
        long here = resident.differences();
        if (kubectl.size() != changed || !kubectl.equals(driftless) || here != changed) {
            throw new IllegalStateException("%d objects differ; kubectl says %s, driftless %s, the resident engine %d"
                    .formatted(changed, kubectl, driftless, here));
        }
    }
}
