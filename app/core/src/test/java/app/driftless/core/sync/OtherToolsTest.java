package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.plan.Risk;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Argo CD, Flux or Helm look after is read-only to us (R24, first pass line): by their marks, and by their
/// managers where a mark is ambiguous or written by the repository, too.
class OtherToolsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    private record Tool(String name, String manager, String mark) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool("argo-label", "argocd-controller", "labels: {app.kubernetes.io/instance: shop}"),
            new Tool(
                    "argo-annotation",
                    "someone",
                    "annotations: {argocd.argoproj.io/tracking-id: 'shop:/ConfigMap:a/b'}"),
            new Tool("argo-none", "argocd-controller", ""),
            new Tool("flux-label", "someone", "labels: {kustomize.toolkit.fluxcd.io/name: shop}"),
            new Tool("flux-none", "kustomize-controller", ""),
            new Tool("flux-helm", "helm-controller", "labels: {helm.toolkit.fluxcd.io/name: shop}"),
            new Tool("helm-label", "helm", "labels: {app.kubernetes.io/managed-by: Helm}"),
            new Tool("helm-annotation", "someone", "annotations: {meta.helm.sh/release-name: shop}"));

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("tools");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private String config(String name, String mark, String value) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: %s
                  %s
                data: {key: "%s"}
                """.formatted(name, namespace, mark, value);
    }

    private void written(Tool tool) throws IOException {
        Path file = Files.writeString(state.resolve("live.yaml"), config(tool.name(), tool.mark(), "theirs"));
        PLANE.kubectl("apply", "--server-side", "--field-manager=" + tool.manager(), "-f", file.toString());
    }

    private Set<String> refused(int commit) {
        return bench.plan(commit).plan().risks().stream()
                .filter(risk -> risk.kind() == Risk.Kind.REFUSED && !risk.consent())
                .map(risk -> risk.resource().name())
                .collect(Collectors.toSet());
    }

    private static Set<String> names() {
        return TOOLS.stream().map(Tool::name).collect(Collectors.toSet());
    }

    private void untouched(SyncReport report) {
        assertEquals(
                names(),
                report.results().stream()
                        .filter(result -> result.outcome() == Outcome.HELD
                                && result.problem()
                                        .filter(p -> p.code() == SyncProblem.NOT_OURS)
                                        .isPresent())
                        .map(result -> result.key().name())
                        .collect(Collectors.toSet()));
        for (Tool tool : TOOLS) {
            assertEquals(
                    "theirs",
                    PLANE.kubectl("-n", namespace, "get", "configmap", tool.name(), "-o", "jsonpath={.data.key}"));
            assertEquals(
                    tool.manager(),
                    PLANE.kubectl(
                            "-n",
                            namespace,
                            "get",
                            "configmap",
                            tool.name(),
                            "-o",
                            "jsonpath={.metadata.managedFields[*].manager}",
                            "--show-managed-fields"));
        }
    }

    @Test
    void nothingThatAnotherToolMarkedOrWritesIsWritten() throws IOException {
        var desired = new StringBuilder();
        for (Tool tool : TOOLS) {
            written(tool);
            desired.append(config(tool.name(), "", "ours"));
        }
        int commit = bench.commit(desired.toString());
        assertEquals(names(), refused(commit));
        untouched(bench.sync(commit));
        assertTrue(bench.plan(commit).plan().risks().stream()
                .anyMatch(risk -> risk.reason().args().contains("Argo CD (argocd-controller)")));
    }

    @Test
    void aMarkThatTheRepositoryWritesIsNoWayRoundAManagerThatStillOwnsFields() throws IOException {
        var desired = new StringBuilder();
        Set<String> owned = TOOLS.stream()
                .filter(tool -> !tool.manager().equals("someone"))
                .map(Tool::name)
                .collect(Collectors.toSet());
        for (Tool tool : TOOLS) {
            if (owned.contains(tool.name())) {
                written(tool);
                desired.append(config(tool.name(), tool.mark(), "ours"));
            }
        }
        assertEquals(owned, refused(bench.commit(desired.toString())));
    }

    @Test
    void whatHelmWroteIsTakenOverOnceItsManagerWasGivenUp() throws IOException {
        Path file = Files.writeString(
                state.resolve("live.yaml"), config("given", "labels: {app.kubernetes.io/managed-by: Helm}", "theirs"));
        PLANE.kubectl("create", "--field-manager=helm", "-f", file.toString());
        int commit = bench.commit(config("given", "", "ours"));
        assertEquals(Set.of("given"), refused(commit));
        bench.migrate = Set.of("helm");
        assertEquals(Set.of(), refused(commit));
        bench.sync(commit, approval -> approval);
        assertEquals("ours", PLANE.kubectl("-n", namespace, "get", "configmap", "given", "-o", "jsonpath={.data.key}"));
    }
}
