package app.driftless.cli.demo;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The demo's order of events: a first sync, a drift that is explained and put back, a change that is planned,
/// committed, pushed and synced, and the way back. Each step is judged by what the cluster really holds.
public final class Story {
    private static final String PRODUCTION = "production";
    private static final String NAMESPACE = "shop-production";
    private static final String OVERLAY = "environments/production/kustomization.yaml";
    private static final String IMAGE = "/spec/template/spec/containers/0/image";

    private final Stage stage;

    public Story(Stage stage) {
        this.stage = stage;
    }

    /// @return whether the cluster held at each step what it should
    public boolean tell() {
        return firstSync() && drift() && change() && back();
    }

    private boolean firstSync() {
        stage.say("demo.first");
        for (String environment : List.of("platform", "staging", PRODUCTION)) {
            if (!went(stage.sync(environment, SyncApproval.plain()))) {
                return false;
            }
        }
        return stage.rollsOut(NAMESPACE, "catalog");
    }

    private boolean drift() {
        stage.say("demo.drift");
        stage.kubectl("-n", NAMESPACE, "scale", "deployment", "catalog", "--replicas=7");
        stage.say("demo.explained");
        SyncPlan plan = stage.plan(PRODUCTION);
        Map<ResourceKey, Set<String>> drifted = drifted(plan);
        if (drifted.isEmpty()) {
            return false;
        }
        stage.say("demo.putBack");
        SyncApproval approval = SyncApproval.plain().withOnly(drifted.keySet());
        for (var entry : drifted.entrySet()) {
            approval = approval.with(entry.getKey(), object -> object.take(entry.getValue()));
        }
        SyncReport report = stage.sync(PRODUCTION, approval);
        return went(report) && Long.valueOf(3).equals(stage.live(NAMESPACE, "catalog", "/spec/replicas"));
    }

    private boolean change() {
        stage.say("demo.change");
        stage.edit(OVERLAY, "newTag: 1.4.1", "newTag: 1.4.2");
        SyncPlan plan = stage.planOfDisk(PRODUCTION);
        if (plan.summary().getOrDefault(Action.UPDATE, 0) != 1) {
            return false;
        }
        stage.commitAndPush(OVERLAY, "Roll catalog 1.4.2 out to production");
        return went(stage.sync(PRODUCTION, SyncApproval.plain()))
                && stage.rollsOut(NAMESPACE, "catalog")
                && image().endsWith("catalog:1.4.2");
    }

    private boolean back() {
        stage.say("demo.back");
        stage.revert();
        if (!went(stage.sync(PRODUCTION, SyncApproval.plain()))
                || !stage.rollsOut(NAMESPACE, "catalog")
                || !image().endsWith("catalog:1.4.1")) {
            return false;
        }
        stage.say("demo.inSync");
        return stage.plan(PRODUCTION).changes().stream()
                .allMatch(c -> c.diff().action().keepsContent());
    }

    private String image() {
        return stage.live(NAMESPACE, "catalog", IMAGE).toString();
    }

    private static Map<ResourceKey, Set<String>> drifted(SyncPlan plan) {
        Map<ResourceKey, Set<String>> paths = new HashMap<>();
        plan.changes().forEach(change -> {
            Set<String> fields = change.diff().differences().stream()
                    .filter(d -> d.kind() == DiffClass.DRIFT)
                    .map(Difference::fieldPath)
                    .collect(Collectors.toSet());
            if (!fields.isEmpty()) {
                paths.put(change.diff().key(), fields);
            }
        });
        return paths;
    }

    private static boolean went(SyncReport report) {
        return report.problem().isEmpty()
                && report.results().stream()
                        .allMatch(r -> r.outcome() == ObjectResult.Outcome.APPLIED
                                || r.outcome() == ObjectResult.Outcome.SKIPPED);
    }
}
