package app.driftless.desktop.live;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.settings.Binding;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.desktop.resources.ClusterEntry.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of one environment in one cluster. The last comparison is kept when the cluster goes away.
///
/// @param desired what the comparison was made from
/// @param diffs by placed key
/// @param asOf when the comparison was made
record ClusterView(
        Optional<Binding> binding,
        Link link,
        Optional<DesiredState> desired,
        Optional<SyncPlan> plan,
        Map<ResourceKey, ResourceDiff> diffs,
        Map<ResourceKey, Health> health,
        Optional<Instant> asOf,
        SyncState sync,
        List<SyncReport> ledger) {

    static ClusterView unknown() {
        return new ClusterView(
                Optional.empty(),
                new Link.Unbound(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                new SyncState.Idle(Optional.empty(), Optional.empty()),
                List.of());
    }

    boolean stale() {
        return link instanceof Link.Offline;
    }

    /// The comparison of a resource as it was rendered: its namespace may be open where the cluster fills it in.
    Optional<ResourceDiff> diffOf(ResourceKey key) {
        ResourceDiff exact = diffs.get(key);
        if (exact != null || !key.namespace().isEmpty()) {
            return Optional.ofNullable(exact);
        }
        return diffs.values().stream()
                .filter(d -> d.key().name().equals(key.name())
                        && d.key().kind().equals(key.kind())
                        && d.key().group().equals(key.group()))
                .findFirst();
    }

    ClusterView with(Optional<Binding> nextBinding, Link nextLink) {
        return new ClusterView(nextBinding, nextLink, desired, plan, diffs, health, asOf, sync, ledger);
    }

    ClusterView with(SyncState next) {
        return new ClusterView(binding, link, desired, plan, diffs, health, asOf, next, ledger);
    }

    ClusterView with(List<SyncReport> next) {
        return new ClusterView(binding, link, desired, plan, diffs, health, asOf, sync, next);
    }
}
