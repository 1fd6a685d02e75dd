package app.driftless.desktop.resources;

import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import java.util.Optional;

/// A resource of an environment.
///
/// @param origin empty for one that is only live
/// @param state the worst over the environment's clusters
public record ResourceEntry(ResourceKey key, Optional<Origin> origin, EntryState state) {}
