package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes one field out of an object that somebody else put there, as a person asked for. Blocks.
record FieldRemoval(Sender sender, ResourceDiff planned, Resource resource) {
    private static final int ROUNDS = 6;

    /// What became of it.
    sealed interface Outcome {
        /// @param version of the object since, where a removal of ours made it another one
        record Gone(Optional<String> version) implements Outcome {}

        /// It is not the object any more that was planned on, or never holds still.
        record Moved() implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    /// An explicit removal of what somebody added, valid only for the version that was looked at.
    Outcome remove(String path) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<LiveObject> now = live();
            if (now.isEmpty() || planned.uid().filter(now.get().uid()::equals).isEmpty()) {
                return new Outcome.Moved();
            }
            Optional<FieldRoute> place = FieldRoute.find(now.get().body(), path);
            if (place.isEmpty()) {
                // After a lost answer, the version that it would have told.
                return new Outcome.Gone(round > 0 ? now.map(LiveObject::resourceVersion) : Optional.empty());
            }
            var operation =
                    Map.<String, Object>of("op", "remove", "path", place.get().pointer());
            String on = now.get().resourceVersion();
            ApplyAnswer answer = sender.write(subject(), () -> sender.cluster()
                    .jsonPatch(resource.type(), resource.key(), on, List.of(operation)));
            switch (answer) {
                case ApplyAnswer.Applied(var object, var _) -> {
                    return new Outcome.Gone(Optional.of(object.resourceVersion()));
                }
                case ApplyAnswer.Refused refused -> {
                    return new Outcome.Refused(refused.problem());
                }
                case ApplyAnswer.Missing _ -> {
                    return new Outcome.Moved();
                }
                // Look again, and remove it if it is still there.
                case ApplyAnswer.Moved _, ApplyAnswer.Unknown _, ApplyAnswer.Busy _, ApplyAnswer.Conflict _ -> {}
            }
        }
        return new Outcome.Moved();
    }

    private Optional<LiveObject> live() {
        return sender.read(subject(), () -> sender.cluster()
                .get(resource.type(), resource.key().namespace(), resource.key().name()));
    }

    private String subject() {
        return resource.key().toString();
    }
}
