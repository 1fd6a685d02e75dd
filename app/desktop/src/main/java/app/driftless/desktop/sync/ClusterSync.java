package app.driftless.desktop.sync;

import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import java.util.List;

/// The sync of one environment to one cluster, as the screen shows it.
///
/// @param bound whether the cluster name is tied to a context on this computer
/// @param observeOnly whether the binding forbids writes still
/// @param ledger former syncs, newest first
public record ClusterSync(
        Environment environment,
        String cluster,
        boolean bound,
        boolean observeOnly,
        SyncState state,
        List<SyncReport> ledger) {
    public ClusterSync {
        ledger = List.copyOf(ledger);
    }

    String id() {
        return environment.name() + "@" + cluster;
    }

    boolean locked() {
        return environment.protection() == Protection.LOCKED;
    }
}
