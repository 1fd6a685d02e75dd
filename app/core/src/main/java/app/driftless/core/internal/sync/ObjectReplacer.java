package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.cluster.Scratch;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Replaces one object for an immutable change: asked in a dry run once more, deleted with preconditions, awaited,
/// created; put back if that fails (R13 of the engine reference). StatefulSets leave their pods running. Blocks.
final class ObjectReplacer implements ObjectWrite {
    private static final int ROUNDS = 6;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private final Sender sender;
    private final ResourceDiff planned;
    private final Resource wanted;
    private final Optional<LiveObject> before;
    private final Duration patience;
    private boolean half;

    /// @param wanted as the cluster addresses it
    /// @param before the live object, as it was kept before this sync's first write
    /// @param patience how long the old object may take to go
    ObjectReplacer(
            Sender sender, ResourceDiff planned, Resource wanted, Optional<LiveObject> before, Duration patience) {
        this.sender = sender;
        this.planned = planned;
        this.wanted = wanted;
        this.before = before;
        this.patience = patience;
    }

    @Override
    public Written write() {
        if (before.isEmpty() || planned.uid().filter(before.get().uid()::equals).isEmpty()) {
            return moved();
        }
        try {
            return checked().orElseGet(() -> replace(before.get()));
        } catch (EngineException e) {
            return half ? new Written.Unknown(e.problem()) : new Written.Failed(e.problem());
        }
    }

    @Override
    public boolean uncertain() {
        return half;
    }

    @Override
    public String verb() {
        return "replace";
    }

    /// Why it is not even begun.
    private Optional<Written> checked() {
        Resource asked =
                ExactObject.owners(wanted.body()).isEmpty() ? wanted : new ExactObject(wanted.body()).creatable();
        ApplyAnswer answer = sender.write(
                subject(),
                () -> Scratch.inPlaceOf(
                        sender.cluster(), asked, before.orElseThrow().body()));
        return switch (answer) {
            case ApplyAnswer.Applied _ -> Optional.empty();
            case ApplyAnswer.Refused(var problem, var _, var _, var _) -> Optional.of(new Written.Failed(problem));
            case ApplyAnswer.Unknown(var problem) -> Optional.of(new Written.Failed(problem));
            case ApplyAnswer.Missing _, ApplyAnswer.Moved _, ApplyAnswer.Conflict _ -> Optional.of(moved());
            case ApplyAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
        };
    }

    private Written replace(LiveObject old) {
        String version = planned.resourceVersion().orElseThrow();
        for (int round = 0; round < ROUNDS; round++) {
            String on = version;
            half = true;
            DeleteAnswer answer = sender.delete(subject(), () -> delete(old, on));
            switch (answer) {
                case DeleteAnswer.Deleted _ -> {
                    return create(old);
                }
                case DeleteAnswer.Refused(var problem) -> {
                    half = false;
                    return new Written.Failed(problem);
                }
                case DeleteAnswer.Busy _ -> throw new IllegalStateException("The sender waits until it is not");
                case DeleteAnswer.AlreadyGone _, DeleteAnswer.Unknown _, DeleteAnswer.Moved _ -> {
                    if (round == 0 && answer instanceof DeleteAnswer.AlreadyGone) {
                        // Somebody else deleted it: what they meant by it has to be looked at.
                        half = false;
                        return moved();
                    }
                    Optional<LiveObject> now = live();
                    if (now.isEmpty() || leaving(now.get())) {
                        return create(old);
                    }
                    half = false;
                    if (!now.get().uid().equals(old.uid())
                            || !PlannedContent.same(old.body(), now.get().body())) {
                        return moved();
                    }
                    version = now.get().resourceVersion();
                }
            }
        }
        return moved();
    }

    private DeleteAnswer delete(LiveObject old, String version) {
        boolean alone = old.type().group().equals("apps") && old.type().kind().equals("StatefulSet");
        return alone
                ? sender.cluster().deleteAlone(old.type(), old.key(), old.uid(), version)
                : sender.cluster().delete(old.type(), old.key(), old.uid(), version);
    }

    /// From here on a cancel waits: half a replacement is no state to stop in.
    private Written create(LiveObject old) {
        Optional<Written> going = awaitGone(old);
        if (going.isPresent()) {
            return going.get();
        }
        Written made = new Recreation(sender.uncancelled(), old).create(wanted);
        half = made instanceof Written.Unknown;
        return made;
    }

    private Optional<Written> awaitGone(LiveObject old) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = SHORTEST;
        while (true) {
            Optional<LiveObject> now = live();
            if (now.isEmpty() || !now.get().uid().equals(old.uid())) {
                return Optional.empty();
            }
            if (System.nanoTime() - deadline > 0) {
                return Optional.of(
                        new Written.Unknown(Problem.of(SyncProblem.REPLACE_GOING, subject(), finalizers(now.get()))));
            }
            Pause.uninterrupted(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        }
    }

    static boolean leaving(LiveObject object) {
        return object.body().get("metadata") instanceof Map<?, ?> metadata && metadata.containsKey("deletionTimestamp");
    }

    private static String finalizers(LiveObject object) {
        return object.body().get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("finalizers") instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : "?";
    }

    private Written moved() {
        return new Written.Failed(Problem.of(SyncProblem.MOVED, subject()));
    }

    private Optional<LiveObject> live() {
        return sender.uncancelled().read(subject(), () -> sender.cluster()
                .get(planned.type(), wanted.key().namespace(), wanted.key().name()));
    }

    private String subject() {
        return planned.key().toString();
    }
}
