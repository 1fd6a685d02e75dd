package app.driftless.desktop.resources;

import app.driftless.desktop.resources.TreeRow.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Flattens environments into the lines that are shown. Pure.
final class TreeRows {
    /// What the person asked to see.
    ///
    /// @param byKind group by kind instead of by namespace
    /// @param folded ids of rows that were folded, or, for in-sync environments, unfolded
    record Wish(boolean byKind, String text, StateFilter filter, Set<String> folded) {
        boolean narrows() {
            return !text.isBlank() || filter != StateFilter.ALL;
        }
    }

    private final List<TreeRow> rows = new ArrayList<>();
    private final Wish wish;

    private TreeRows(Wish wish) {
        this.wish = wish;
    }

    static List<TreeRow> of(List<EnvironmentEntry> environments, Wish wish) {
        var result = new TreeRows(wish);
        environments.forEach(result::add);
        return result.rows;
    }

    private void add(EnvironmentEntry entry) {
        String id = entry.environment().name();
        var shown = entry.resources().stream().filter(this::isWanted).toList();
        if (wish.narrows() && shown.isEmpty()) {
            return;
        }
        EntryState worst = worst(shown);
        boolean open = wish.narrows() || !wish.folded().contains(id);
        rows.add(new TreeRow(
                id,
                0,
                Optional.of(open),
                worst,
                unwell(shown),
                new Subject.OfEnvironment(entry, Counts.of(entry.resources()))));
        if (!open) {
            return;
        }
        if (entry.problem().isPresent()) {
            rows.add(new TreeRow(
                    id + "/!",
                    1,
                    Optional.empty(),
                    EntryState.UNKNOWN,
                    Optional.empty(),
                    new Subject.OfProblem(entry)));
        }
        addClusters(entry);
        groups(shown).forEach((name, members) -> addGroup(id, name, members));
    }

    /// One line for each cluster, only when there are several or one is not live.
    private void addClusters(EnvironmentEntry entry) {
        boolean several = entry.clusters().size() > 1;
        for (ClusterEntry cluster : entry.clusters()) {
            if (several || !cluster.isLive()) {
                rows.add(new TreeRow(
                        entry.environment().name() + "@" + cluster.name(),
                        1,
                        Optional.empty(),
                        cluster.state(),
                        Optional.empty(),
                        new Subject.OfCluster(entry, cluster)));
            }
        }
    }

    private void addGroup(String environment, String name, List<ResourceEntry> members) {
        String id = environment + "/" + name;
        boolean open = wish.narrows() || !wish.folded().contains(id);
        rows.add(new TreeRow(
                id,
                1,
                Optional.of(open),
                worst(members),
                unwell(members),
                new Subject.OfGroup(environment, name, wish.byKind(), Counts.of(members))));
        if (open) {
            for (ResourceEntry member : members) {
                rows.add(new TreeRow(
                        id + "/" + member.key(),
                        2,
                        Optional.empty(),
                        member.state(),
                        unwell(List.of(member)),
                        new Subject.OfResource(environment, member, wish.byKind())));
            }
        }
    }

    private Map<String, List<ResourceEntry>> groups(List<ResourceEntry> resources) {
        var groups = new TreeMap<String, List<ResourceEntry>>();
        for (ResourceEntry entry : resources) {
            String name = wish.byKind() ? entry.key().kind() : entry.key().namespace();
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry);
        }
        return groups;
    }

    private boolean isWanted(ResourceEntry entry) {
        if (!wish.filter().fits(entry.state())) {
            return false;
        }
        String text = wish.text().strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return true;
        }
        String hay = (entry.key().namespace() + "/" + entry.key().name() + " "
                        + entry.key().kind())
                .toLowerCase(Locale.ROOT);
        for (String word : text.split("\\s+")) {
            if (!hay.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ResourceEntry> unwell(List<ResourceEntry> entries) {
        return entries.stream()
                .filter(e -> e.health()
                        .filter(h -> h.isUnwell() || h.cause().isPresent())
                        .isPresent())
                .max(Comparator.comparing(e -> e.health().orElseThrow().status()));
    }

    private static EntryState worst(List<ResourceEntry> entries) {
        EntryState worst = EntryState.UNKNOWN;
        for (ResourceEntry entry : entries) {
            worst = worst.worse(entry.state());
        }
        // One offline cluster does not grey its whole parent: only rows that are all stale are.
        boolean stale =
                !entries.isEmpty() && entries.stream().allMatch(e -> e.state().stale());
        return new EntryState(worst.action(), worst.health(), stale);
    }
}
