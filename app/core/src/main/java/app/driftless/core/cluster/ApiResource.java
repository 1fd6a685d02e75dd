package app.driftless.core.cluster;

import app.driftless.core.manifest.Gvk;
import java.util.Set;

/// A kind that the server serves.
///
/// @param plural the name in URLs
/// @param preferred whether the server prefers this version of the kind
public record ApiResource(Gvk type, String plural, boolean namespaced, Set<String> verbs, boolean preferred) {}
