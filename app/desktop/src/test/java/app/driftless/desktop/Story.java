package app.driftless.desktop;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.EventLog.Happening;
import app.driftless.core.flow.EventLog.Level;
import app.driftless.core.health.Health;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.Change;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.IndexState;
import app.driftless.core.workspace.IndexedFile;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.resources.ClusterEntry;
import app.driftless.desktop.resources.EntryState;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ResourceEntry;
import app.driftless.desktop.sync.ClusterSync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A shop with two environments, one of whose clusters is away: what the pictures show.
final class Story {
    static final Instant NOW = Instant.parse("2026-11-21T07:02:00Z");

    private Story() {}

    static List<EnvironmentEntry> environments() {
        var staging = environment("staging", SyncPolicy.Mode.AUTO, Protection.CONFIRM, "staging-eu");
        var production = environment("production", SyncPolicy.Mode.MANUAL, Protection.LOCKED, "prod-eu", "prod-us");
        return List.of(
                new EnvironmentEntry(
                        staging,
                        List.of(live("staging-eu", Action.UNCHANGED, Health.Status.HEALTHY)),
                        resources(false),
                        false,
                        Optional.empty()),
                new EnvironmentEntry(
                        production,
                        List.of(
                                live("prod-eu", Action.UPDATE, Health.Status.DEGRADED),
                                new ClusterEntry(
                                        "prod-us",
                                        new ClusterEntry.Link.Offline(NOW.minus(Duration.ofMinutes(14))),
                                        new EntryState(Optional.empty(), Optional.empty(), true),
                                        42)),
                        resources(true),
                        false,
                        Optional.empty()));
    }

    private static ClusterEntry live(String name, Action action, Health.Status health) {
        return new ClusterEntry(name, new ClusterEntry.Link.Live(NOW.minusSeconds(4)), state(action, health), 42);
    }

    private static EntryState state(Action action, Health.Status health) {
        return new EntryState(Optional.of(action), Optional.ofNullable(health), false);
    }

    static Environment environment(String name, SyncPolicy.Mode mode, Protection protection, String... clusters) {
        return new Environment(
                name,
                "clusters/" + name,
                RenderMode.AUTO,
                List.of(clusters),
                new SyncPolicy(
                        mode,
                        true,
                        Duration.ofMinutes(1),
                        false,
                        SyncPolicy.observing().retry()),
                protection,
                Optional.empty(),
                Optional.empty(),
                "file");
    }

    private static List<ResourceEntry> resources(boolean interesting) {
        var list = new ArrayList<ResourceEntry>();
        add(
                list,
                "payments",
                "apps",
                "Deployment",
                "api",
                interesting ? Action.UPDATE : Action.UNCHANGED,
                Health.Status.HEALTHY);
        add(list, "payments", "apps", "Deployment", "worker", Action.UNCHANGED, Health.Status.HEALTHY);
        add(list, "payments", "autoscaling", "HorizontalPodAutoscaler", "api", Action.UNCHANGED, Health.Status.HEALTHY);
        add(
                list,
                "payments",
                "policy",
                "PodDisruptionBudget",
                "api",
                interesting ? Action.CREATE : Action.UNCHANGED,
                Health.Status.MISSING);
        add(list, "payments", "batch", "CronJob", "settle", Action.UNCHANGED, Health.Status.HEALTHY);
        if (interesting) {
            add(list, "payments", "batch", "CronJob", "settle-legacy", Action.DELETE, Health.Status.SUSPENDED);
        }
        add(list, "payments", "", "Service", "api", Action.UNCHANGED, Health.Status.HEALTHY);
        add(list, "payments", "", "ConfigMap", "flags", interesting ? Action.UPDATE : Action.UNCHANGED, null);
        add(list, "payments", "", "Secret", "gateway-keys", Action.UNCHANGED, null);
        add(list, "catalog", "apps", "Deployment", "search", Action.UNCHANGED, Health.Status.HEALTHY);
        add(
                list,
                "catalog",
                "apps",
                "StatefulSet",
                "index",
                Action.UNCHANGED,
                interesting ? Health.Status.DEGRADED : Health.Status.HEALTHY);
        add(
                list,
                "catalog",
                "batch",
                "Job",
                "reindex",
                interesting ? Action.UPDATE : Action.UNCHANGED,
                Health.Status.HEALTHY);
        add(
                list,
                "catalog",
                "serving.kserve.io",
                "InferenceService",
                "ranker",
                Action.UNCHANGED,
                Health.Status.HEALTHY);
        add(list, "catalog", "", "Service", "search", Action.UNCHANGED, Health.Status.HEALTHY);
        add(
                list,
                "web",
                "apps",
                "Deployment",
                "storefront",
                interesting ? Action.UPDATE : Action.UNCHANGED,
                interesting ? Health.Status.PROGRESSING : Health.Status.HEALTHY);
        add(list, "web", "", "Service", "storefront", Action.UNCHANGED, Health.Status.HEALTHY);
        add(list, "web", "networking.k8s.io", "Ingress", "storefront", Action.UNCHANGED, Health.Status.HEALTHY);
        add(list, "web", "", "ConfigMap", "robots", Action.UNCHANGED, null);
        add(list, "", "", "Namespace", "payments", Action.UNCHANGED, Health.Status.HEALTHY);
        return list;
    }

