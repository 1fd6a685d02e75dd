package app.driftless.core.diff;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one object differs between repository and cluster. Verdict and view both come from here. **Secret values are
/// masked already.**
///
/// @param type the desired version of the kind
/// @param origin where the repository says it; empty for a delete
/// @param desired as rendered, masked; empty for a delete
/// @param live as the server holds it, masked, without managedFields; empty for a create
/// @param predicted as the server would hold it, masked, without managedFields
/// @param uid of the live object
/// @param resourceVersion of the live object: what the plan is bound to
/// @param facts of the live object, which are not for showing
/// @param problem why it could not be judged, or what would be refused, or why it was judged without the server
/// @param approximate why the answer is not the server's own, where it is not (a namespace or kind that does not
///     exist yet, no right to patch)
/// @param migrations what an apply would first take over from older managers
public record ResourceDiff(
        Action action,
        Gvk type,
        ResourceKey key,
        Optional<Origin> origin,
        List<Difference> differences,
        Optional<Map<String, Object>> desired,
        Optional<Map<String, Object>> live,
        Optional<Map<String, Object>> predicted,
        Optional<String> uid,
        Optional<String> resourceVersion,
        Optional<LiveFacts> facts,
        Optional<Problem> problem,
        Optional<Approximation> approximate,
        List<Migration> migrations) {
    public ResourceDiff {
        differences = List.copyOf(differences);
        migrations = List.copyOf(migrations);
    }

    /// Of an object that is not live; without migrations.
    public ResourceDiff(
            Action action,
            Gvk type,
            ResourceKey key,
            Optional<Origin> origin,
            List<Difference> differences,
            Optional<Map<String, Object>> desired,
            Optional<Map<String, Object>> live,
            Optional<Map<String, Object>> predicted,
            Optional<String> uid,
            Optional<String> resourceVersion,
            Optional<Problem> problem,
            Optional<Approximation> approximate) {
        this(
                action,
                type,
                key,
                origin,
                differences,
                desired,
                live,
                predicted,
                uid,
                resourceVersion,
                Optional.empty(),
                problem,
                approximate,
                List.of());
    }

    /// The same, judged otherwise.
    public ResourceDiff judged(Action other, Optional<Problem> why, Optional<Approximation> approximation) {
        return copy(other, why, approximation, migrations);
    }

    /// The same, where an apply would first take something over.
    public ResourceDiff migrating(List<Migration> taken) {
        return copy(action, problem, approximate, taken);
    }

    private ResourceDiff copy(
            Action judged, Optional<Problem> why, Optional<Approximation> approximation, List<Migration> taken) {
        return new ResourceDiff(
                judged,
                type,
                key,
                origin,
                differences,
                desired,
                live,
                predicted,
                uid,
                resourceVersion,
                facts,
                why,
                approximation,
                taken);
    }

    public enum Approximation {
        NAMESPACE_IS_NEW,
        KIND_IS_NEW,
        /// Compared by the server's schema, for a person who may read but not apply; `problem` says so.
        NO_RIGHT_TO_PATCH,
        /// Compared by the server's schema, since a webhook allows no dry runs; `problem` names it.
        WEBHOOK_NOT_ASKED,
        /// Compared by the server's schema, until the server's own answer takes its place. Rows only: no plan is made
        /// of it.
        NOT_ASKED_YET
    }

    /// Whether the object itself comes or goes, so that every line of it is the repository's doing.
    public boolean isWhole() {
        return action == Action.CREATE || action == Action.DELETE;
    }

    /// Whether a sync would be refused, since the person has no right to apply it.
    public boolean isForbidden() {
        return approximate.filter(Approximation.NO_RIGHT_TO_PATCH::equals).isPresent();
    }

    public boolean hasConflict() {
        return differences.stream().anyMatch(Difference::conflict);
    }

    public long count(DiffClass kind) {
        return differences.stream().filter(d -> d.kind() == kind).count();
    }
}
