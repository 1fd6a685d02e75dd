package app.driftless.desktop.resources;

import app.driftless.core.health.Health;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import java.util.Optional;

/// A resource of an environment.
///
/// @param origin empty for one that is only live
/// @param state the worst over the environment's clusters
/// @param health how it is doing where it is worst
public record ResourceEntry(ResourceKey key, Optional<Origin> origin, EntryState state, Optional<Health> health) {}
