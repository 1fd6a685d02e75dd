package app.driftless.core.cluster;

import app.driftless.core.manifest.Resource;
import java.util.Optional;

/// A server-side apply under the field manager `driftless`.
///
/// @param dryRun whether the server only says what it would hold
/// @param force whether fields of other managers are taken; never set unasked
/// @param resourceVersion the version that was planned on: the server refuses if the object has moved
public record ApplyRequest(Resource resource, boolean dryRun, boolean force, Optional<String> resourceVersion) {}
