package app.driftless.core.cluster;

import app.driftless.core.diff.NoOp;
import java.util.List;
import java.util.Optional;

/// The cheapest question is the one that need not be asked: most objects of a plan have not moved (R18, R19).
/// Thread-safe.
record UnaskedNoOps(MutatingAdmission admission, Definitions definitions, Adoption adoption, QuietObjects quiet) {
    /// Whether an apply would leave the object alone, for certain.
    boolean proven(Placement.Placed object, LiveObject live) {
        return object.kind().isPresent()
                && adoption.of(object, live).isEmpty()
                && (NoOp.proven(object.resource().body(), live.body())
                                .filter(written -> admission.isOlderThan(
                                        written, object.kind().get()))
                                .isPresent()
                        || conditions(object.kind().get())
                                .filter(state ->
                                        quiet.knows(live, object.resource().body(), state))
                                .isPresent());
    }

    /// The server said so.
    void remember(Placement.Placed object, LiveObject live) {
        object.kind()
                .flatMap(this::conditions)
                .ifPresent(state -> quiet.remember(live, object.resource().body(), state));
    }

    /// What a comparison of the object rests on; empty where nobody may know.
    Optional<QuietObjects.Basis> basis(Placement.Placed object, LiveObject live, LiveDiff.Context context) {
        return object.kind()
                .flatMap(this::conditions)
                .map(state -> new QuietObjects.Basis(
                        live.resourceVersion(),
                        object.written(),
                        Optional.ofNullable(context.baseline().get(object.key())),
                        context.migrate(),
                        context.ignored().about(object.key()),
                        state));
    }

    /// What an answer of the server rests on besides the object (R19).
    private Optional<Object> conditions(ApiResource kind) {
        return admission.state(kind).map(rules -> List.of(rules, definitions.version(kind)));
    }
}
