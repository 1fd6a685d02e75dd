package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.internal.sync.ObjectWriter.Written;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates an object in the place of one that was deleted; where the server will not have it, puts the old one back
/// (R13 of the engine reference).
final class Recreation {
    private static final Logger LOG = LoggerFactory.getLogger(Recreation.class);
    private static final int ROUNDS = 6;
    private final Sender sender;
    private final LiveObject before;
    private final String subject;

    /// @param sender one that a cancel does not stop: half a replacement is no state to stay in
    /// @param before the object that was deleted
    Recreation(Sender sender, LiveObject before) {
        this.sender = sender;
        this.before = before;
        this.subject = before.key().toString();
    }

    /// @param wanted as the cluster addresses it; with managedFields, it is put back exactly as it was
    Written create(Resource wanted) {
        boolean exact = !ExactObject.owners(wanted.body()).isEmpty();
        Written made = exact ? exactly(new ExactObject(wanted.body())) : applied(wanted);
        return made instanceof Written.Failed(var problem) ? restore(problem) : made;
    }

    private Written applied(Resource wanted) {
        var request = new ApplyRequest(wanted, false, false, Optional.of(ObjectWriter.ABSENT));
        return attempt(() -> sender.cluster().apply(request));
    }

    private Written exactly(ExactObject object) {
        Written made = attempt(() -> sender.cluster().put(object.creatable(), Optional.empty()));
        return made instanceof Written.Done(var live) ? new Written.Done(owned(object, live)) : made;
    }

    /// Gives the fields back to those who had them. The content is right without it as well, so a failure here only
    /// leaves them ours.
    private LiveObject owned(ExactObject object, LiveObject live) {
        List<Map<String, Object>> operations = object.ownership(live.body());
        if (operations.isEmpty()) {
            return live;
        }
        ApplyAnswer answer = sender.write(
                subject, () -> sender.cluster().jsonPatch(live.type(), live.key(), live.resourceVersion(), operations));
        if (answer instanceof ApplyAnswer.Applied(var owned, var _)) {
            return owned;
        }
        LOG.info(
                "The owners of {} could not be put back: {}",
                subject,
                answer.getClass().getSimpleName());
        return live;
    }

    private Written attempt(Supplier<ApplyAnswer> create) {
        Problem last = Problem.of(SyncProblem.UNSETTLED, subject);
        for (int round = 0; round < ROUNDS; round++) {
            switch (sender.write(subject, create)) {
                case ApplyAnswer.Applied(var object, var _) -> {
                    return new Written.Done(object);
                }
                case ApplyAnswer.Refused(var problem, var _, var _, var _) -> {
                    return new Written.Failed(problem);
                }
                case ApplyAnswer.Missing(var message, var _) -> {
                    return new Written.Failed(last.withDetails(message));
                }
                case ApplyAnswer.Unknown(var problem) -> {
                    last = problem;
                    Optional<LiveObject> now = live();
                    if (now.isPresent()) {
                        return new Written.Done(now.get());
                    }
                }
                // Somebody created it meanwhile.
                case ApplyAnswer.Moved _, ApplyAnswer.Conflict _ -> {
                    return live().<Written>map(_ -> new Written.Failed(Problem.of(SyncProblem.MOVED, subject)))
                            .orElseGet(() -> new Written.Unknown(Problem.of(SyncProblem.UNSETTLED, subject)));
                }
                case ApplyAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
            }
        }
        return new Written.Unknown(last);
    }

    /// @param refusal why the new one was refused
    private Written restore(Problem refusal) {
        if (live().isPresent()) {
            return new Written.Failed(refusal);
        }
        String words = refusal.args().isEmpty()
                ? refusal.code().id()
                : String.valueOf(refusal.args().getFirst());
        return switch (exactly(new ExactObject(before.body()))) {
            case Written.Done _ -> new Written.Failed(Problem.of(SyncProblem.REPLACE_RESTORED, subject, words));
            case Written.Failed(var problem) ->
                new Written.Unknown(
                        Problem.of(SyncProblem.REPLACE_LOST, subject, words).withDetails(problem.toString()));
            case Written.Held(var problem) -> new Written.Unknown(problem);
            case Written.Unknown(var problem) -> new Written.Unknown(problem);
        };
    }

    private Optional<LiveObject> live() {
        return sender.read(subject, () -> sender.cluster()
                .get(before.type(), before.key().namespace(), before.key().name()));
    }
}
