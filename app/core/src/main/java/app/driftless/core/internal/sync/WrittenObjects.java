package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.LiveFacts;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares what a sync found with what it left, from its pre-images. Secrets are masked here. Pure.
public final class WrittenObjects {
    private final Masking masking;
    private final ExactChanges changes;

    public WrittenObjects(Masking masking, PersonsTools tools) {
        this.masking = masking;
        this.changes = new ExactChanges(masking, tools);
    }

    /// In the order of the results; objects that were not written, or of which the crash of the sync lost what they
    /// became, are left out.
    public List<ResourceDiff> of(SyncReport report, SyncImages images) {
        var written = new ArrayList<ResourceDiff>();
        for (ObjectResult result : report.results()) {
            ObjectImage before = images.before().get(result.key());
            ObjectImage after = images.after().get(result.key());
            if (before != null && after != null) {
                written.add(written(before, after));
            }
        }
        return written;
    }

    private ResourceDiff written(ObjectImage before, ObjectImage after) {
        Optional<Map<String, Object>> was = before.object().map(LiveObject::body);
        Optional<Map<String, Object>> is = after.object().map(LiveObject::body);
        List<Difference> differences =
                was.isPresent() && is.isPresent() ? changes.between(was.get(), is.get(), is.get()) : List.of();
        return new ResourceDiff(
                action(before.object(), after.object(), differences),
                after.type(),
                after.key(),
                Optional.empty(),
                differences,
                is.map(masking::shown),
                was.map(masking::shown),
                is.map(masking::shown),
                before.object().map(LiveObject::uid),
                before.object().map(LiveObject::resourceVersion),
                was.map(LiveFacts::of),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Action action(Optional<LiveObject> before, Optional<LiveObject> after, List<Difference> changes) {
        if (before.isEmpty()) {
            return after.isEmpty() ? Action.UNCHANGED : Action.CREATE;
        }
        if (after.isEmpty()) {
            return Action.DELETE;
        }
        if (!before.get().uid().equals(after.get().uid())) {
            return Action.REPLACE;
        }
        return changes.isEmpty() ? Action.OWNERSHIP : Action.UPDATE;
    }
}