    private static void add(
            List<ResourceEntry> list,
            String namespace,
            String group,
            String kind,
            String name,
            Action action,
            Health.Status health) {
        list.add(new ResourceEntry(
                new ResourceKey(group, kind, namespace, name),
                Optional.of(new Origin(
                        "clusters/production/" + namespace + "/" + name + "-" + kind.toLowerCase() + ".yaml", 0, 1)),
                state(action, health),
                Optional.ofNullable(health).map(h -> health(kind, h))));
    }

    /// With a reason where it is not well.
    private static Health health(String kind, Health.Status status) {
        return switch (status) {
            case DEGRADED ->
                new Health(
                        status,
                        Optional.of(Message.of("health", "ready", 1, 3)),
                        Optional.of(new Health.Cause(
                                new ResourceKey("", "Pod", "catalog", "index-2"),
                                Message.of("health", "container.broken", "index", "ImagePullBackOff"))));
            case PROGRESSING -> new Health(status, Optional.of(Message.of("health", "updated", 2, 3)));
            case HEALTHY, NO_SIGNAL, SUSPENDED, MISSING, UNKNOWN -> new Health(status, Optional.empty());
        };
    }

    static IndexState index() {
        var files = new TreeMap<String, IndexedFile>();
        for (String path : List.of(
                "base/payments/api.yaml",
                "base/payments/flags.yaml",
                "base/payments/gateway-keys.sops.yaml",
                "base/payments/kustomization.yaml",
                "base/catalog/search.yaml",
                "clusters/production/payments/api-deployment.yaml",
                "clusters/production/payments/kustomization.yaml",
                "clusters/production/payments/settle-legacy.yaml",
                "clusters/staging/kustomization.yaml",
                "crds/inference.yaml",
                ".driftless.yaml")) {
            var key = new ResourceKey("apps", "Deployment", "payments", "api");
            var entries = path.contains("kustomization") || path.startsWith(".")
                    ? List.<IndexedFile.Entry>of()
                    : List.of(new IndexedFile.Entry(
                            new Gvk("apps", "v1", "Deployment"), key, 0, new SourceRange(0, 1, 1, 1, 1, 2)));
            var findings =
                    findings().stream().filter(f -> f.path().equals(path)).toList();
            files.put(path, new IndexedFile(path, "blob", entries, findings));
        }
        return new IndexState(files, true, 1);
    }

    static List<Finding> findings() {
        return List.of(
                finding(
                        Severity.ERROR,
                        "YAML-002",
                        "clusters/production/payments/api-deployment.yaml",
                        18,
                        28,
                        "Deployment"),
                finding(Severity.WARNING, "SCHEMA-003", "base/payments/flags.yaml", 6, 3, "ConfigMap"),
                finding(
                        Severity.INFO,
                        "SCHEMA-010",
                        "clusters/production/payments/settle-legacy.yaml",
                        1,
                        1,
                        "CronJob"));
    }

    private static Finding finding(Severity severity, String code, String path, int line, int column, String kind) {
        String group = kind.equals("Deployment") ? "apps" : "";
        return new Finding(
                severity,
                code,
                Message.of("repo", "REPO-002.what", path),
                path,
                Optional.of(new SourceRange(0, 1, line, column, line, column + 3)),
                Optional.of(new ResourceKey(group, kind, "payments", "api")),
                Optional.empty());
    }

    static List<Change> changes() {
        return List.of(
                new Change(
                        "clusters/production/payments/api-deployment.yaml",
                        Change.Kind.NONE,
                        Change.Kind.MODIFIED,
                        Optional.empty()),
                new Change("base/payments/flags.yaml", Change.Kind.MODIFIED, Change.Kind.NONE, Optional.empty()),
                new Change(
                        "clusters/production/payments/api-budget.yaml",
                        Change.Kind.NONE,
                        Change.Kind.ADDED,
                        Optional.empty()),
                new Change(
                        "clusters/production/payments/settle-legacy.yaml",
                        Change.Kind.DELETED,
                        Change.Kind.NONE,
                        Optional.empty()));
    }

