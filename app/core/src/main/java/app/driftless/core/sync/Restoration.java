package app.driftless.core.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.ResourceKey;
import java.util.Map;
import java.util.Optional;

/// What undoing a sync writes, beside its deletes.
///
/// @param sync the id of the sync that is undone
/// @param targets by the keys of the plan
/// @param mark the commit that the inventory must still be marked with
/// @param synced the commit that the cluster holds completely afterwards, if one is known
/// @param undone the commit that is not to be applied again unasked afterwards
public record Restoration(
        String sync, Map<ResourceKey, Target> targets, String mark, Optional<String> synced, Optional<String> undone) {
    public Restoration {
        targets = Map.copyOf(targets);
    }

    /// @param now the live object that was planned on; empty if it is to be created
    /// @param body what it becomes, whole and with its owners, secrets included: mask it before it leaves the data
    ///     layer
    public record Target(Optional<LiveObject> now, Map<String, Object> body) {}
}
