package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Migration;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.internal.predict.Inheritance;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes over what the plan says from older managers, before the apply: one JSON patch of managedFields that holds
/// for the planned version only. A crash after it leaves the old fields with us, so that the next plan drops them.
/// Blocks.
final class OwnershipMigration {
    private static final int ROUNDS = 4;
    private final Sender sender;
    private final ResourceDiff planned;
    private final Resource resource;

    OwnershipMigration(Sender sender, ResourceDiff planned, Resource resource) {
        this.sender = sender;
        this.planned = planned;
        this.resource = resource;
    }

    sealed interface Outcome {
        /// @param version on which the apply goes on
        record Done(String version) implements Outcome {}

        record Stopped(Problem problem) implements Outcome {}
    }

    /// @throws Halt if nothing more may be written
    Outcome run() {
        Set<String> managers =
                planned.migrations().stream().map(Migration::manager).collect(Collectors.toSet());
        for (int round = 0; round < ROUNDS; round++) {
            Optional<LiveObject> now = sender.read(subject(), () -> sender.cluster()
                    .get(
                            resource.type(),
                            resource.key().namespace(),
                            resource.key().name()));
            if (now.isEmpty() || !isAsPlanned(now.get())) {
                return moved();
            }
            Optional<Inheritance> inheritance =
                    Inheritance.of(now.get().body(), resource.type().apiVersion(), managers);
            if (inheritance.isEmpty()) {
                return new Outcome.Done(now.get().resourceVersion());
            }
            ApplyAnswer answer = sender.write(subject(), () -> sender.cluster()
                    .jsonPatch(
                            resource.type(),
                            resource.key(),
                            now.get().resourceVersion(),
                            inheritance.get().operations()));
            switch (answer) {
                case ApplyAnswer.Applied(var object, var _) -> {
                    return new Outcome.Done(object.resourceVersion());
                }
                case ApplyAnswer.Refused refused -> {
                    return new Outcome.Stopped(refused.problem());
                }
                case ApplyAnswer.Missing _ -> {
                    return moved();
                }
                // Look again, and do it if it is still to be done.
                case ApplyAnswer.Moved _, ApplyAnswer.Unknown _, ApplyAnswer.Busy _, ApplyAnswer.Conflict _ -> {}
            }
        }
        return moved();
    }

    /// The planned version, or one in which only the status, or who owns what, is another.
    private boolean isAsPlanned(LiveObject now) {
        return planned.uid().filter(now.uid()::equals).isPresent()
                && (planned.resourceVersion()
                                .filter(now.resourceVersion()::equals)
                                .isPresent()
                        || planned.facts()
                                .filter(facts -> facts.isStill(now.body()))
                                .isPresent());
    }

    private Outcome moved() {
        return new Outcome.Stopped(Problem.of(SyncProblem.MOVED, subject()));
    }

    private String subject() {
        return resource.key().toString();
    }
}