    static Commit commit(String id, String message, Duration ago) {
        return new Commit(
                id + "0".repeat(40 - id.length()),
                "f".repeat(40),
                List.of("e".repeat(40)),
                "Mara Lind",
                "mara@shop.example",
                NOW.minus(ago),
                message);
    }

    /// A push, a sync and a cluster that goes away.
    static EventLog events() {
        var log = new EventLog(() -> NOW);
        Message push = Message.of("window", "push");
        log.add(Level.INFO, new Happening.Begun(push));
        log.add(Level.INFO, new Happening.Done(push, Duration.ofMillis(1240)));
        log.add(
                Level.INFO,
                new Happening.Told(Message.of("window", "event.head", "main", "7c1e05d", "payments: api 2.14.0")));
        log.add(Level.WARNING, new Happening.Told(Message.of("window", "event.offline", "production", "prod-us")));
        log.add(
                Level.ERROR,
                new Happening.Failed(
                        Message.of("window", "sync", "production", "prod-us"),
                        Problem.of(RepoProblem.NO_SUCH_REVISION, "4f2c9a1")));
        log.add(Level.WARNING, new Happening.Said("WorkTreeWatch", "charts can't be watched"));
        return log;
    }

    static List<ClusterSync> syncs() {
        var staging = environment("staging", SyncPolicy.Mode.AUTO, Protection.CONFIRM, "staging-eu");
        var production = environment("production", SyncPolicy.Mode.MANUAL, Protection.LOCKED, "prod-eu", "prod-us");
        var ledger = List.of(report(0), report(1), report(2), report(3));
        return List.of(
                new ClusterSync(
                        staging,
                        "staging-eu",
                        true,
                        false,
                        new SyncState.Idle(Optional.of(ledger.getFirst()), Optional.of(NOW.plusSeconds(40))),
                        ledger),
                new ClusterSync(production, "prod-eu", true, false, new SyncState.Done(ledger.getFirst()), ledger),
                new ClusterSync(
                        production,
                        "prod-us",
                        true,
                        true,
                        new SyncState.Stopped(
                                Problem.of(RepoProblem.NO_SUCH_REVISION, "4f2c9a1"), Optional.of(NOW.plusSeconds(120))),
                        List.of()));
    }

    private static SyncReport report(int age) {
        var at = NOW.minus(Duration.ofHours(11L * age)).minusSeconds(60);
        return new SyncReport(
                "sync-" + age,
                "production",
                "prod-eu",
                history().get(age),
                at,
                at.plusSeconds(48),
                false,
                List.of(
                        result("", "ConfigMap", "payments", "flags", Action.UPDATE, ObjectResult.Outcome.APPLIED, null),
                        result(
                                "policy",
                                "PodDisruptionBudget",
                                "payments",
                                "api",
                                Action.CREATE,
                                ObjectResult.Outcome.APPLIED,
                                Health.Status.HEALTHY),
                        result(
                                "apps",
                                "Deployment",
                                "web",
                                "storefront",
                                Action.UPDATE,
                                ObjectResult.Outcome.APPLIED,
                                Health.Status.HEALTHY),
                        result(
                                "apps",
                                "Deployment",
                                "payments",
                                "api",
                                Action.UPDATE,
                                ObjectResult.Outcome.APPLIED,
                                Health.Status.PROGRESSING),
                        result(
                                "batch",
                                "Job",
                                "catalog",
                                "reindex",
                                Action.UPDATE,
                                ObjectResult.Outcome.HELD,
                                Health.Status.HEALTHY),
                        result(
                                "batch",
                                "CronJob",
                                "payments",
                                "settle-legacy",
                                Action.DELETE,
                                ObjectResult.Outcome.SKIPPED,
                                Health.Status.SUSPENDED)),
                Optional.empty(),
                Optional.empty());
    }

    private static ObjectResult result(
            String group,
            String kind,
            String namespace,
            String name,
            Action action,
            ObjectResult.Outcome outcome,
            Health.Status health) {
        return new ObjectResult(
                new ResourceKey(group, kind, namespace, name),
                action,
                outcome,
                Optional.empty(),
                Optional.ofNullable(health).map(h -> new Health(h, Optional.empty())),
                NOW);
    }

    static List<Commit> history() {
        return List.of(
                commit(
                        "4f2c9a1",
                        "payments: api 2.14.0\n\nRisk checks go to their own service.",
                        Duration.ofMinutes(9)),
                commit("9b07e3d", "payments: drop settle-legacy", Duration.ofMinutes(31)),
                commit("7c1e05d", "web: storefront 5.8.0", Duration.ofHours(11)),
                commit("b3d9f20", "catalog: ranker on one GPU", Duration.ofHours(39)),
                commit("51aa7c3", "payments: memory limit 1Gi", Duration.ofHours(46)));
    }
}
