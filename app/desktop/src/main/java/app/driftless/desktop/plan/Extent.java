package app.driftless.desktop.plan;

import app.driftless.core.diff.Difference;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.sync.SyncReport;

/// How much of a plan a person wants to carry out (R17 of the engine reference).
public sealed interface Extent {
    /// All of it.
    record Whole() implements Extent {}

    /// One object and nothing else.
    record OneObject(ResourceKey key) implements Extent {}

    /// One field of an object and nothing else.
    record OneField(ResourceKey key, Difference difference) implements Extent {}

    /// All of it, which undoes a former sync.
    record Undoing(SyncReport of) implements Extent {}

    /// Whether an object is part of it.
    default boolean covers(ResourceKey candidate) {
        return switch (this) {
            case Whole _, Undoing _ -> true;
            case OneObject(var key) -> key.equals(candidate);
            case OneField field -> field.key().equals(candidate);
        };
    }
}
