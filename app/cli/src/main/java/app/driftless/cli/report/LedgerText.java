package app.driftless.cli.report;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The ledger as lines for people.
public final class LedgerText {
    private final Console console;
    private final PlanText plans;

    public LedgerText(Console console) {
        this.console = console;
        this.plans = new PlanText(console);
    }

    /// @param all the ledger, which knows what was undone since
    public String list(List<SyncReport> shown, List<SyncReport> all) {
        if (shown.isEmpty()) {
            return console.text("syncs.none");
        }
        var lines = new ArrayList<String>();
        for (SyncReport report : shown) {
            lines.add(line(report)
                    + LedgerShapes.undoneBy(report, all)
                            .map(id -> " " + console.text("syncs.undoneBy", id))
                            .orElse(""));
            report.problem()
                    .ifPresent(p -> lines.add("    " + console.texts().text(p).what()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /// One sync: what became of each object, then what each was and is.
    public String of(SyncDetails details) {
        var lines = new ArrayList<String>();
        lines.add(line(details.report()));
        lines.add(plans.of(details.report()));
        if (!details.kept()) {
            lines.add(console.text("syncs.notKept"));
        }
        details.written().stream()
                .filter(diff -> diff.action() != Action.UNCHANGED)
                .forEach(diff -> lines.addAll(written(diff)));
        return String.join(System.lineSeparator(), lines);
    }

    private String line(SyncReport report) {
        Instant started = report.startedAt().truncatedTo(ChronoUnit.SECONDS);
        return console.text(
                        "syncs.line",
                        report.id(),
                        started.toString(),
                        report.environment(),
                        report.cluster(),
                        report.commit().shortId() + " " + report.commit().subject(),
                        report.count(Outcome.APPLIED),
                        report.count(Outcome.HELD),
                        report.count(Outcome.FAILED) + report.count(Outcome.UNKNOWN))
                + report.undoes()
                        .map(id -> " " + console.text("syncs.undoes", id))
                        .orElse("");
    }

    private List<String> written(ResourceDiff diff) {
        var lines = new ArrayList<String>();
        lines.add("  " + PlanText.sign(diff.action()) + " " + diff.key());
        for (Difference difference : diff.differences()) {
            lines.add("      " + difference.fieldPath() + ": " + plans.value(difference.live()) + " → "
                    + plans.value(difference.predicted()) + plans.by(difference));
        }
        return lines;
    }
}
