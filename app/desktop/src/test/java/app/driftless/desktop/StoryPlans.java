package app.driftless.desktop;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Loadable;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.diff.Sides;
import app.driftless.desktop.plan.PlanEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan of production with a delete, a replacement, two conflicts, an addition by hand and a refusal.
final class StoryPlans {
    static final ResourceKey API = new ResourceKey("apps", "Deployment", "payments", "api");
    static final ResourceKey LEGACY = new ResourceKey("batch", "CronJob", "payments", "settle-legacy");
    static final ResourceKey REINDEX = new ResourceKey("batch", "Job", "catalog", "reindex");
    static final ResourceKey BUDGET = new ResourceKey("policy", "PodDisruptionBudget", "payments", "api");
    static final ResourceKey FLAGS = new ResourceKey("", "ConfigMap", "payments", "flags");
    static final String IMAGE = ".spec.image";
    static final String REPLICAS = ".spec.replicas";

    private StoryPlans() {}

    static PlanEntry entry() {
        return entry(Protection.LOCKED);
    }

    static PlanEntry entry(Protection protection) {
        return new PlanEntry(
                Story.environment("production", SyncPolicy.Mode.MANUAL, protection, "prod-eu"),
                "prod-eu",
                new Loadable.Ready<>(plan(), Story.NOW),
                true);
    }

    static SyncPlan plan() {
        return new SyncPlan(
                "production",
                "prod-eu",
                Optional.of(Story.history().getFirst()),
                Optional.empty(),
                Story.NOW.minusSeconds(4),
                List.of(
                        new PlannedChange(whole(Action.CREATE, BUDGET), 2),
                        new PlannedChange(api(), 5),
                        new PlannedChange(replaced(), 5),
                        new PlannedChange(refused(), 3),
                        new PlannedChange(whole(Action.DELETE, LEGACY), 102)),
                List.of(
                        new Risk(Risk.Kind.DELETE, LEGACY, Message.of("plan", "delete.locked"), true),
                        new Risk(Risk.Kind.RECREATE, REINDEX, Message.of("plan", "immutable"), true),
                        new Risk(
                                Risk.Kind.CONFLICT,
                                API,
                                Message.of("plan", "conflict", ".spec.image (kubectl-set), .spec.replicas (hpa)"),
                                true),
                        new Risk(Risk.Kind.PERMISSION, FLAGS, Message.of("plan", "permission.apply"), false)),
                List.of());
    }

    /// Live beside desired, as the tab of a resource shows it.
    static ShownDiff shown() {
        return new ShownDiff(
                api(),
                "production",
                "prod-eu",
                new Sides.Wanted(
                        "main @ 4f2c9a1",
                        Optional.of("payments: api 2.14.0"),
                        false,
                        Story.NOW.minusSeconds(4),
                        false,
                        Optional.of(new Health(
                                Health.Status.DEGRADED,
                                Optional.of(Message.of("health", "ready", 1, 3)),
                                Optional.of(new Health.Cause(
                                        new ResourceKey("", "Pod", "payments", "api-7d9f4-kx2lm"),
                                        Message.of("health", "container.broken", "api", "ImagePullBackOff")))))));
    }

    static ResourceDiff api() {
        Map<String, Object> desired = body(5L, "shop/payments-api:2.14.0", false);
        Map<String, Object> live = body(7L, "shop/payments-api:debug", true);
        return diff(
                Action.UPDATE,
                API,
                List.of(
                        new Difference(
                                JsonPointer.of("metadata", "annotations", "shop.example/trace"),
                                ".metadata.annotations[\"shop.example/trace\"]",
                                DiffClass.DRIFT,
                                false,
                                Difference.Side.ABSENT,
                                Difference.Side.of("on"),
                                Difference.Side.of("on"),
                                Optional.of("kubectl-annotate"),
                                Optional.of(Story.NOW.minus(Duration.ofHours(4))),
                                true),
                        conflict("replicas", REPLICAS, DiffClass.DRIFT, 5L, 7L, "hpa-controller"),
                        conflict(
                                "image",
                                IMAGE,
                                DiffClass.DRIFT,
                                "shop/payments-api:2.14.0",
                                "shop/payments-api:debug",
                                "kubectl-set")),
                Optional.of(desired),
                Optional.of(live),
                Optional.empty());
    }

    private static Difference conflict(
            String field, String path, DiffClass kind, Object desired, Object live, String manager) {
        return new Difference(
                JsonPointer.of("spec", field),
                path,
                kind,
                true,
                Difference.Side.of(desired),
                Difference.Side.of(live),
                Difference.Side.of(desired),
                Optional.of(manager),
                Optional.of(Story.NOW.minus(Duration.ofHours(2))),
                false);
    }

    private static Map<String, Object> body(long replicas, String image, boolean traced) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", "api");
        metadata.put("namespace", "payments");
        if (traced) {
            metadata.put("annotations", Map.of("shop.example/trace", "on"));
        }
        var spec = new LinkedHashMap<String, Object>();
        spec.put("replicas", replicas);
        spec.put("image", image);
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "apps/v1");
        body.put("kind", "Deployment");
        body.put("metadata", metadata);
        body.put("spec", spec);
        return body;
    }

    private static ResourceDiff replaced() {
        return diff(Action.REPLACE, REINDEX, List.of(), tree(REINDEX), tree(REINDEX), Optional.empty());
    }

    private static ResourceDiff refused() {
        return diff(
                Action.ERROR,
                FLAGS,
                List.of(),
                tree(FLAGS),
                tree(FLAGS),
                Optional.of(Problem.of(ClusterProblem.FORBIDDEN, FLAGS.toString(), "patch configmaps")));
    }

    private static ResourceDiff whole(Action action, ResourceKey key) {
        return diff(
                action,
                key,
                List.of(),
                action == Action.CREATE ? tree(key) : Optional.empty(),
                action == Action.CREATE ? Optional.empty() : tree(key),
                Optional.empty());
    }

    private static Optional<Map<String, Object>> tree(ResourceKey key) {
        return Optional.of(Map.of("kind", key.kind(), "metadata", Map.of("name", key.name())));
    }

    private static ResourceDiff diff(
            Action action,
            ResourceKey key,
            List<Difference> differences,
            Optional<Map<String, Object>> desired,
            Optional<Map<String, Object>> live,
            Optional<Problem> problem) {
        return new ResourceDiff(
                action,
                new Gvk(key.group(), "v1", key.kind()),
                key,
                Optional.of(new Origin("clusters/production/payments/" + key.name() + ".yaml", 0, 6)),
                differences,
                desired,
                live,
                desired,
                live.map(_ -> "uid-" + key.name()),
                live.map(_ -> "41"),
                problem,
                Optional.empty());
    }
}
