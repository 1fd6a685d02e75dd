package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Writes one object as it was planned, or says why not. Blocks; any thread.
final class ObjectWriter implements ObjectWrite {
    private static final int ROUNDS = 6;
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    /// What an admission plugin says that has not heard yet of an object made a moment ago.
    private static final Set<ClusterProblem> PERHAPS_EARLY =
            Set.of(ClusterProblem.FORBIDDEN, ClusterProblem.ADMISSION_REFUSED, ClusterProblem.INVALID);
    /// No object ever has it, since the first write of a store makes revision 2: an apply that carries it creates,
    /// and is refused with 409 where the object exists. Without it a late request of a writer that lost its lease
    /// would go through.
    static final String ABSENT = "1";
    private final Sender sender;
    private final ResourceDiff planned;
    private final Decision.Write decision;
    private final Resource desired;
    private Resource resource;
    private Optional<String> version;
    private final boolean early;
    private boolean force;
    private boolean uncertain;
    private int sent;

    /// @param resource as the cluster addresses it
    /// @param early whether something that it needs was made a moment ago: parts of the server hear of it a little
    ///     later, so that a refusal is asked again
    ObjectWriter(Sender sender, ResourceDiff planned, Decision.Write decision, Resource resource, boolean early) {
        this.early = early;
        this.sender = sender;
        this.planned = planned;
        this.decision = decision;
        this.desired = resource;
        this.resource = Addressed.of(resource, sender.lease().setId(), planned.uid());
        this.version = planned.resourceVersion().or(() -> Optional.of(ABSENT));
    }

    @Override
    public Written write() {
        try {
            for (String path : decision.removals()) {
                switch (new FieldRemoval(sender, planned, resource).remove(path)) {
                    case FieldRemoval.Outcome.Gone(var now) -> version = now.or(() -> version);
                    case FieldRemoval.Outcome.Moved _ -> {
                        return moved();
                    }
                    case FieldRemoval.Outcome.Refused(var problem) -> {
                        return new Written.Failed(problem);
                    }
                }
            }
            if (decision.apply()) {
                Optional<Problem> surprise = new SecondLook(sender, planned).surprise(resource, version);
                if (surprise.isPresent()) {
                    return new Written.Held(surprise.get());
                }
            }
            if (decision.apply() && !planned.migrations().isEmpty()) {
                switch (new OwnershipMigration(sender, planned, resource).run()) {
                    case OwnershipMigration.Outcome.Done(var moved) -> version = Optional.of(moved);
                    case OwnershipMigration.Outcome.Stopped(var problem) -> {
                        return new Written.Failed(problem);
                    }
                }
            }
            return decision.apply()
                    ? apply()
                    : live().<Written>map(Written.Done::new).orElseGet(this::moved);
        } catch (EngineException e) {
            return new Written.Failed(e.problem());
        }
    }

    @Override
    public boolean uncertain() {
        return uncertain;
    }

    @Override
    public String verb() {
        return "apply";
    }

