package app.driftless.core.sync;

import app.driftless.core.diff.Difference;
import app.driftless.core.internal.sync.FieldRoute;
import java.util.HashSet;
import java.util.Set;

/// What a person allowed for one object of a sync. Field paths are in the notation of managedFields, as in
/// [app.driftless.core.diff.Difference#fieldPath()]; a path stands for all that lies in it.
///
/// @param taken conflicting fields that may be taken from their managers (*put back*, *take over*)
/// @param left conflicting fields that stay with their managers in this sync
/// @param removed live additions to remove explicitly
/// @param onlyFields change just these fields of it; empty for all
/// @param delete whether it may go although its delete needs a consent of its own
/// @param replace whether it may be deleted and created anew for an immutable change
public record ObjectApproval(
        Set<String> taken,
        Set<String> left,
        Set<String> removed,
        Set<String> onlyFields,
        boolean delete,
        boolean replace) {
    /// Nothing beyond the ordinary.
    public static final ObjectApproval NONE = new ObjectApproval(Set.of(), Set.of(), Set.of(), Set.of(), false, false);

    public ObjectApproval {
        taken = Set.copyOf(taken);
        left = Set.copyOf(left);
        removed = Set.copyOf(removed);
        onlyFields = Set.copyOf(onlyFields);
    }

    public ObjectApproval take(Set<String> paths) {
        return new ObjectApproval(both(taken, paths), left, removed, onlyFields, delete, replace);
    }

    public ObjectApproval leave(Set<String> paths) {
        return new ObjectApproval(taken, both(left, paths), removed, onlyFields, delete, replace);
    }

    public ObjectApproval remove(Set<String> paths) {
        return new ObjectApproval(taken, left, both(removed, paths), onlyFields, delete, replace);
    }

    public ObjectApproval only(Set<String> paths) {
        return new ObjectApproval(taken, left, removed, both(onlyFields, paths), delete, replace);
    }

    public ObjectApproval deleted() {
        return new ObjectApproval(taken, left, removed, onlyFields, true, replace);
    }

    public ObjectApproval replaced() {
        return new ObjectApproval(taken, left, removed, onlyFields, delete, true);
    }

    /// Whether one of these paths is the difference's, or leads to it.
    static boolean covers(Set<String> paths, Difference difference) {
        return paths.stream().anyMatch(path -> FieldRoute.covers(path, difference.fieldPath()));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
