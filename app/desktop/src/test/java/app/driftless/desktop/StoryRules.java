package app.driftless.desktop;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.Migration;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.UndoPlan;
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

/// An object with a difference of every class, one of them left alone by a rule, and what an undo leaves alone.
final class StoryRules {
    private static final ResourceKey STOREFRONT = new ResourceKey("apps", "Deployment", "web", "storefront");
    private static final List<IgnoreRule> RULES = List.of(
            rule(
                    1,
                    14,
                    new IgnoreRule.Objects("apps", "Deployment", "*", "*"),
                    "/spec/replicas",
                    "Scaled by the autoscaler"),
            rule(2, 19, IgnoreRule.Objects.just(StoryPlans.FLAGS), "/data/ramp", "The release team turns it by hand"),
            new IgnoreRule(3, 23, IgnoreRule.Objects.ALL, List.of(), List.of("vault-injector*"), Optional.empty()));

    private StoryRules() {}

    private static IgnoreRule rule(int number, int line, IgnoreRule.Objects objects, String field, String reason) {
        return new IgnoreRule(number, line, objects, List.of(field), List.of(), Optional.of(reason));
    }

    static PlanEntry entry() {
        return new PlanEntry(
                Story.environment("production", SyncPolicy.Mode.MANUAL, Protection.CONFIRM, "prod-eu"),
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
                List.of(new PlannedChange(StoryPlans.api(), 4), new PlannedChange(shown().diff(), 5)),
                List.of(),
                List.of(),
                new IgnoreRules(RULES),
                new TakeOverRules(List.of(new TakeOverRule(
                        1,
                        31,
                        IgnoreRule.Objects.just(StoryPlans.API),
                        List.of(StoryPlans.IMAGE),
                        List.of("kubectl-*"),
                        Optional.of("Hotfixes end with the next release")))));
    }

    /// What an undo does not touch.
    static List<UndoPlan.Left> left() {
        return List.of(
                new UndoPlan.Left(StoryPlans.FLAGS, Message.of("sync", "undo.changed", "kubectl-edit")),
                new UndoPlan.Left(StoryPlans.BUDGET, Message.of("sync", "undo.gone")));
    }

    static Difference ignored() {
        return difference("replicas", ".spec.replicas", DiffClass.FOREIGN, 4L, 7L, "hpa-controller")
                .ignoredBy(RULES.getFirst());
    }

    static ShownDiff shown() {
        Map<String, Object> desired = body("shop/storefront:5.8.0", 4L, "RollingUpdate", null);
        Map<String, Object> live = body("shop/storefront:5.7.2", 7L, "Recreate", "auto");
        var diff = new ResourceDiff(
                Action.UPDATE,
                new Gvk("apps", "v1", "Deployment"),
                STOREFRONT,
                Optional.of(new Origin("clusters/production/web/storefront.yaml", 0, 1)),
                List.of(
                        difference(
                                "image",
                                ".spec.image",
                                DiffClass.YOURS,
                                "shop/storefront:5.8.0",
                                "shop/storefront:5.7.2",
                                "driftless"),
                        ignored(),
                        difference(
                                "strategy",
                                ".spec.strategy",
                                DiffClass.DRIFT,
                                "RollingUpdate",
                                "Recreate",
                                "kubectl-edit"),
                        only("paused", ".spec.paused", DiffClass.FOREIGN, false, "release-bot"),
                        only("proxy", ".spec.proxy", DiffClass.MUTATED, "auto", "mesh-webhook"),
                        only("revisionHistoryLimit", ".spec.revisionHistoryLimit", DiffClass.DEFAULT, 10L, null)),
                Optional.of(desired),
                Optional.of(live),
                Optional.of(desired),
                Optional.of("uid-storefront"),
                Optional.of("52"),
                Optional.empty(),
                Optional.of(Problem.of(ClusterProblem.WEBHOOK_FAILED, STOREFRONT.toString(), "mesh.shop.example", "")),
                Optional.of(ResourceDiff.Approximation.WEBHOOK_NOT_ASKED),
                List.of(new Migration("kubectl-client-side-apply", List.of(".spec.image", ".spec.replicas"))));
        return new ShownDiff(
                diff,
                "production",
                "prod-eu",
                new Sides.Wanted(
                        "main @ 4f2c9a1",
                        Optional.of("payments: api 2.14.0"),
                        true,
                        Story.NOW.minusSeconds(4),
                        false,
                        Optional.empty()));
    }

    private static Map<String, Object> body(String image, long replicas, String strategy, String proxy) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("image", image);
        if (proxy != null) {
            spec.put("paused", false);
            spec.put("proxy", proxy);
        }
        spec.put("replicas", replicas);
        if (proxy != null) {
            spec.put("revisionHistoryLimit", 10L);
        }
        spec.put("strategy", strategy);
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "apps/v1");
        body.put("kind", "Deployment");
        body.put("metadata", Map.of("name", "storefront", "namespace", "web"));
        body.put("spec", spec);
        return body;
    }

    private static Difference difference(
            String field, String path, DiffClass kind, Object desired, Object live, String manager) {
        return new Difference(
                JsonPointer.of("spec", field),
                path,
                kind,
                false,
                Difference.Side.of(desired),
                Difference.Side.of(live),
                Difference.Side.of(desired),
                Optional.of(manager),
                Optional.of(Story.NOW.minus(Duration.ofHours(2))),
                false);
    }

    private static Difference only(String field, String path, DiffClass kind, Object live, String manager) {
        return new Difference(
                JsonPointer.of("spec", field),
                path,
                kind,
                false,
                Difference.Side.ABSENT,
                Difference.Side.of(live),
                Difference.Side.of(live),
                Optional.ofNullable(manager),
                Optional.ofNullable(manager).map(_ -> Story.NOW.minus(Duration.ofHours(3))),
                false);
    }
}
