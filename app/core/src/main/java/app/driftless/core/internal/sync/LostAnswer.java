package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import java.util.Optional;

/// An apply that no answer came to. A dry run that would change nothing shows that it was done; a version that did
/// not move shows that it was not. Blocks.
///
/// @param version that it was sent for
record LostAnswer(Sender sender, ResourceDiff planned, Resource resource, Optional<String> version, boolean force) {
    /// What became of it.
    sealed interface Finding {}

    record Done(LiveObject live) implements Finding {}

    /// It may be sent again.
    record Undone() implements Finding {}

    /// The object that was planned on is not there any more.
    record Gone() implements Finding {}

    /// Somebody changed the object, perhaps we.
    record Changed() implements Finding {}

    record Unsure() implements Finding {}

    /// @throws Halt if nothing more may be asked
    Finding find() {
        String subject = resource.key().toString();
        Optional<LiveObject> now = sender.read(subject, () -> sender.cluster()
                .get(resource.type(), resource.key().namespace(), resource.key().name()));
        if (now.isEmpty()) {
            return planned.resourceVersion().isEmpty() ? new Undone() : new Gone();
        }
        LiveObject live = now.get();
        if (version.filter(live.resourceVersion()::equals).isPresent()) {
            return new Undone();
        }
        ApplyAnswer dry = sender.write(subject, () -> sender.cluster()
                .apply(new ApplyRequest(resource, true, force, Optional.of(live.resourceVersion()))));
        if (dry instanceof ApplyAnswer.Applied(var predicted, var _)
                && PlannedContent.same(live.body(), predicted.body())
                && InventoryStore.isMember(live)) {
            return new Done(live);
        }
        return dry instanceof ApplyAnswer.Unknown ? new Unsure() : new Changed();
    }
}
