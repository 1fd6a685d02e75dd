package app.driftless.cli.report;

import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stable JSON of comparisons and syncs (`docs/cli-schema.json`). Values of secrets are masked already.
public final class PlanShapes {
    private PlanShapes() {}

    /// One environment in one cluster, compared.
    public static Map<String, @Nullable Object> comparison(SyncPlan plan, boolean predicted) {
        Map<String, @Nullable Object> object = head(plan.environment(), plan.cluster(), plan.commit());
        object.put(
                "changes",
                plan.changes().stream()
                        .map(change -> change(plan, change.diff(), predicted))
                        .toList());
        object.put("summary", summary(plan));
        object.put("risks", plan.risks().stream().map(PlanShapes::risk).toList());
        object.put(
                "findings",
                plan.findings().stream().map(f -> Findings.json(f, Map.of())).toList());
        object.put(
                "ignore", plan.ignoreUses().stream().map(PlanShapes::ignoreUse).toList());
        object.put(
                "takeOver",
                plan.takeOverUses().stream().map(PlanShapes::takeOverUse).toList());
        return object;
    }

    private static Map<String, Object> takeOverUse(TakeOverRules.Use use) {
        TakeOverRule rule = use.rule();
        return ruleUse(rule.number(), rule.line(), rule.text(), use.objects(), use.differences());
    }

    private static Map<String, Object> risk(Risk risk) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", Shapes.camel(risk.kind().name()));
        object.put("object", Shapes.object(risk.resource()));
        object.put("reason", Shapes.ENGLISH.text(risk.reason()));
        object.put("consent", risk.consent());
        return object;
    }

    /// A plan that was not begun, and why.
    public static Map<String, @Nullable Object> refused(SyncPlan plan, Problem problem) {
        Map<String, @Nullable Object> object = comparison(plan, false);
        object.put("error", Shapes.problem(problem));
        return object;
    }

    private static Map<String, Object> ignoreUse(IgnoreUse use) {
        IgnoreRule rule = use.rule();
        return ruleUse(rule.number(), rule.line(), rule.text(), use.objects(), use.differences());
    }

    private static Map<String, Object> ruleUse(int number, int line, String text, int objects, int differences) {
        var object = new LinkedHashMap<String, Object>();
        object.put("rule", number);
        object.put("line", line);
        object.put("text", text);
        object.put("objects", objects);
        object.put("differences", differences);
        return object;
    }

    /// What came into the repository, and what did not.
    public static Map<String, Object> adopted(AdoptionPlan plan) {
        var object = new LinkedHashMap<String, Object>();
        object.put(
                "files", plan.edits().stream().map(edit -> edit.before().path()).toList());
        object.put("adopted", plan.adopted());
        object.put("refused", plan.refused().stream().map(PlanShapes::refused).toList());
        return object;
    }

    private static Map<String, Object> refused(AdoptionPlan.Refused refused) {
        return Map.of("field", refused.field(), "error", Shapes.problem(refused.problem()));
    }

    /// The same with what became of each change.
    public static Map<String, @Nullable Object> synced(SyncPlan plan, SyncApproval approval, SyncReport report) {
        var outcomes = new HashMap<ResourceKey, ObjectResult>();
        report.results().forEach(result -> outcomes.put(result.key(), result));
        Map<String, @Nullable Object> object = comparison(plan, false);
        object.put("id", report.id());
        object.put(
                "changes",
                plan.changes().stream()
                        .map(change -> outcome(
                                plan,
                                change,
                                approval,
                                outcomes.get(change.diff().key())))
                        .toList());
        object.put("cancelled", report.cancelled());
        object.put("error", report.problem().map(Shapes::problem).orElse(null));
        return object;
    }

    /// What is known of an undo beside its plan or its sync.
    ///
    /// @param shape of these
    public static Map<String, @Nullable Object> undone(UndoPlan undo, Map<String, @Nullable Object> shape) {
        shape.put("undoes", undo.of().id());
        shape.put("left", undo.left().stream().map(PlanShapes::left).toList());
        return shape;
    }

    private static Map<String, Object> left(UndoPlan.Left left) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", left.key().kind());
        object.put("namespace", left.key().namespace());
        object.put("name", left.key().name());
        object.put("reason", Shapes.ENGLISH.text(left.why()));
        return object;
    }

    private static Map<String, @Nullable Object> head(String environment, String cluster, Optional<Commit> commit) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("environment", environment);
        object.put("cluster", cluster);
        object.put("commit", commit.map(Commit::id).orElse(null));
        return object;
    }

    private static Map<String, Object> summary(SyncPlan plan) {
        var summary = new LinkedHashMap<String, Object>();
        plan.summary().forEach((action, count) -> summary.put(Shapes.name(action), count));
        return summary;
    }

    private static Map<String, @Nullable Object> change(SyncPlan plan, ResourceDiff diff, boolean predicted) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("action", Shapes.name(diff.action()));
        object.put("resource", Shapes.resource(diff.type(), diff.key()));
        object.put(
                "differences",
                diff.differences().stream()
                        .map(d -> difference(plan, diff.key(), d))
                        .toList());
        object.put(
                "migrations",
                diff.migrations().stream()
                        .map(m -> Map.of("manager", m.manager(), "fields", m.fields()))
                        .toList());
        if (predicted) {
            object.put("predicted", diff.predicted().orElse(null));
        }
        object.put(
                "approximate",
                diff.approximate().map(why -> Shapes.camel(why.name())).orElse(null));
        object.put("error", diff.problem().map(Shapes::problem).orElse(null));
        return object;
    }

    private static Map<String, @Nullable Object> outcome(
            SyncPlan plan, PlannedChange change, SyncApproval approval, @Nullable ObjectResult result) {
        ResourceDiff diff = change.diff();
        Map<String, @Nullable Object> object = change(plan, diff, false);
        object.put(
                "differences",
                diff.differences().stream()
                        .map(d -> decided(plan, diff.key(), d, approval))
                        .toList());
        Optional<ObjectResult> known = Optional.ofNullable(result);
        object.put(
                "outcome",
                known.map(r -> r.outcome().name().toLowerCase(Locale.ROOT)).orElse("skipped"));
        known.flatMap(ObjectResult::problem).ifPresent(p -> object.put("error", Shapes.problem(p)));
        object.put(
                "health",
                known.flatMap(ObjectResult::health).map(Shapes::health).orElse(null));
        return object;
    }

    /// A difference after a sync: with what was decided about a conflict.
    private static Map<String, @Nullable Object> decided(
            SyncPlan plan, ResourceKey key, Difference difference, SyncApproval approval) {
        Map<String, @Nullable Object> object = difference(plan, key, difference);
        if (difference.conflict()) {
            object.put(
                    "choice",
                    Shapes.camel(
                            approval.about(key, difference, plan.takeOver()).name()));
        }
        return object;
    }

    private static Map<String, @Nullable Object> difference(SyncPlan plan, ResourceKey key, Difference difference) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("path", difference.path().toString());
        object.put("fieldPath", difference.fieldPath());
        object.put("class", difference.kind().name().toLowerCase(Locale.ROOT));
        object.put("conflict", difference.conflict());
        // A side that has no such field has no such key: absent is not null.
        Shapes.side(object, "desired", difference.desired());
        Shapes.side(object, "live", difference.live());
        object.put("manager", difference.manager().orElse(null));
        difference.ignored().ifPresent(rule -> object.put("rule", rule.number()));
        plan.takeOver().settling(key, difference).ifPresent(rule -> object.put("takeOverRule", rule.number()));
        object.put("time", difference.time().map(Instant::toString).orElse(null));
        return object;
    }
}
