package app.driftless.desktop.live;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.EnvironmentLive;
import app.driftless.core.sync.LiveRow;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.resources.ClusterEntry.Link;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the window knows of one environment in one cluster: what its loop found, and what was recorded of it.
///
/// @param rows of `live`, by placed key
record ClusterView(
        Optional<Binding> binding,
        EnvironmentLive live,
        Map<ResourceKey, LiveRow> rows,
        SyncState sync,
        List<SyncReport> ledger) {

    /// @param sync as the loop says it
    static ClusterView of(Optional<Binding> binding, EnvironmentLive live, SyncState sync, List<SyncReport> ledger) {
        var rows = new LinkedHashMap<ResourceKey, LiveRow>();
        live.rows().forEach(row -> rows.put(row.key(), row));
        return new ClusterView(binding, live, rows, shown(sync, ledger), ledger);
    }

    /// That a cluster is not bound yet is nothing that stopped; and what the ledger remembers is the last sync, too.
    private static SyncState shown(SyncState sync, List<SyncReport> ledger) {
        return switch (sync) {
            case SyncState.Stopped(var problem, var _)
            when problem.code() == SyncProblem.UNBOUND ->
                new SyncState.Idle(ledger.stream().findFirst(), Optional.empty());
            case SyncState.Idle(var last, var next) ->
                new SyncState.Idle(last.or(() -> ledger.stream().findFirst()), next);
            case SyncState.Planning _,
                    SyncState.AwaitingApproval _,
                    SyncState.Applying _,
                    SyncState.Done _,
                    SyncState.Stopped _ -> sync;
        };
    }

    Link link() {
        if (binding.isEmpty()) {
            return new Link.Unbound();
        }
        Optional<Instant> asOf = live.asOf();
        return live.problem()
                .filter(problem -> problem.code() == SyncProblem.WRONG_CLUSTER
                        || asOf.isEmpty() && live.staleSince().isEmpty())
                .<Link>map(Link.Refused::new)
                .or(() -> live.staleSince().map(since -> new Link.Offline(asOf.orElse(since))))
                .or(() -> asOf.map(Link.Live::new))
                .orElseGet(Link.Connecting::new);
    }

    boolean stale() {
        return link() instanceof Link.Offline;
    }

    /// The comparison of a resource as it was rendered: its namespace may be open where the cluster fills it in.
    Optional<LiveRow> row(ResourceKey key) {
        LiveRow exact = rows.get(key);
        if (exact != null || !key.namespace().isEmpty()) {
            return Optional.ofNullable(exact);
        }
        return rows.values().stream()
                .filter(row -> row.key().name().equals(key.name())
                        && row.key().kind().equals(key.kind())
                        && row.key().group().equals(key.group()))
                .findFirst();
    }
}
