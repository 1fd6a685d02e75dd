package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreUse;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rules leave to others, conflicts decided field by field, and single fields applied: on a real API server.
class IgnoredFieldsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final String IMAGE = ".spec.template.spec.containers[name=\"web\"].image";

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("ignore");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String deployment(String replicas, String image) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s, labels: {app: web, team: "%s"}}
                spec:
                  %s
                  minReadySeconds: 5
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}, {name: side, image: "side:1"}]}
                """.formatted(namespace, image.replace(":", "-"), replicas, image);
    }

    private ResourceKey web() {
        return new ResourceKey("apps", "Deployment", namespace, "web");
    }

    private static IgnoreRule fields(int number, String... fields) {
        return new IgnoreRule(
                number,
                1,
                new IgnoreRule.Objects("apps", "Deploy*", "*", "*"),
                List.of(fields),
                List.of(),
                Optional.empty());
    }

    private static IgnoreRule managers(String... managers) {
        return new IgnoreRule(1, 1, IgnoreRule.Objects.ALL, List.of(), List.of(managers), Optional.empty());
    }

    private String get(String path) {
        return PLANE.kubectl("-n", namespace, "get", "deploy", "web", "-o", "jsonpath={" + path + "}");
    }

    /// As a HorizontalPodAutoscaler does it.
    private void autoscale(int replicas) {
        PLANE.kubectl(
                "-n",
                namespace,
                "patch",
                "deploy",
                "web",
                "--subresource=scale",
                "--field-manager=kube-controller-manager",
                "--type=merge",
                "-p",
                "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    private void edit(String patch) {
        PLANE.kubectl(
                "-n", namespace, "patch", "deploy", "web", "--field-manager=kubectl-edit", "--type=merge", "-p", patch);
    }

    private ResourceDiff diff(int commit) {
        return bench.plan(commit).plan().changes().stream()
                .map(PlannedChange::diff)
                .filter(diff -> diff.key().equals(web()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> shown(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .map(d -> d.kind() + " " + d.fieldPath())
                .toList();
    }

    private ObjectResult sync(int commit, SyncApproval approval) {
        LivePlanner.Planned planned = bench.plan(commit);
        return bench.run(planned, commit, approval, new app.driftless.core.flow.CancelToken()).results().stream()
                .filter(r -> r.key().equals(web()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> owners(String field) {
        String managed = PLANE.kubectl(
                "-n",
                namespace,
                "get",
                "deploy",
                "web",
                "--show-managed-fields",
                "-o",
                "jsonpath={range .metadata.managedFields[*]}{.manager}={.fieldsV1}{\"\\n\"}{end}");
        return managed.lines()
                .filter(line -> line.contains("\"f:" + field + "\""))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    @Test
    void whatAnAutoscalerSetsIsShownApartAndNeverApplied() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        autoscale(6);
        assertEquals(Action.UPDATE, diff(one).action());
        assertTrue(diff(one).hasConflict());
        assertEquals(Outcome.HELD, sync(one, SyncApproval.plain()).outcome());

        bench.ignore(fields(1, "/spec/replicas"), fields(2, "/spec/paused"));
        ResourceDiff ignored = diff(one);
        assertEquals(List.of("IGNORED .spec.replicas"), shown(ignored));
        assertEquals(Action.UNCHANGED, ignored.action());
        Difference difference = ignored.differences().stream()
                .filter(d -> d.kind() == DiffClass.IGNORED)
                .findFirst()
                .orElseThrow();
        assertEquals(Difference.Side.of(2L), difference.desired());
        assertEquals(Difference.Side.of(6L), difference.live());
        assertEquals(Optional.of("kube-controller-manager"), difference.manager());
        assertEquals(1, difference.ignored().orElseThrow().number());
        assertEquals(
                List.of(1, 0),
                bench.plan(one).plan().ignoreUses().stream()
                        .map(IgnoreUse::differences)
                        .toList());

        int two = bench.commit(deployment("replicas: 3", "web:2"));
        assertEquals(Outcome.APPLIED, sync(two, SyncApproval.plain()).outcome());
        assertEquals("6", get(".spec.replicas"));
        assertEquals("web:2", get(".spec.template.spec.containers[0].image"));
        assertEquals(List.of("kube-controller-manager"), owners("replicas"));
        assertTrue(bench.plan(two).plan().isEmpty());
    }

    @Test
    void aFieldThatOnlyWeOwnKeepsItsLiveValueAlsoWhenGitDropsIt() {
        int one = bench.commit(deployment("replicas: 4", "web:1"));
        bench.sync(one);
        bench.ignore(fields(1, ".spec.replicas", ".spec.template.spec.containers[*].image"));
        int two = bench.commit(deployment("revisionHistoryLimit: 3", "web:2"));
        assertEquals(Outcome.APPLIED, sync(two, SyncApproval.plain()).outcome());
        assertEquals("4", get(".spec.replicas"));
        assertEquals("web:1", get(".spec.template.spec.containers[0].image"));
        assertEquals("web-2", get(".metadata.labels.team"));
        assertEquals("3", get(".spec.revisionHistoryLimit"));
        assertEquals(Action.UNCHANGED, diff(two).action());
        assertEquals(List.of("IGNORED " + IMAGE), shown(diff(two)));
    }

    @Test
    void whatTwoOwnIsHandedOverWithoutChangingIt() throws IOException {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        Path manifest = Files.writeString(
                state.resolve("scaler.yaml"),
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: " + namespace
                        + "}\nspec: {replicas: 2, selector: {matchLabels: {app: web}}}");
        PLANE.kubectl("apply", "--server-side", "--field-manager=scaler", "-f", manifest.toString());
        assertEquals(Set.of("driftless", "scaler"), Set.copyOf(owners("replicas")));
        bench.ignore(fields(1, "/spec/replicas"));
        assertEquals(Action.OWNERSHIP, diff(one).action());
        assertEquals(Outcome.APPLIED, sync(one, SyncApproval.plain()).outcome());
        assertEquals(List.of("scaler"), owners("replicas"));
        assertEquals("2", get(".spec.replicas"));
    }

    @Test
    void allOfOneManagerIsLeftToIt() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        edit(
                "{\"metadata\":{\"labels\":{\"hand\":\"1\"}},\"spec\":{\"replicas\":7,\"template\":{\"metadata\":{\"annotations\":{\"hand\":\"1\"}}}}}");
        assertEquals(3, shown(diff(one)).size());
        bench.ignore(managers("kubectl-*"));
        ResourceDiff ignored = diff(one);
        assertEquals(3, ignored.count(DiffClass.IGNORED), shown(ignored).toString());
        assertEquals(Action.UNCHANGED, ignored.action());
        int two = bench.commit(deployment("replicas: 3", "web:2"));
        assertEquals(Outcome.APPLIED, sync(two, SyncApproval.plain()).outcome());
        assertEquals("7", get(".spec.replicas"));
        assertEquals("1", get(".metadata.labels.hand"));
        assertEquals("web-2", get(".metadata.labels.team"));
    }

    @Test
    void whatIsInheritedFromKubectlKeepsItsLiveValueToo() throws IOException {
        Path manifest = Files.writeString(state.resolve("web.yaml"), deployment("replicas: 4", "web:1"));
        PLANE.kubectl("apply", "-f", manifest.toString());
        bench.ignore(fields(1, "/spec/replicas"));
        int one = bench.commit(deployment("revisionHistoryLimit: 3", "web:2"));
        assertEquals(
                Outcome.APPLIED,
                sync(one, SyncApproval.plain().with(SyncApproval.Conflicts.TAKE_OVER))
                        .outcome());
        assertEquals("4", get(".spec.replicas"));
        assertEquals("web:2", get(".spec.template.spec.containers[0].image"));
        assertTrue(bench.plan(one).plan().isEmpty());
    }

    @Test
    void aWholeKindIsCreatedAndThenLeftAlone() {
        bench.ignore(new IgnoreRule(
                1, 1, new IgnoreRule.Objects("*", "Deployment", "*", "*"), List.of(), List.of(), Optional.empty()));
        bench.sync(bench.commit(deployment("replicas: 2", "web:1")));
        assertEquals("2", get(".spec.replicas"));
        edit("{\"spec\":{\"minReadySeconds\":9}}");
        int two = bench.commit(deployment("replicas: 3", "web:2"));
        assertEquals(Action.UNCHANGED, diff(two).action());
        assertEquals(4, diff(two).count(DiffClass.IGNORED), shown(diff(two)).toString());
        assertEquals(0, bench.sync(two).count(Outcome.APPLIED));
        assertEquals("9", get(".spec.minReadySeconds"));
    }

    @Test
    void eachConflictIsDecidedByItself() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        autoscale(6);
        edit("{\"spec\":{\"minReadySeconds\":9}}");
        SyncApproval undecided = SyncApproval.plain().with(web(), o -> o.take(Set.of(".spec.minReadySeconds")));
        assertEquals(Outcome.HELD, sync(one, undecided).outcome());
        SyncApproval decided = undecided.with(web(), o -> o.leave(Set.of(".spec.replicas")));
        assertEquals(Outcome.APPLIED, sync(one, decided).outcome());
        assertEquals("6", get(".spec.replicas"));
        assertEquals("5", get(".spec.minReadySeconds"));
        assertEquals(List.of("driftless"), owners("minReadySeconds"));
        assertEquals(List.of("kube-controller-manager"), owners("replicas"));
        assertTrue(diff(one).hasConflict(), "left in that sync only");
    }

    @Test
    void aRememberedTakeOverSettlesItsConflictAndNoOther() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        edit("{\"spec\":{\"minReadySeconds\":9}}");
        Difference conflict = diff(one).differences().stream()
                .filter(Difference::conflict)
                .findFirst()
                .orElseThrow();
        assertEquals(Outcome.HELD, sync(one, SyncApproval.plain()).outcome());
        bench.takeOver(TakeOverRule.of(web(), conflict));
        SyncPlan settled = bench.plan(one).plan();
        assertEquals(
                List.of(),
                settled.risks().stream()
                        .filter(r -> r.kind() == Risk.Kind.CONFLICT)
                        .toList());
        assertEquals(1, settled.takeOverUses().getFirst().differences());
        assertEquals(Outcome.APPLIED, sync(one, SyncApproval.plain()).outcome());
        assertEquals("5", get(".spec.minReadySeconds"));

        // Again, with what another manager owns beside it: that one is still asked about.
        edit("{\"spec\":{\"minReadySeconds\":9}}");
        autoscale(6);
        assertEquals(Outcome.HELD, sync(one, SyncApproval.plain()).outcome());
        SyncApproval rest = SyncApproval.plain().with(SyncApproval.Conflicts.LEAVE);
        assertEquals(Outcome.APPLIED, sync(one, rest).outcome());
        assertEquals("5 6", get(".spec.minReadySeconds} {.spec.replicas"));
        // What a person says now counts before what is remembered.
        edit("{\"spec\":{\"minReadySeconds\":9}}");
        assertEquals(
                Outcome.APPLIED,
                sync(one, rest.with(web(), o -> o.leave(Set.of(".spec.minReadySeconds"))))
                        .outcome());
        assertEquals("9", get(".spec.minReadySeconds"));
    }

    @Test
    void oneFieldOfFiveChangesAndTheRestStaysReported() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        bench.sync(one);
        int two = bench.commit(deployment("replicas: 3", "web:2")
                .replace("minReadySeconds: 5", "minReadySeconds: 6\n  revisionHistoryLimit: 4")
                .replace("side:1", "side:2"));
        List<String> all = shown(diff(two));
        assertEquals(6, all.size(), all.toString());
        String before = get(".spec.template.metadata.labels");
        SyncApproval some = SyncApproval.plain().withOnly(Set.of(web())).with(web(), o -> o.only(Set.of(IMAGE)));
        assertEquals(Outcome.APPLIED, sync(two, some).outcome());
        assertEquals("web:2", get(".spec.template.spec.containers[0].image"));
        assertEquals("side:1", get(".spec.template.spec.containers[1].image"));
        assertEquals("2", get(".spec.replicas"));
        assertEquals("5", get(".spec.minReadySeconds"));
        assertEquals("web-1", get(".metadata.labels.team"));
        assertEquals(before, get(".spec.template.metadata.labels"));
        List<String> rest = shown(diff(two));
        assertEquals(5, rest.size(), rest.toString());
        assertFalse(rest.contains("YOURS " + IMAGE));
        assertTrue(
                bench.plan(two)
                        .inventory()
                        .mark()
                        .flatMap(SyncMark::synced)
                        .filter(c -> c.endsWith("2"))
                        .isEmpty(),
                "the commit counts as synced only once all of it is");
        assertEquals(Outcome.APPLIED, sync(two, SyncApproval.plain()).outcome());
        assertTrue(bench.plan(two).plan().isEmpty());
    }

    @Test
    void fieldsOfWhatIsNewOrNotChangedAreNotGuessed() {
        int one = bench.commit(deployment("replicas: 2", "web:1"));
        SyncApproval some = SyncApproval.plain().with(web(), o -> o.only(Set.of(".spec.replicas")));
        assertEquals(
                SyncProblem.FIELDS_OF_NEW,
                sync(one, some).problem().orElseThrow().code());
        bench.sync(one);
        int two = bench.commit(deployment("replicas: 2", "web:2"));
        assertEquals(
                SyncProblem.NO_SUCH_FIELD,
                sync(two, some).problem().orElseThrow().code());
    }
}
