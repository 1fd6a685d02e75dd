package app.driftless.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an API server has been asked about the generated kinds, by its own count.
/// @param patches the writes that are applies of objects
record Requests(long gets, long lists, long dryRuns, long writes, long patches) {
    private static final Pattern LINE = Pattern.compile("apiserver_request_total\\{([^}]*)} (\\S+)");
    private static final Set<String> KINDS = Set.of(
            "configmaps",
            "deployments",
            "services",
            "statefulsets",
            "daemonsets",
            "serviceaccounts",
            "roles",
            "rolebindings",
            "networkpolicies",
            "poddisruptionbudgets",
            "horizontalpodautoscalers",
            "cronjobs",
            "persistentvolumeclaims");

    /// @param metrics the server's `/metrics`
    static Requests of(String metrics) {
        var sum = new long[5];
        Matcher lines = LINE.matcher(metrics);
        while (lines.find()) {
            String labels = lines.group(1);
            if (KINDS.contains(label(labels, "resource"))) {
                int at =
                        switch (label(labels, "verb")) {
                            case "GET" -> 0;
                            case "LIST" -> 1;
                            case "WATCH" -> -1;
                            default -> label(labels, "dry_run").isEmpty() ? 3 : 2;
                        };
                if (at >= 0) {
                    long count = (long) Double.parseDouble(lines.group(2));
                    sum[at] += count;
                    if (at == 3 && Set.of("PATCH", "APPLY").contains(label(labels, "verb"))) {
                        sum[4] += count;
                    }
                }
            }
        }
        return new Requests(sum[0], sum[1], sum[2], sum[3], sum[4]);
    }

    private static String label(String labels, String name) {
        Matcher found = Pattern.compile("(?:^|,)" + name + "=\"([^\"]*)\"").matcher(labels);
        return found.find() ? found.group(1) : "";
    }

    long all() {
        return gets + lists + dryRuns + writes;
    }

    boolean none() {
        return all() == 0;
    }

    Requests since(Requests before) {
        return new Requests(
                gets - before.gets,
                lists - before.lists,
                dryRuns - before.dryRuns,
                writes - before.writes,
                patches - before.patches);
    }

    /// What each contestant asks the server in one run.
    static String table(String title, List<Contestant> contestants, List<Arena> arenas) {
        var rows =
                new ArrayList<>(List.of("| " + title + " | GET | LIST | dry runs | writes |", "|---|--:|--:|--:|--:|"));
        for (int i = 0; i < contestants.size(); i++) {
            Requests before = arenas.get(i).requests();
            contestants.get(i).once();
            Requests asked = arenas.get(i).requests().since(before);
            rows.add("| %s | %d | %d | %d | %d |"
                    .formatted(contestants.get(i).name(), asked.gets, asked.lists, asked.dryRuns, asked.writes));
        }
        return String.join("\n", rows) + "\n";
    }
}
