package app.driftless.desktop.resources;

import app.driftless.core.diff.Action;
import app.driftless.core.health.Health;
import app.driftless.desktop.theme.Mark;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The chips above the tree: each shows only what is in one state.
public enum StateFilter {
    ALL(null, _ -> true),
    DIFFERS(Mark.DIFFERS, s -> s.action()
            .filter(a -> a == Action.UPDATE || a == Action.REPLACE || a == Action.ERROR)
            .isPresent()),
    CREATE(Mark.CREATE, s -> s.action().filter(a -> a == Action.CREATE).isPresent()),
    DELETE(Mark.DELETE, s -> s.action().filter(a -> a == Action.DELETE).isPresent()),
    PROGRESSING(
            Mark.PROGRESSING,
            s -> s.health().filter(h -> h == Health.Status.PROGRESSING).isPresent()),
    DEGRADED(
            Mark.DEGRADED,
            s -> s.health().filter(h -> h == Health.Status.DEGRADED).isPresent()),
    STALE(Mark.OFFLINE, EntryState::stale);

    private final @Nullable Mark mark;
    private final Predicate<EntryState> test;

    StateFilter(@Nullable Mark mark, Predicate<EntryState> test) {
        this.mark = mark;
        this.test = test;
    }

    @Nullable
    Mark mark() {
        return mark;
    }

    boolean fits(EntryState state) {
        return test.test(state);
    }

    String text() {
        return "tree.chip." + name().toLowerCase(Locale.ROOT);
    }
}
