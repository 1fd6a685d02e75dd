package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts one object back exactly: content by a create or a JSON patch, then, since whoever writes a field owns it, the
/// owners by another patch. Blocks.
record ExactWrites(Sender sender, Gvk type, ResourceKey key) {
    private static final Logger LOG = LoggerFactory.getLogger(ExactWrites.class);
    private static final int ROUNDS = 6;

    Written create(ExactObject object) {
        Written made = creating(() -> sender.cluster().put(object.creatable(), Optional.empty()));
        return made instanceof Written.Done(var live) ? new Written.Done(owned(object, live)) : made;
    }

    /// Any create, tried until it is known what became of it.
    Written creating(Supplier<ApplyAnswer> create) {
        Problem last = Problem.of(SyncProblem.UNSETTLED, subject());
        for (int round = 0; round < ROUNDS; round++) {
            switch (sender.write(subject(), create)) {
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
                    return live().<Written>map(_ -> moved())
                            .orElseGet(() -> new Written.Unknown(Problem.of(SyncProblem.UNSETTLED, subject())));
                }
                case ApplyAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
            }
        }
        return new Written.Unknown(last);
    }

    /// @param planned the live object that was planned on; nothing is done to another one, or if its content moved
    Written change(ExactObject object, LiveObject planned) {
        LiveObject on = planned;
        Problem last = Problem.of(SyncProblem.MOVED, subject());
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<String, Object>> operations = object.changes(on.body());
            if (operations.isEmpty()) {
                return new Written.Done(owned(object, on));
            }
            ApplyAnswer answer = patch(on, operations);
            switch (answer) {
                case ApplyAnswer.Applied(var changed, var _) -> {
                    return new Written.Done(owned(object, changed));
                }
                case ApplyAnswer.Refused(var problem, var _, var _, var _) -> {
                    return new Written.Failed(problem);
                }
                case ApplyAnswer.Missing _ -> {
                    return moved();
                }
                case ApplyAnswer.Moved _, ApplyAnswer.Conflict _, ApplyAnswer.Unknown _ -> {
                    if (answer instanceof ApplyAnswer.Unknown(var problem)) {
                        last = problem;
                    }
                    Optional<LiveObject> now = live();
                    boolean known = now.isPresent()
                            && now.get().uid().equals(planned.uid())
                            && (PlannedContent.same(planned.body(), now.get().body())
                                    || object.changes(now.get().body()).isEmpty());
                    if (!known) {
                        return moved();
                    }
                    on = now.get();
                }
                case ApplyAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
            }
        }
        return new Written.Unknown(last);
    }

    /// Gives the fields back to those who had them. The content is right without it as well, so a failure here only
    /// leaves them ours.
    private LiveObject owned(ExactObject object, LiveObject live) {
        LiveObject on = live;
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<String, Object>> operations = object.ownership(on.body());
            if (operations.isEmpty()) {
                return on;
            }
            ApplyAnswer answer = patch(on, operations);
            if (answer instanceof ApplyAnswer.Applied(var owned, var _)) {
                return owned;
            }
            Optional<LiveObject> now = answer instanceof ApplyAnswer.Moved ? live() : Optional.empty();
            if (now.isEmpty() || !PlannedContent.same(on.body(), now.get().body())) {
                LOG.info(
                        "The owners of {} could not be put back: {}",
                        subject(),
                        answer.getClass().getSimpleName());
                return live;
            }
            on = now.get();
        }
        return live;
    }

    private ApplyAnswer patch(LiveObject on, List<Map<String, Object>> operations) {
        return sender.write(
                subject(), () -> sender.cluster().jsonPatch(type, on.key(), on.resourceVersion(), operations));
    }

    Optional<LiveObject> live() {
        return sender.read(subject(), () -> sender.cluster().get(type, key.namespace(), key.name()));
    }

    private Written moved() {
        return new Written.Failed(Problem.of(SyncProblem.MOVED, subject()));
    }

    private String subject() {
        return key.toString();
    }
}
