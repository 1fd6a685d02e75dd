package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What undoing a sync does about one object that it wrote (R16 of the engine reference). Pure.
sealed interface UndoVerdict {
    /// It is as it was before already.
    record Nothing() implements UndoVerdict {}

    /// The sync deleted it.
    record Create(ExactObject object) implements UndoVerdict {}

    /// @param now the live object
    /// @param object what it becomes
    record Change(LiveObject now, ExactObject object) implements UndoVerdict {}

    /// The sync created it.
    record Delete(LiveObject now) implements UndoVerdict {}

    /// Somebody wrote it since.
    record Left(Message why) implements UndoVerdict {}

    /// @param before as the sync found it
    /// @param after as the sync left it
    /// @param now as it is
    static UndoVerdict about(
            Optional<LiveObject> before, ObjectImage after, Optional<LiveObject> now, PersonsTools tools) {
        if (before.isPresent()
                && now.isPresent()
                && same(new ExactObject(before.get().body()), now.get())) {
            return new Nothing();
        }
        if (after.object().isEmpty()) {
            return before.isEmpty()
                    ? new Nothing()
                    : now.isPresent()
                            ? left("undo.again")
                            : new Create(new ExactObject(before.get().body()));
        }
        LiveObject written = after.object().get();
        if (now.isEmpty()) {
            return before.isEmpty() ? new Nothing() : left("undo.gone");
        }
        if (!now.get().uid().equals(written.uid())) {
            return left("undo.another");
        }
        Optional<UndoVerdict> since = writtenSince(written, now.get(), tools);
        if (since.isPresent()) {
            return since.get();
        }
        return before.isEmpty() ? created(written, now.get()) : changed(before.get(), written, now.get());
    }

    private static Optional<UndoVerdict> writtenSince(LiveObject written, LiveObject now, PersonsTools tools) {
        if (PlannedContent.same(written.body(), now.body())) {
            return Optional.empty();
        }
        if (!Objects.equals(time(written), time(now))) {
            return Optional.of(left("undo.later"));
        }
        Set<String> writers = ThreeWay.writersSince(written.body(), now.body());
        return writers.stream().anyMatch(tools::include) || writers.isEmpty()
                ? Optional.of(left("undo.changed", names(writers)))
                : Optional.empty();
    }

    private static Object time(LiveObject object) {
        return ThreeWay.ownEntry(object.body())
                .<Object>map(entry -> String.valueOf(entry.get("time")))
                .orElse("");
    }

    /// A controller may have added what is its own, such as the revision of a rollout, but nothing of ours may have
    /// changed hands.
    private static UndoVerdict created(LiveObject written, LiveObject now) {
        boolean ours = fields(written).equals(fields(now));
        return ours ? new Delete(now) : left("undo.changed", names(ThreeWay.writersSince(written.body(), now.body())));
    }

    private static Object fields(LiveObject object) {
        return ThreeWay.ownEntry(object.body())
                .<Object>map(entry -> String.valueOf(entry.get("fieldsV1")))
                .orElse("");
    }

    private static UndoVerdict changed(LiveObject before, LiveObject written, LiveObject now) {
        return ThreeWay.undone(before.body(), written.body(), now.body())
                .<UndoVerdict>map(object -> same(object, now) ? new Nothing() : new Change(now, object))
                .orElseGet(() -> left("undo.changed", names(ThreeWay.writersSince(written.body(), now.body()))));
    }

    private static boolean same(ExactObject object, LiveObject now) {
        Map<String, Object> live = now.body();
        return object.changes(live).isEmpty() && object.ownership(live).isEmpty();
    }

    private static String names(Set<String> writers) {
        return writers.isEmpty() ? "?" : String.join(", ", writers);
    }

    private static UndoVerdict left(String key, Object... args) {
        return new Left(Message.of("sync", key, args));
    }

    /// An object with what is done about it.
    record Of(ResourceKey key, UndoVerdict verdict) {}
}
