package app.driftless.desktop.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.theme.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A former sync in a few words.
final class LedgerText {
    private LedgerText() {}

    /// How it ended, at a glance.
    static Mark mark(SyncReport report) {
        if (report.count(Outcome.FAILED) > 0 || report.problem().isPresent()) {
            return Mark.DEGRADED;
        }
        if (report.count(Outcome.UNKNOWN) > 0) {
            return Mark.UNKNOWN;
        }
        if (report.cancelled()) {
            return Mark.SUSPENDED;
        }
        return report.count(Outcome.HELD) > 0 ? Mark.WARNING : Mark.IN_SYNC;
    }

    /// What was done: `+1 ~4 −1`.
    static String counts(SyncReport report, Words words) {
        var parts = new ArrayList<String>();
        count(parts, "+", applied(report, Action.CREATE));
        count(parts, "~", applied(report, Action.UPDATE) + applied(report, Action.OWNERSHIP));
        count(parts, "±", applied(report, Action.REPLACE));
        count(parts, "−", applied(report, Action.DELETE));
        return parts.isEmpty() ? words.text("sync.ledger.nothing") : String.join(" ", parts);
    }

    /// What went otherwise than planned; empty where nothing did.
    static String trouble(SyncReport report, Words words) {
        var parts = new ArrayList<String>();
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.HELD, Outcome.UNKNOWN)) {
            long n = report.count(outcome);
            if (n > 0) {
                parts.add(words.text("sync.ledger." + outcome.name().toLowerCase(Locale.ROOT), n));
            }
        }
        if (report.cancelled()) {
            parts.add(words.text("sync.ledger.cancelled"));
        } else if (report.problem().isPresent() && parts.isEmpty()) {
            parts.add(words.text("sync.ledger.stopped"));
        }
        return String.join(words.text("sync.ledger.and"), parts);
    }

    /// When, what, what went wrong, whose commit and how long.
    static String line(SyncReport report, Words words, Ages ages, Instant now) {
        String trouble = trouble(report, words);
        String and = words.text("sync.ledger.and");
        return words.text(
                "sync.ledger.line",
                ages.at(report.startedAt(), now),
                counts(report, words) + (trouble.isEmpty() ? "" : and + trouble),
                report.commit().author(),
                ages.lasting(Duration.between(report.startedAt(), report.endedAt())));
    }

    private static void count(List<String> parts, String sign, long n) {
        if (n > 0) {
            parts.add(sign + n);
        }
    }

    private static long applied(SyncReport report, Action action) {
        return report.results().stream()
                .filter(r -> r.outcome() == Outcome.APPLIED)
                .map(ObjectResult::action)
                .filter(a -> a == action)
                .count();
    }
}
