package app.driftless.core.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a cluster was asked for a plan besides the comparison of each object (R9 of the engine reference).
///
/// @param undeletable objects that the person has no right to delete
/// @param refused objects of which it is known that they would be refused, and why
/// @param missing objects that others name, and that are nowhere
/// @param held what deletes would take along that nobody named
public record Checks(
        Set<ResourceKey> undeletable,
        Map<ResourceKey, Problem> refused,
        List<Missing> missing,
        Map<ResourceKey, Held> held) {
    /// Nothing was found.
    public static final Checks NOTHING = new Checks(Set.of(), Map.of(), List.of(), Map.of());

    public Checks {
        undeletable = Set.copyOf(undeletable);
        refused = Map.copyOf(refused);
        missing = List.copyOf(missing);
        held = Map.copyOf(held);
    }

    /// @param count how many objects are in a namespace, or of a kind
    /// @param example one of them
    public record Held(int count, String example) {}

    /// @param by who names it
    public record Missing(ResourceKey by, ResourceKey what) {
        Risk risk() {
            return new Risk(Risk.Kind.REFERENCE, by, Message.of("plan", "missing", what.toString()), false);
        }
    }
}
