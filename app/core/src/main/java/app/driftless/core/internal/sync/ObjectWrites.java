package app.driftless.core.internal.sync;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.Restoration;
import app.driftless.core.sync.SyncJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Knows what is kept before the first write of a sync, and how each line of its plan is written, deletes aside.
///
/// @param patience how long an object may take to go
record ObjectWrites(SyncJob job, Sender sender, PreImages images, Duration patience) {
    /// Keeps what the sync is about to write over. Once, before its first write.
    ///
    /// @throws Halt if the whole sync must stop
    void keep(List<SyncRun.Step> steps) {
        List<SyncRun.Step> writes =
                steps.stream().filter(step -> step.decision().writes()).toList();
        images.keep(sender, writes.stream().map(step -> step.change().diff()).toList(), wanted(writes));
    }

    /// @param resource as the cluster addresses it
    /// @param early whether something that it needs was made a moment ago
    ObjectWrite of(ResourceDiff diff, Decision decision, Resource resource, boolean early) {
        Optional<Restoration.Target> target =
                job.restoration().map(Restoration::targets).map(all -> all.get(diff.key()));
        if (target.isPresent() && decision instanceof Decision.Write) {
            return new ObjectRestorer(sender, diff, target.get());
        }
        return switch (decision) {
            case Decision.Write write -> new ObjectWriter(sender, diff, write, resource, early);
            case Decision.Replace _ ->
                new ObjectReplacer(sender, diff, member(resource), images.before(diff.key()), patience);
            case Decision.Delete _, Decision.Hold _, Decision.Fail _, Decision.Skip _ ->
                throw new IllegalArgumentException("Nothing of it is applied: " + diff.key());
        };
    }

    /// What objects shall become whose write takes several requests.
    private Map<ResourceKey, Resource> wanted(List<SyncRun.Step> writes) {
        List<ResourceKey> keys = writes.stream()
                .filter(step -> step.decision() instanceof Decision.Replace)
                .map(step -> step.change().diff().key())
                .toList();
        Map<ResourceKey, Resource> wanted = new HashMap<>();
        if (!keys.isEmpty()) {
            Map<ResourceKey, Resource> placed = new Placements(job.cluster(), job.desired()).byKey();
            keys.forEach(key -> wanted.put(key, member(Objects.requireNonNull(placed.get(key)))));
        }
        return wanted;
    }

    /// What is put back bears the label that it had.
    private Resource member(Resource resource) {
        if (job.restoration().isPresent()) {
            return resource;
        }
        return Addressed.of(resource, sender.lease().setId(), Optional.empty());
    }
}
