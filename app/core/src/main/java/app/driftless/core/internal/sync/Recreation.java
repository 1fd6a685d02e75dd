package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.Optional;

/// Creates an object in the place of one that was deleted; where the server will not have it, puts the old one back
/// (R13 of the engine reference).
final class Recreation {
    private final Sender sender;
    private final LiveObject before;
    private final ExactWrites writes;
    private final String subject;

    /// @param sender one that a cancel does not stop: half a replacement is no state to stay in
    /// @param before the object that was deleted
    Recreation(Sender sender, LiveObject before) {
        this.sender = sender;
        this.before = before;
        this.writes = new ExactWrites(sender, before.type(), before.key());
        this.subject = before.key().toString();
    }

    /// @param wanted as the cluster addresses it; with managedFields, it is put back exactly as it was
    Written create(Resource wanted) {
        boolean exact = !ExactObject.owners(wanted.body()).isEmpty();
        var request = new ApplyRequest(wanted, false, false, Optional.of(ObjectWriter.ABSENT));
        Written made = exact
                ? writes.create(new ExactObject(wanted.body()))
                : writes.creating(() -> sender.cluster().apply(request));
        return made instanceof Written.Failed(var problem) ? restore(problem) : made;
    }

    /// @param refusal why the new one was refused
    private Written restore(Problem refusal) {
        if (writes.live().isPresent()) {
            return new Written.Failed(refusal);
        }
        String words = refusal.args().isEmpty()
                ? refusal.code().id()
                : String.valueOf(refusal.args().getFirst());
        return switch (writes.create(new ExactObject(before.body()))) {
            case Written.Done _ -> new Written.Failed(Problem.of(SyncProblem.REPLACE_RESTORED, subject, words));
            case Written.Failed(var problem) ->
                new Written.Unknown(
                        Problem.of(SyncProblem.REPLACE_LOST, subject, words).withDetails(problem.toString()));
            case Written.Held(var problem) -> new Written.Unknown(problem);
            case Written.Unknown(var problem) -> new Written.Unknown(problem);
        };
    }
}
