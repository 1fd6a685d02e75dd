package app.driftless.cli.report;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.YamlLines;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plans and sync reports as lines for people.
public final class PlanText {
    private static final Map<Action, String> SIGNS = Map.of(
            Action.CREATE, "+",
            Action.UPDATE, "~",
            Action.REPLACE, "±",
            Action.DELETE, "-",
            Action.OWNERSHIP, "o",
            Action.ERROR, "!");
    private final Console console;

    public PlanText(Console console) {
        this.console = console;
    }

    public String of(SyncPlan plan) {
        var lines = new ArrayList<String>();
        lines.add(console.text(
                "plan.head",
                plan.environment(),
                plan.cluster(),
                plan.commit().map(c -> c.shortId() + " " + c.subject()).orElse(console.text("plan.disk"))));
        for (Risk risk : plan.risks()) {
            lines.add("  " + console.text("plan.risk") + " " + risk.resource() + ": "
                    + console.texts().text(risk.reason()));
        }
        plan.findings()
                .forEach(f -> lines.add("  " + f.path() + ": " + console.texts().text(f.message())));
        plan.changes().stream()
                .map(PlannedChange::diff)
                .filter(d -> d.action() != Action.UNCHANGED)
                .forEach(diff -> lines.addAll(change(plan, diff)));
        plan.ignoreUses()
                .forEach(use -> lines.add("  "
                        + console.text(
                                "plan.ignore",
                                use.rule().number(),
                                use.rule().line(),
                                use.rule().text(),
                                use.differences())));
        plan.takeOverUses()
                .forEach(use -> lines.add("  "
                        + console.text(
                                "plan.takeOver",
                                use.rule().number(),
                                use.rule().line(),
                                use.rule().text(),
                                use.differences())));
        lines.add(console.text(
                "plan.summary",
                count(plan, Action.CREATE),
                count(plan, Action.UPDATE) + count(plan, Action.REPLACE),
                count(plan, Action.DELETE),
                count(plan, Action.UNCHANGED) + count(plan, Action.OWNERSHIP),
                count(plan, Action.ERROR)));
        return String.join(System.lineSeparator(), lines);
    }

    private static int count(SyncPlan plan, Action action) {
        return plan.summary().getOrDefault(action, 0);
    }

    static String sign(Action action) {
        return SIGNS.getOrDefault(action, " ");
    }

    private List<String> change(SyncPlan plan, ResourceDiff diff) {
        var lines = new ArrayList<String>();
        lines.add("  " + sign(diff.action()) + " " + diff.key()
                + diff.approximate()
                        .map(why -> " "
                                + console.text("plan.approximate." + why.name().toLowerCase(Locale.ROOT)))
                        .orElse(""));
        diff.problem()
                .ifPresent(p -> lines.add("      " + console.texts().text(p).sentence()));
        diff.migrations()
                .forEach(m -> lines.add("      "
                        + console.text("plan.migration", m.manager(), m.fields().size())));
        diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .forEach(d -> lines.add("      " + difference(d, plan.takeOver().settling(diff.key(), d))));
        return lines;
    }

    private String difference(Difference difference, Optional<TakeOverRule> settled) {
        String kind = console.text("class." + difference.kind().name().toLowerCase(Locale.ROOT));
        // What others own and the repository never names is not going to change.
        boolean stays = (difference.kind() == DiffClass.FOREIGN || difference.kind() == DiffClass.IGNORED)
                && !difference.desired().present();
        return kind + " " + difference.fieldPath() + ": " + value(difference.live())
                + (stays ? "" : " → " + value(difference.desired()))
                + difference
                        .ignored()
                        .map(rule -> " " + console.text("plan.ignored", rule.number()))
                        .orElse("")
                + conflict(difference, settled)
                + by(difference);
    }

    private String conflict(Difference difference, Optional<TakeOverRule> settled) {
        if (!difference.conflict()) {
            return "";
        }
        return " "
                + settled.map(rule -> console.text("plan.settled", rule.number()))
                        .orElseGet(() -> console.text("plan.conflict"));
    }

    /// Who wrote it last, and when, as far as that is known.
    String by(Difference difference) {
        return difference
                .manager()
                .map(m -> difference
                        .time()
                        .map(time -> console.text("plan.by", m, time.toString()))
                        .orElseGet(() -> console.text("plan.by.unknown", m)))
                .orElse("");
    }

    String value(Difference.Side side) {
        return side.present()
                ? YamlLines.of(side.value()).stream().map(l -> l.text().strip()).collect(Collectors.joining(" "))
                : console.text("plan.nothing");
    }

    /// What undoing a sync would do, and what it leaves alone.
    public String of(UndoPlan undo) {
        var lines = new ArrayList<String>();
        lines.add(console.text("undo.head", undo.of().id(), undo.of().commit().shortId()));
        lines.add(of(undo.plan()));
        for (UndoPlan.Left left : undo.left()) {
            lines.add("  " + console.text("undo.left") + " " + left.key() + ": "
                    + console.texts().text(left.why()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /// What a sync did.
    public String of(SyncReport report) {
        var lines = new ArrayList<String>();
        lines.add(console.text(
                "sync.head",
                report.environment(),
                report.cluster(),
                report.commit().shortId()));
        for (ObjectResult result : report.results()) {
            if (result.outcome() == ObjectResult.Outcome.SKIPPED
                    && result.problem().isEmpty()) {
                continue;
            }
            lines.add("  " + console.text("outcome." + result.outcome().name().toLowerCase(Locale.ROOT)) + " "
                    + result.key()
                    + result.health()
                            .map(h -> " ("
                                    + console.text("health." + h.status().name().toLowerCase(Locale.ROOT)) + ")")
                            .orElse(""));
            result.problem()
                    .ifPresent(p -> lines.add("      " + console.texts().text(p).sentence()));
            result.health().filter(Health::isUnwell).ifPresent(health -> {
                health.reason()
                        .ifPresent(
                                reason -> lines.add("      " + console.texts().text(reason)));
                health.cause()
                        .ifPresent(cause -> lines.add("      " + cause.object() + ": "
                                + console.texts().text(cause.reason())));
            });
        }
        report.problem().ifPresent(p -> lines.add("  " + console.texts().text(p).sentence()));
        lines.add(console.text(
                "sync.summary",
                report.count(ObjectResult.Outcome.APPLIED),
                report.count(ObjectResult.Outcome.HELD),
                report.count(ObjectResult.Outcome.FAILED) + report.count(ObjectResult.Outcome.UNKNOWN)));
        return String.join(System.lineSeparator(), lines);
    }
}
