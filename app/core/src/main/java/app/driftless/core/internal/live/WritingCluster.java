package app.driftless.core.internal.live;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Asks the server always, and tells of each write, so that nobody reads from a watch that has not heard of it yet.
final class WritingCluster extends ForwardingCluster {
    private final BiConsumer<ResourceKey, Optional<LiveObject>> written;

    /// @param written the object as it is now; empty where only the watch can tell
    WritingCluster(Cluster to, BiConsumer<ResourceKey, Optional<LiveObject>> written) {
        super(to);
        this.written = written;
    }

    @Override
    public ApplyAnswer apply(ApplyRequest request) {
        ApplyAnswer answer = super.apply(request);
        return request.dryRun() ? answer : noted(request.resource().key(), answer);
    }

    @Override
    public ApplyAnswer jsonPatch(
            Gvk type, ResourceKey key, String resourceVersion, List<Map<String, Object>> operations) {
        return noted(key, super.jsonPatch(type, key, resourceVersion, operations));
    }

    @Override
    public ApplyAnswer put(Resource resource, Optional<String> resourceVersion) {
        return noted(resource.key(), super.put(resource, resourceVersion));
    }

    @Override
    public DeleteAnswer delete(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return noted(key, super.delete(type, key, uid, resourceVersion));
    }

    @Override
    public DeleteAnswer deleteAlone(Gvk type, ResourceKey key, String uid, String resourceVersion) {
        return noted(key, super.deleteAlone(type, key, uid, resourceVersion));
    }

    private ApplyAnswer noted(ResourceKey key, ApplyAnswer answer) {
        switch (answer) {
            case ApplyAnswer.Applied applied -> written.accept(applied.object().key(), Optional.of(applied.object()));
            case ApplyAnswer.Unknown _ -> written.accept(key, Optional.empty());
            case ApplyAnswer.Conflict _,
                    ApplyAnswer.Missing _,
                    ApplyAnswer.Moved _,
                    ApplyAnswer.Refused _,
                    ApplyAnswer.Busy _ -> {
                // Nothing was written.
            }
        }
        return answer;
    }

    private DeleteAnswer noted(ResourceKey key, DeleteAnswer answer) {
        switch (answer) {
            case DeleteAnswer.Deleted _, DeleteAnswer.Unknown _ -> written.accept(key, Optional.empty());
            case DeleteAnswer.AlreadyGone _, DeleteAnswer.Moved _, DeleteAnswer.Refused _, DeleteAnswer.Busy _ -> {
                // Nothing was written.
            }
        }
        return answer;
    }
}
