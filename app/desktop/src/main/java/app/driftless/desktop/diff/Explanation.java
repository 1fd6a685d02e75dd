package app.driftless.desktop.diff;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.manifest.YamlLines;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import java.time.Instant;
import java.util.stream.Collectors;

/// Says in one sentence what a difference is: what, who, when, and what happens next.
///
/// @param title the class
/// @param sentence what changed, by whom, when
/// @param next where it stands in Git, and what the next sync does with it
record Explanation(String title, String sentence, String next) {
    private static final int LONGEST_VALUE = 40;

    /// @param choice what was decided about it
    static Explanation of(ShownDiff shown, Difference difference, Choice choice, Words words, Ages ages, Instant now) {
        String kind = kind(shown, difference);
        String who = difference.manager().orElseGet(() -> words.text("diff.somebody"));
        String when = difference.time().map(t -> ages.at(t, now)).orElseGet(() -> words.text("diff.some-time"));
        String sentence = words.text(
                sentenceKey(kind, difference),
                value(difference.desired(), words),
                value(difference.live(), words),
                who,
                when,
                difference.fieldPath());
        return new Explanation(
                title(shown, difference, words), sentence, next(shown, difference, choice, who, when, words));
    }

    private static String kind(ShownDiff shown, Difference difference) {
        return switch (shown.sides()) {
            case Sides.Wanted _ -> ClassMarks.name(difference.kind());
            case Sides.Restored _ -> "restored";
            case Sides.Written _ -> "written";
        };
    }

    private static String title(ShownDiff shown, Difference difference, Words words) {
        return switch (shown.sides()) {
            case Sides.Wanted _ -> words.text("diff.class." + ClassMarks.name(difference.kind()));
            case Sides.Restored _ -> words.text("diff.restored");
            case Sides.Written _ -> words.text("diff.written." + shape(difference));
        };
    }

    private static String next(
            ShownDiff shown, Difference difference, Choice choice, String who, String when, Words words) {
        return switch (shown.sides()) {
            case Sides.Wanted _ -> next(shown, difference, choice, who, words) + origin(shown, words);
            case Sides.Restored _ -> words.text("diff.next.restored") + origin(shown, words);
            case Sides.Written _ ->
                difference.fieldPath()
                        + difference
                                .manager()
                                .map(_ -> words.text("diff.separator") + words.text("diff.next.written", who, when))
                                .orElse("");
        };
    }

    private static String next(ShownDiff shown, Difference difference, Choice choice, String who, Words words) {
        int line = difference
                .ignored()
                .map(IgnoreRule::line)
                .or(() -> shown.settled(difference).map(TakeOverRule::line))
                .orElse(0);
        String reason = difference
                .ignored()
                .flatMap(IgnoreRule::reason)
                .map(why -> words.text("diff.separator") + why)
                .orElse("");
        return words.text(nextKey(shown, difference, choice), who, line) + reason;
    }

    /// Who last set what Git changes is told only where it is known.
    private static String sentenceKey(String kind, Difference difference) {
        String key = "diff.sentence." + kind + "." + shape(difference);
        boolean plain = kind.equals(ClassMarks.name(DiffClass.YOURS))
                && difference.manager().isEmpty()
                && difference.live().present();
        return plain ? key + ".plain" : key;
    }

    private static String shape(Difference difference) {
        if (!difference.live().present()) {
            return "missing";
        }
        return difference.desired().present() ? "changed" : "added";
    }

    private static String origin(ShownDiff shown, Words words) {
        return shown.diff()
                .origin()
                .map(o -> words.text("diff.separator") + o.path() + (o.line() > 0 ? ":" + o.line() : ""))
                .orElse("");
    }

    private static String nextKey(ShownDiff shown, Difference difference, Choice choice) {
        if (difference.ignored().isPresent()) {
            return "diff.next.ignored";
        }
        if (choice != Choice.LATER && Choice.open(difference).contains(choice)) {
            return "diff.next.chosen." + choice.key();
        }
        if (difference.addedByHand()) {
            return "diff.next.by-hand";
        }
        if (difference.conflict()) {
            return shown.settled(difference).isPresent() ? "diff.next.by-rule" : "diff.next.conflict";
        }
        return difference.kind() == DiffClass.DRIFT || difference.kind() == DiffClass.YOURS
                ? "diff.next.apply"
                : "diff.next.nothing";
    }

    private static String value(Difference.Side side, Words words) {
        if (!side.present()) {
            return words.text("diff.absent");
        }
        String text = YamlLines.of(side.value()).stream()
                .map(line -> line.text().strip())
                .collect(Collectors.joining(" "));
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