    private Written apply() {
        if (planned.uid().isPresent() && !decision.fields().all()) {
            // What is sent depends on who owns what at this very moment.
            Optional<Written> stop = follow();
            if (stop.isPresent()) {
                return stop.get();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            int before = sent;
            ApplyAnswer answer = sender.write(subject(), () -> {
                sent++;
                return sender.cluster().apply(new ApplyRequest(resource, false, force, version));
            });
            boolean again = sent > before + 1;
            uncertain = answer instanceof ApplyAnswer.Unknown;
            Optional<Written> end =
                    switch (answer) {
                        case ApplyAnswer.Applied(var object, var _) -> Optional.of(new Written.Done(object));
                        // Nobody can own fields of what is not there: it appeared after the plan.
                        case ApplyAnswer.Conflict _ when planned.uid().isEmpty() -> Optional.of(moved());
                        case ApplyAnswer.Conflict conflict -> resolved(conflict);
                        // Whoever said "too busy" before may have been wrong: then it was our own write.
                        case ApplyAnswer.Moved(var message) -> again ? settle(busy(message)) : follow();
                        case ApplyAnswer.Unknown(var problem) -> doubted(problem, round);
                        case ApplyAnswer.Missing missing -> missing(missing, round);
                        case ApplyAnswer.Refused refused -> refused(refused.problem(), round);
                        case ApplyAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
                    };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return moved();
    }

    private Optional<Written> doubted(Problem problem, int round) {
        Optional<Written> end = settle(problem);
        if (end.isPresent()) {
            return end;
        }
        // It is known now that it was not done.
        uncertain = false;
        if (round + 1 == ROUNDS) {
            return Optional.of(new Written.Failed(problem));
        }
        sender.rest(round);
        return Optional.empty();
    }

    private Problem busy(String message) {
        return Problem.of(ClusterProblem.BUSY, subject(), message);
    }

    /// A refused write left nothing behind, so it may be sent again.
    private Optional<Written> refused(Problem problem, int round) {
        if (!early || round == ROUNDS - 1 || !PERHAPS_EARLY.contains(problem.code())) {
            return Optional.of(new Written.Failed(problem));
        }
        Pause.of(A_MOMENT.multipliedBy(1L << round), sender.cancel());
        return Optional.empty();
    }

    private Optional<Written> resolved(ApplyAnswer.Conflict conflict) {
        return switch (ConflictChoice.of(decision, conflict, resource)) {
            case ConflictChoice.Again(var sent, var forced) -> {
                resource = sent;
                force = forced;
                yield Optional.empty();
            }
            case ConflictChoice.Hold(var why) -> Optional.of(unmoved() ? new Written.Held(why) : moved());
        };
    }

    /// Whether the object still is the one that was planned on, whatever became of its status.
    private boolean unmoved() {
        return unmoved(live());
    }

    private boolean unmoved(Optional<LiveObject> now) {
        return now.isPresent()
                && planned.uid().filter(now.get().uid()::equals).isPresent()
                && (now.map(LiveObject::resourceVersion).equals(version)
                        || planned.facts()
                                .filter(facts -> facts.isStill(now.get().body()))
                                .isPresent());
    }

    /// The version moved. Where only its status did, the plan still holds and is carried out on the newer version.
    private Optional<Written> follow() {
        Optional<LiveObject> now = live();
        if (!unmoved(now)) {
            return Optional.of(moved());
        }
        version = now.map(LiveObject::resourceVersion);
        if (!decision.fields().all()) {
            resource = Addressed.of(
                    decision.fields().of(desired, now.get()), sender.lease().setId(), planned.uid());
        }
        return Optional.empty();
    }

    private Optional<Written> settle(Problem problem) {
        return switch (new LostAnswer(sender, planned, resource, version, force).find()) {
            case LostAnswer.Done(var live) -> Optional.of(new Written.Done(live));
            case LostAnswer.Undone _ -> Optional.empty();
            case LostAnswer.Gone _ -> Optional.of(moved());
            case LostAnswer.Changed _ -> follow();
            case LostAnswer.Unsure _ -> Optional.of(new Written.Unknown(problem));
        };
    }

    private Optional<Written> missing(ApplyAnswer.Missing missing, int round) {
        if (missing.kind() && round == 0) {
            sender.cluster().discovery(true);
            return Optional.empty();
        }
        return Optional.of(new Written.Failed(
                missing.kind()
                        ? Problem.of(
                                ClusterProblem.KIND_MISSING,
                                resource.type().toString(),
                                sender.cluster().context().context())
                        : Problem.of(
                                ClusterProblem.NAMESPACE_MISSING,
                                subject(),
                                resource.key().namespace())));
    }

    private Written moved() {
        return new Written.Failed(Problem.of(SyncProblem.MOVED, subject()));
    }

    private Optional<LiveObject> live() {
        return sender.read(subject(), () -> sender.cluster()
                .get(resource.type(), resource.key().namespace(), resource.key().name()));
    }

    private String subject() {
        return resource.key().toString();
    }
}
