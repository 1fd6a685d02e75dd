package app.driftless.cli.report;

import app.driftless.core.adopt.AdoptionPlan;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.UndoPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stable JSON of comparisons and syncs (`docs/cli-schema.json`). Values of secrets are masked already.
public final class Shapes {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);

    private Shapes() {}

    static Map<String, Object> resource(String apiVersion, ResourceKey key) {
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", key.kind());
        object.put("namespace", key.namespace());
        object.put("name", key.name());
        return object;
    }

    private static Map<String, Object> resource(Gvk type, ResourceKey key) {
        return resource(type.apiVersion(), key);
    }

    /// One environment in one cluster, compared.
    public static Map<String, @Nullable Object> comparison(SyncPlan plan, boolean predicted) {
        Map<String, @Nullable Object> object = head(plan.environment(), plan.cluster(), plan.commit());
        object.put(
                "changes",
                plan.changes().stream()
                        .map(change -> change(change.diff(), predicted))
                        .toList());
        object.put("summary", summary(plan));
        object.put("risks", plan.risks().stream().map(Shapes::risk).toList());
        object.put(
                "findings",
                plan.findings().stream().map(f -> Findings.json(f, Map.of())).toList());
        object.put("ignore", plan.ignoreUses().stream().map(Shapes::ignoreUse).toList());
        return object;
    }

    private static Map<String, Object> risk(Risk risk) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", camel(risk.kind().name()));
        object.put("object", object(risk.resource()));
        object.put("reason", ENGLISH.text(risk.reason()));
        object.put("consent", risk.consent());
        return object;
    }

    /// An object whose version does not matter.
    static Map<String, Object> object(ResourceKey key) {
        var object = new LinkedHashMap<String, Object>();
        object.put("group", key.group());
        object.put("kind", key.kind());
        object.put("namespace", key.namespace());
        object.put("name", key.name());
        return object;
    }

    /// A plan that was not begun, and why.
    public static Map<String, @Nullable Object> refused(SyncPlan plan, Problem problem) {
        Map<String, @Nullable Object> object = comparison(plan, false);
        object.put("error", problem(problem));
        return object;
    }

    private static Map<String, Object> ignoreUse(IgnoreUse use) {
        var object = new LinkedHashMap<String, Object>();
        object.put("rule", use.rule().number());
        object.put("line", use.rule().line());
        object.put("text", use.rule().text());
        object.put("objects", use.objects());
        object.put("differences", use.differences());
        return object;
    }

    /// What came into the repository, and what did not.
    public static Map<String, Object> adopted(AdoptionPlan plan) {
        var object = new LinkedHashMap<String, Object>();
        object.put(
                "files", plan.edits().stream().map(edit -> edit.before().path()).toList());
        object.put("adopted", plan.adopted());
        object.put("refused", plan.refused().stream().map(Shapes::refused).toList());
        return object;
    }

    private static Map<String, Object> refused(AdoptionPlan.Refused refused) {
        return Map.of("field", refused.field(), "error", problem(refused.problem()));
    }

    /// The same with what became of each change.
    public static Map<String, @Nullable Object> synced(SyncPlan plan, SyncReport report) {
        var outcomes = new HashMap<ResourceKey, ObjectResult>();
        report.results().forEach(result -> outcomes.put(result.key(), result));
        Map<String, @Nullable Object> object = comparison(plan, false);
        object.put("id", report.id());
        object.put(
                "changes",
                plan.changes().stream()
                        .map(change ->
                                outcome(change, outcomes.get(change.diff().key())))
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
        shape.put("left", undo.left().stream().map(Shapes::left).toList());
        return shape;
    }

    private static Map<String, Object> left(UndoPlan.Left left) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", left.key().kind());
        object.put("namespace", left.key().namespace());
        object.put("name", left.key().name());
        object.put("reason", ENGLISH.text(left.why()));
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
        plan.summary().forEach((action, count) -> summary.put(name(action), count));
        return summary;
    }

    private static Map<String, @Nullable Object> change(ResourceDiff diff, boolean predicted) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("action", name(diff.action()));
        object.put("resource", resource(diff.type(), diff.key()));
        object.put(
                "differences",
                diff.differences().stream().map(Shapes::difference).toList());
        object.put(
                "migrations",
                diff.migrations().stream()
                        .map(m -> Map.of("manager", m.manager(), "fields", m.fields()))
                        .toList());
        if (predicted) {
            object.put("predicted", diff.predicted().orElse(null));
        }
        object.put(
                "approximate", diff.approximate().map(why -> camel(why.name())).orElse(null));
        object.put("error", diff.problem().map(Shapes::problem).orElse(null));
        return object;
    }

    private static Map<String, @Nullable Object> outcome(PlannedChange change, @Nullable ObjectResult result) {
        Map<String, @Nullable Object> object = change(change.diff(), false);
        Optional<ObjectResult> known = Optional.ofNullable(result);
        object.put(
                "outcome",
                known.map(r -> r.outcome().name().toLowerCase(Locale.ROOT)).orElse("skipped"));
        known.flatMap(ObjectResult::problem).ifPresent(p -> object.put("error", problem(p)));
        object.put(
                "health",
                known.flatMap(ObjectResult::health).map(Shapes::health).orElse(null));
        return object;
    }

    static Map<String, @Nullable Object> health(Health health) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("status", camel(health.status().name()));
        object.put("reason", health.reason().map(ENGLISH::text).orElse(null));
        object.put("cause", health.cause().map(Shapes::cause).orElse(null));
        return object;
    }

    private static Map<String, @Nullable Object> cause(Health.Cause cause) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("object", cause.object().toString());
        object.put("reason", ENGLISH.text(cause.reason()));
        return object;
    }

    private static Map<String, @Nullable Object> difference(Difference difference) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("path", difference.path().toString());
        object.put("fieldPath", difference.fieldPath());
        object.put("class", difference.kind().name().toLowerCase(Locale.ROOT));
        object.put("conflict", difference.conflict());
        // A side that has no such field has no such key: absent is not null.
        side(object, "desired", difference.desired());
        side(object, "live", difference.live());
        object.put("manager", difference.manager().orElse(null));
        difference.ignored().ifPresent(rule -> object.put("rule", rule.number()));
        object.put("time", difference.time().map(Instant::toString).orElse(null));
        return object;
    }

    static void side(Map<String, @Nullable Object> object, String name, Difference.Side side) {
        if (side.present()) {
            object.put(name, side.value());
        }
    }

    public static Map<String, @Nullable Object> problem(Problem problem) {
        Texts.ProblemText text = ENGLISH.text(problem);
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("code", text.code());
        object.put("message", text.what() + " " + text.why());
        object.put("todo", text.todo());
        return object;
    }

    static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /// `NO_SIGNAL` as `noSignal`.
    private static String camel(String constant) {
        var words = List.of(constant.toLowerCase(Locale.ROOT).split("_"));
        var text = new StringBuilder(words.getFirst());
        words.stream().skip(1).forEach(w -> text.append(Character.toUpperCase(w.charAt(0)))
                .append(w.substring(1)));
        return text.toString();
    }
}
