package app.driftless.core.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;

/// Something to look at before saying yes.
///
/// @param consent whether it needs a consent of its own that `--yes` does not cover
public record Risk(Kind kind, ResourceKey resource, Message reason, boolean consent) {
    public enum Kind {
        DELETE,
        RECREATE,
        CONFLICT,
        IMMUTABLE,
        PERMISSION,
        WEBHOOK,
        LOOSENING,
        REFUSED,
        /// What it needs waits for it in turn, or stands in a later wave.
        ORDER,
        /// It names an object that is neither in the plan nor in the cluster.
        REFERENCE
    }
}
