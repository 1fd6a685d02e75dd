package app.driftless.core.sync;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.ResourceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a person allowed for one sync. Begin with [#plain()] and add to it.
///
/// @param conflicts what happens where another manager owns fields that nothing was said about
/// @param objects what was allowed for single objects
/// @param only apply just these objects; empty for all
/// @param rollback whether a commit that does not descend from the one in the cluster may be applied
/// @param withoutRefused whether the rest may be applied although some objects cannot be
public record SyncApproval(
        Conflicts conflicts,
        Map<ResourceKey, ObjectApproval> objects,
        Set<ResourceKey> only,
        boolean rollback,
        boolean withoutRefused) {
    public SyncApproval {
        objects = Map.copyOf(objects);
        only = Set.copyOf(only);
    }

    public enum Conflicts {
        /// A conflicting object is not applied; the rest is.
        HOLD,
        /// The conflicting fields stay with their owners; the rest of the object is applied.
        LEAVE,
        /// The conflicting fields become ours.
        TAKE_OVER
    }

    /// Nothing beyond the ordinary: what unattended syncs use.
    public static SyncApproval plain() {
        return new SyncApproval(Conflicts.HOLD, Map.of(), Set.of(), false, false);
    }

    /// What becomes of a conflict of an object: what was said about the field, else what the repository's rules say,
    /// else what holds for all others.
    public Conflicts about(ResourceKey key, Difference conflict, TakeOverRules rules) {
        ObjectApproval object = of(key);
        if (ObjectApproval.covers(object.taken(), conflict)) {
            return Conflicts.TAKE_OVER;
        }
        if (ObjectApproval.covers(object.left(), conflict)) {
            return Conflicts.LEAVE;
        }
        return rules.settling(key, conflict).isPresent() ? Conflicts.TAKE_OVER : conflicts;
    }

    /// What was allowed for this object.
    public ObjectApproval of(ResourceKey key) {
        return objects.getOrDefault(key, ObjectApproval.NONE);
    }

    public SyncApproval with(Conflicts other) {
        return new SyncApproval(other, objects, only, rollback, withoutRefused);
    }

    /// With more allowed for one object.
    public SyncApproval with(ResourceKey key, UnaryOperator<ObjectApproval> more) {
        Map<ResourceKey, ObjectApproval> all = new HashMap<>(objects);
        all.put(key, more.apply(of(key)));
        return new SyncApproval(conflicts, all, only, rollback, withoutRefused);
    }

    public SyncApproval withDeletes(Collection<ResourceKey> keys) {
        Map<ResourceKey, ObjectApproval> all = new HashMap<>(objects);
        keys.forEach(key -> all.put(key, of(key).deleted()));
        return new SyncApproval(conflicts, all, only, rollback, withoutRefused);
    }

    public SyncApproval withOnly(Set<ResourceKey> keys) {
        return new SyncApproval(conflicts, objects, keys, rollback, withoutRefused);
    }

    public SyncApproval withRollback(boolean allowed) {
        return new SyncApproval(conflicts, objects, only, allowed, withoutRefused);
    }

    /// Goes on without the objects that cannot be applied.
    public SyncApproval withoutTheRefused() {
        return new SyncApproval(conflicts, objects, only, rollback, true);
    }
}
