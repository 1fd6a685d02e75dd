package app.driftless.core.internal.sync;

import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.Optional;

/// Deletes one object as it was planned: only that very object, only in that version, only while it is a member.
final class ObjectDeleter {
    private static final int ROUNDS = 6;
    private final Sender sender;
    private final ResourceDiff planned;
    private boolean uncertain;

    ObjectDeleter(Sender sender, ResourceDiff planned) {
        this.sender = sender;
        this.planned = planned;
    }

    /// Empty if it is gone or going.
    ///
    /// @throws Halt if the whole sync must stop
    Optional<Problem> delete() {
        String subject = planned.key().toString();
        String uid = planned.uid().orElseThrow();
        String version = planned.resourceVersion().orElseThrow();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String on = version;
                DeleteAnswer answer =
                        sender.delete(subject, () -> sender.cluster().delete(planned.type(), planned.key(), uid, on));
                uncertain = answer instanceof DeleteAnswer.Unknown;
                switch (answer) {
                    case DeleteAnswer.Deleted _, DeleteAnswer.AlreadyGone _ -> {
                        return Optional.empty();
                    }
                    case DeleteAnswer.Refused(var problem) -> {
                        return Optional.of(problem);
                    }
                    case DeleteAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
                    case DeleteAnswer.Moved _, DeleteAnswer.Unknown _ -> {
                        Optional<LiveObject> now = sender.read(subject, this::live);
                        if (now.isEmpty() || !now.get().uid().equals(uid)) {
                            return Optional.empty();
                        }
                        if (!InventoryStore.isMember(now.get())
                                || planned.facts()
                                        .filter(facts -> facts.isStill(now.get().body()))
                                        .isEmpty()) {
                            return Optional.of(Problem.of(SyncProblem.MOVED, subject));
                        }
                        version = now.get().resourceVersion();
                        if (uncertain) {
                            uncertain = false;
                            sender.rest(round);
                        }
                    }
                }
            }
            return Optional.of(Problem.of(SyncProblem.MOVED, subject));
        } catch (EngineException e) {
            return Optional.of(e.problem());
        }
    }

    /// Whether a delete was sent whose outcome is not known.
    boolean uncertain() {
        return uncertain;
    }

    private Optional<LiveObject> live() {
        return sender.cluster()
                .get(planned.type(), planned.key().namespace(), planned.key().name());
    }
}
