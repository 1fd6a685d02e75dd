package app.driftless.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.problem.Message;
import app.driftless.core.render.RenderMode;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final String OWN = "applyset-own-v1";
    private static final SyncPolicy PRUNING = policy(SyncPolicy.Mode.MANUAL, true, false);

    private static SyncPolicy policy(SyncPolicy.Mode mode, boolean prune, boolean selfHeal) {
        return new SyncPolicy(
                mode,
                prune,
                Duration.ofMinutes(1),
                selfHeal,
                SyncPolicy.observing().retry());
    }

    private static ResourceDiff diff(
            Action action, String apiVersion, String kind, String name, Map<String, Object> live) {
        Gvk type = Gvk.of(apiVersion, kind);
        boolean clusterScoped = Set.of("Namespace", "CustomResourceDefinition", "ClusterRole", "PersistentVolume")
                .contains(kind);
        var key = new ResourceKey(type.group(), kind, clusterScoped ? "" : "shop", name);
        boolean delete = action == Action.DELETE;
        return new ResourceDiff(
                action,
                type,
                key,
                delete ? Optional.empty() : Optional.of(new Origin("a.yaml", 0, 1)),
                List.of(),
                delete ? Optional.empty() : Optional.of(Map.of()),
                action == Action.CREATE ? Optional.empty() : Optional.of(live),
                Optional.empty(),
                Optional.of("uid-" + name),
                Optional.of("7"),
                Optional.empty(),
                Optional.empty());
    }

    private static ResourceDiff config(Action action, String name) {
        return diff(action, "v1", "ConfigMap", name, Map.of());
    }

    private static Map<String, Object> annotated(String key, String value) {
        return Map.of("metadata", Map.of("annotations", Map.of(key, value)));
    }

    private static Map<String, Object> labelled(String key, String value) {
        return Map.of("metadata", Map.of("labels", Map.of(key, value)));
    }

    private static Planner.Input input(List<ResourceDiff> diffs, int inventory, SyncPolicy policy) {
        return input(diffs, inventory, policy, Protection.OPEN, List.of(), Set.of());
    }

    private static Planner.Input input(
            List<ResourceDiff> diffs,
            int inventory,
            SyncPolicy policy,
            Protection protection,
            List<Finding> findings,
            Set<ResourceKey> elsewhere) {
        return new Planner.Input(
                new Planner.Target("prod", "eu", Optional.empty(), Optional.empty(), Instant.EPOCH),
                diffs,
                inventory,
                OWN,
                policy,
                protection,
                findings,
                elsewhere,
                Checks.NOTHING,
                List.of());
    }

    private static List<ResourceDiff> kept(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> config(Action.UNCHANGED, "kept-" + i))
                .toList();
    }

    private static List<ResourceDiff> with(List<ResourceDiff> some, ResourceDiff... more) {
        var all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> risks(SyncPlan plan) {
        return plan.risks().stream()
                .map(r -> r.kind() + " " + r.reason().key() + (r.consent() ? " consent" : ""))
                .toList();
    }

    @Test
    void appliesWhatOthersNeedFirstAndInterceptorsLastAndThenPrunes() {
        var diffs = new ArrayList<>(List.of(
                diff(
                        Action.CREATE,
                        "admissionregistration.k8s.io/v1",
                        "ValidatingWebhookConfiguration",
                        "hook",
                        Map.of()),
                diff(Action.CREATE, "apps/v1", "Deployment", "api", Map.of()),
                diff(Action.CREATE, "acme.io/v1", "Certificate", "tls", Map.of()),
                diff(Action.CREATE, "networking.k8s.io/v1", "Ingress", "web", Map.of()),
                diff(Action.CREATE, "rbac.authorization.k8s.io/v1", "RoleBinding", "binding", Map.of()),
                diff(Action.CREATE, "rbac.authorization.k8s.io/v1", "Role", "role", Map.of()),
                diff(Action.CREATE, "scheduling.k8s.io/v1", "PriorityClass", "high", Map.of()),
                diff(Action.CREATE, "apiextensions.k8s.io/v1", "CustomResourceDefinition", "certs", Map.of()),
                diff(Action.CREATE, "v1", "Service", "api", Map.of()),
                config(Action.CREATE, "settings"),
                diff(Action.CREATE, "v1", "Namespace", "shop", Map.of()),
                diff(Action.DELETE, "v1", "Service", "old", Map.of()),
                diff(Action.DELETE, "apps/v1", "Deployment", "old", Map.of())));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(diffs, new Random(seed));
            List<String> order = Planner.plan(input(diffs, 100, PRUNING)).changes().stream()
                    .map(c -> c.diff().action() + " " + c.diff().key().kind())
                    .toList();
            assertEquals(List.of("CREATE CustomResourceDefinition", "CREATE Namespace"), order.subList(0, 2));
            assertEquals("CREATE ValidatingWebhookConfiguration", order.get(10));
            assertEquals(Set.of("DELETE Deployment", "DELETE Service"), Set.copyOf(order.subList(11, 13)));
        }
    }

    @Test
    void whoNeedsEachOtherIsRefusedAndAContradictedWaveIsARisk() {
        ResourceDiff one = ordered("one", "config.kubernetes.io/depends-on", "/namespaces/shop/ConfigMap/two");
        ResourceDiff two = ordered("two", "config.kubernetes.io/depends-on", "/namespaces/shop/ConfigMap/one");
        ResourceDiff early = ordered("early", "argocd.argoproj.io/sync-wave", "-1");
        ResourceDiff namespace = diff(Action.CREATE, "v1", "Namespace", "shop", Map.of());
        SyncPlan plan = Planner.plan(input(List.of(one, two, early, namespace), 10, PRUNING));
        assertEquals(2, plan.summary().get(Action.ERROR));
        for (PlannedChange change : plan.changes()) {
            if (change.diff().action() == Action.ERROR) {
                assertEquals(
                        PlanProblem.CIRCLE,
                        change.diff().problem().orElseThrow().code());
            }
        }
        assertEquals(List.of("REFUSED refused", "REFUSED refused", "ORDER circle"), risks(plan));
        assertEquals(namespace.key(), plan.risks().getLast().resource());
    }

    private static ResourceDiff ordered(String name, String annotation, String value) {
        ResourceDiff plain = config(Action.CREATE, name);
        return new ResourceDiff(
                plain.action(),
                plain.type(),
                plain.key(),
                plain.origin(),
                plain.differences(),
                Optional.of(annotated(annotation, value)),
                plain.live(),
                plain.predicted(),
                plain.uid(),
                plain.resourceVersion(),
                plain.problem(),
                plain.approximate());
    }

    @ParameterizedTest
    @CsvSource({
        // deletes, inventory, consent: more than max(5, 10 %), or at least half
        "1, 3, false",
        "1, 2, true",
        "1, 1, true",
        "5, 11, false",
        "5, 10, true",
        "6, 30, true",
        "10, 100, false",
        "11, 100, true",
        "49, 1000, false",
        "100, 1000, false",
        "101, 1000, true"
    })
    void manyDeletesNeedConsent(int deletes, int inventory, boolean consent) {
        var diffs = new ArrayList<>(kept(1));
        IntStream.range(0, deletes).forEach(i -> diffs.add(config(Action.DELETE, "gone-" + i)));
        SyncPlan plan = Planner.plan(input(diffs, inventory, PRUNING));
        assertEquals(deletes, plan.risks().size());
        assertTrue(plan.risks().stream().allMatch(r -> r.kind() == Risk.Kind.DELETE && r.consent() == consent));
        assertEquals(deletes, plan.summary().get(Action.DELETE));
    }

    @ParameterizedTest
    @CsvSource({
        "v1, Namespace",
        "v1, PersistentVolume",
        "v1, PersistentVolumeClaim",
        "apps/v1, StatefulSet",
        "apiextensions.k8s.io/v1, CustomResourceDefinition"
    })
    void whatCanLoseDataAlwaysNeedsConsent(String apiVersion, String kind) {
        SyncPlan plan =
                Planner.plan(input(with(kept(50), diff(Action.DELETE, apiVersion, kind, "x", Map.of())), 51, PRUNING));
        assertEquals(List.of("DELETE delete.precious consent"), risks(plan));
    }

    @ParameterizedTest
    @CsvSource({
        "argocd.argoproj.io/sync-options, 'Validate=false, Prune=false'",
        "argocd.argoproj.io/sync-options, Delete=false",
        "kustomize.toolkit.fluxcd.io/prune, disabled",
        "helm.sh/resource-policy, keep",
        "cli-utils.sigs.k8s.io/on-remove, keep",
        "client.lifecycle.config.k8s.io/deletion, detach",
        "kapp.k14s.io/delete-strategy, orphan"
    })
    void whatIsMarkedToBeKeptIsKept(String key, String value) {
        var marked = diff(Action.DELETE, "v1", "ConfigMap", "x", annotated(key, value));
        SyncPlan plan = Planner.plan(input(with(kept(20), marked), 21, PRUNING));
        assertEquals(List.of("REFUSED kept.mark"), risks(plan));
        assertEquals(0, plan.summary().get(Action.DELETE));
        assertEquals(21, plan.summary().get(Action.UNCHANGED));
    }

    @Test
    void aMarkMayAskForConfirmation() {
        var marked = diff(
                Action.DELETE, "v1", "ConfigMap", "x", annotated("argocd.argoproj.io/sync-options", "Prune=confirm"));
        assertEquals(
                List.of("DELETE delete.mark consent"), risks(Planner.plan(input(with(kept(20), marked), 21, PRUNING))));
    }

    @Test
    void nothingIsDeletedWherePruningIsOffTheRenderFailedOrIsEmptyOrTheObjectMoved() {
        ResourceDiff gone = config(Action.DELETE, "gone");
        var error = new Finding(
                Severity.ERROR,
                "YAML-001",
                Message.of("manifest", "x"),
                "a.yaml",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<ResourceDiff> diffs = with(kept(20), gone);
        var off = policy(SyncPolicy.Mode.AUTO, false, true);
        List<Planner.Input> cases = List.of(
                input(diffs, 21, off),
                input(diffs, 21, PRUNING, Protection.OPEN, List.of(error), Set.of()),
                input(List.of(gone), 21, PRUNING),
                input(diffs, 21, PRUNING, Protection.OPEN, List.of(), Set.of(gone.key())));
        List<String> reasons = List.of("kept.off", "kept.findings", "kept.empty", "kept.moved");
        for (int i = 0; i < cases.size(); i++) {
            SyncPlan plan = Planner.plan(cases.get(i));
            assertEquals(List.of("REFUSED " + reasons.get(i)), risks(plan));
            assertEquals(0, plan.summary().get(Action.DELETE));
        }
    }

    @Test
    void aNamespaceThatIsStillUsedStays() {
        SyncPlan plan = Planner.plan(
                input(with(kept(20), diff(Action.DELETE, "v1", "Namespace", "shop", Map.of())), 21, PRUNING));
        assertEquals(List.of("REFUSED kept.namespace.used"), risks(plan));
    }

    @Test
    void aNamespaceStaysWhereAKeptObjectIsInIt() {
        var marked = diff(Action.DELETE, "v1", "ConfigMap", "keep", annotated("helm.sh/resource-policy", "keep"));
        var elsewhere = diff(Action.UNCHANGED, "v1", "Namespace", "other", Map.of());
        SyncPlan plan = Planner.plan(input(
                List.of(elsewhere, marked, diff(Action.DELETE, "v1", "Namespace", "shop", Map.of())), 50, PRUNING));
        assertEquals(List.of("REFUSED kept.namespace.used", "REFUSED kept.mark"), risks(plan));
    }

    @Test
    void aDefinitionWhoseInstancesStayStays() {
        Map<String, Object> crd = Map.of("spec", Map.of("group", "acme.io", "names", Map.of("kind", "Widget")));
        var gone = diff(Action.DELETE, "apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets.acme.io", crd);
        var stays = diff(Action.UNCHANGED, "acme.io/v1", "Widget", "w", Map.of());
        assertEquals(
                List.of("REFUSED kept.definition.used"), risks(Planner.plan(input(List.of(stays, gone), 9, PRUNING))));
    }

    @Test
    void whatOthersLookAfterIsNeitherWrittenNorDeleted() {
        var argo = annotated("argocd.argoproj.io/tracking-id", "app:/ConfigMap:shop/x");
        var other = labelled("applyset.kubernetes.io/part-of", "applyset-other-v1");
        Map<String, Object> child = Map.of(
                "metadata", Map.of("ownerReferences", List.of(Map.of("kind", "Job", "name", "j", "controller", true))));
        List<ResourceDiff> diffs = with(
                kept(50),
                diff(Action.UPDATE, "v1", "ConfigMap", "a", argo),
                diff(Action.UPDATE, "v1", "ConfigMap", "b", other),
                diff(Action.OWNERSHIP, "v1", "Pod", "c", child),
                diff(Action.UPDATE, "v1", "ConfigMap", "own", labelled("applyset.kubernetes.io/part-of", OWN)),
                diff(Action.DELETE, "v1", "ConfigMap", "d", argo),
                diff(Action.DELETE, "v1", "ConfigMap", "e", other));
        SyncPlan plan = Planner.plan(input(diffs, 60, PRUNING));
        assertEquals(
                Set.of(
                        "REFUSED other.tool",
                        "REFUSED other.set",
                        "REFUSED other.controller",
                        "REFUSED kept.tool",
                        "REFUSED kept.set"),
                Set.copyOf(risks(plan)));
        assertEquals(0, plan.summary().get(Action.DELETE));
    }

    @Test
    void aLockedEnvironmentConfirmsEachDelete() {
        List<ResourceDiff> diffs = with(kept(20), config(Action.DELETE, "gone"));
        SyncPlan plan = Planner.plan(input(diffs, 21, PRUNING, Protection.LOCKED, List.of(), Set.of()));
        assertEquals(List.of("DELETE delete.locked consent"), risks(plan));
    }

    @Test
    void whatMayNotBeDeletedIsAnError() {
        ResourceDiff gone = config(Action.DELETE, "gone");
        var base = input(with(kept(20), gone), 21, PRUNING);
        var input = new Planner.Input(
                base.target(),
                base.diffs(),
                base.inventory(),
                OWN,
                PRUNING,
                Protection.OPEN,
                List.of(),
                Set.of(),
                new Checks(Set.of(gone.key()), Map.of(), List.of(), Map.of()),
                List.of());
        SyncPlan plan = Planner.plan(input);
        assertEquals(List.of("PERMISSION permission.delete"), risks(plan));
        assertEquals(1, plan.summary().get(Action.ERROR));
    }

    @Test
    void loosenedSettingsAreNamedAndTightenedOnesAreNot() {
        Environment tight = environment("apps/prod", PRUNING.prune(), Protection.LOCKED, SyncPolicy.Mode.MANUAL);
        Environment loose = environment("apps/all", true, Protection.OPEN, SyncPolicy.Mode.AUTO);
        assertEquals(
                List.of("prod protection=OPEN", "prod sync.mode=AUTO", "prod path=apps/all"),
                Loosening.between(tight, loose).stream().map(Loosening::name).toList());
        assertEquals(
                List.of("prod path=apps/prod"),
                Loosening.between(loose, tight).stream().map(Loosening::name).toList());
        assertEquals(
                List.of("prod protection=OPEN", "prod sync.mode=AUTO", "prod path=apps/all"),
                Loosening.between(tight, loose).stream()
                        .map(Loosening::risk)
                        .map(Loosening::nameOf)
                        .toList());
        assertFalse(Loosening.between(
                        environment("a", false, Protection.OPEN, SyncPolicy.Mode.OBSERVE),
                        environment("a", true, Protection.OPEN, SyncPolicy.Mode.OBSERVE))
                .isEmpty());
    }

    @Test
    void aRuleThatTakesFieldsOverUnaskedIsALooseningAndOneLessIsNone() {
        Environment asks = environment("a", false, Protection.OPEN, SyncPolicy.Mode.AUTO);
        var rule = new TakeOverRule(
                1,
                4,
                new IgnoreRule.Objects("*", "Deployment", "*", "*"),
                List.of("/spec"),
                List.of(),
                Optional.empty());
        Environment takes = new Environment(
                asks.name(),
                asks.path(),
                asks.render(),
                asks.clusters(),
                asks.sync(),
                asks.protection(),
                asks.promotedFrom(),
                asks.kubernetesVersion(),
                asks.foundBy(),
                asks.ignore(),
                new TakeOverRules(List.of(rule)));
        Loosening loosening = Loosening.between(asks, takes).getFirst();
        assertEquals("prod takeOver=Deployment */* /spec", loosening.name());
        assertEquals(Loosening.ofTakeOver(takes), loosening.name());
        assertEquals(List.of(), Loosening.between(takes, asks));
        assertEquals(List.of(), Loosening.between(takes, takes));
    }

    private static Environment environment(String path, boolean prune, Protection protection, SyncPolicy.Mode mode) {
        return new Environment(
                "prod",
                path,
                RenderMode.AUTO,
                List.of("eu"),
                policy(mode, prune, false),
                protection,
                Optional.empty(),
                Optional.empty(),
                ".driftless.yaml");
    }
}
