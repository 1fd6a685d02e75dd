package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Severity;
import app.driftless.core.render.RenderMode;
import app.driftless.core.validate.SchemaSets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceFinderTest {
    private static final SchemaSets SCHEMAS = new SchemaSets();
    private static final String HEAD = "apiVersion: driftless.app/v1\nkind: Workspace\nenvironments:\n";

    @TempDir
    Path root;

    private Environments find(WrittenFolder folder) {
        return WorkspaceFinder.standard(Manifests.parser(), SCHEMAS).find(folder.tree(), new CancelToken());
    }

    private Environments read(String environments) {
        return find(new WrittenFolder(root)
                .withConfigMap("clusters/staging/a.yaml", "a")
                .withConfigMap("clusters/production/a.yaml", "a")
                .with(WorkspaceFinder.FILE, HEAD + environments));
    }

    private static List<String> codes(Environments environments) {
        return environments.findings().stream().map(Finding::code).toList();
    }

    @Test
    void readsEveryFieldOfTheProductsExample() {
        Environments environments = read("""
                  - name: staging
                    path: clusters/staging
                    render: plain
                    clusters: [staging-eu]
                    sync: {mode: auto, prune: true, interval: 1m30s, selfHeal: false}
                    protection: open
                  - name: production
                    path: ./clusters/production/
                    clusters: [prod-eu, prod-us]
                    promotedFrom: staging
                    kubernetesVersion: "1.36"
                    sync: {mode: manual, prune: true, retry: {limit: 7, backoff: 10s, factor: 1.5, max: 3m}}
                    protection: locked
                """);
        assertEquals(List.of(), environments.findings());
        assertEquals(
                new Environment(
                        "staging",
                        "clusters/staging",
                        RenderMode.PLAIN,
                        List.of("staging-eu"),
                        new SyncPolicy(
                                SyncPolicy.Mode.AUTO,
                                true,
                                Duration.ofSeconds(90),
                                false,
                                SyncPolicy.observing().retry()),
                        Protection.OPEN,
                        Optional.empty(),
                        Optional.empty(),
                        WorkspaceFinder.FILE),
                environments.all().get(0));
        Environment production = environments.all().get(1);
        assertEquals("clusters/production", production.path());
        assertEquals(Optional.of("staging"), production.promotedFrom());
        assertEquals(Optional.of("1.36"), production.kubernetesVersion());
        assertEquals(
                new SyncPolicy.Retry(7, Duration.ofSeconds(10), 1.5, Duration.ofMinutes(3)),
                production.sync().retry());
    }

    @Test
    void whatTheFileLeavesOutMeansNothingIsWritten() {
        Environment environment =
                read("  - {name: staging, path: clusters/staging}\n").all().getFirst();
        assertEquals(SyncPolicy.observing(), environment.sync());
        assertEquals(Protection.CONFIRM, environment.protection());
        assertEquals(List.of(), environment.clusters());
        assertEquals(RenderMode.AUTO, environment.render());
    }

    @Test
    void promptsForTheMisspeltFieldAtItsPlaceAndLeavesTheEnvironmentOut() {
        Environments environments = read("""
                  - name: staging
                    path: clusters/staging
                    protecton: locked
                  - name: production
                    path: clusters/production
                """);
        Finding finding = environments.findings().getFirst();
        assertEquals("SCHEMA-004", finding.code());
        assertEquals(Severity.ERROR, finding.severity());
        assertEquals(6, finding.range().orElseThrow().line());
        assertEquals(
                List.of("production"),
                environments.all().stream().map(Environment::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, path: ../outside} | WS-006",
                "{name: a, path: /etc} | WS-006",
                "{name: a, path: clusters/nowhere} | WS-007",
                "{name: a, path: clusters/staging, sync: {mode: automatic}} | SCHEMA-005",
                "{name: a, path: clusters/staging, sync: {prune: 'yes'}} | SCHEMA-001",
                "{name: a, path: clusters/staging, sync: {interval: soon}} | SCHEMA-018",
                "{name: a, path: clusters/staging, promotedFrom: b} | WS-008",
                "{name: a, path: clusters/staging, promotedFrom: a} | WS-012",
                "{name: a b, path: clusters/staging} | WS-013",
                "{name: a, path: clusters/staging, kubernetesVersion: latest} | SCHEMA-008",
                "{name: a, path: clusters/staging, sync: {retry: {limit: -1}}} | SCHEMA-006",
                "{name: a} | SCHEMA-002",
                "text | SCHEMA-001",
            })
    void namesWhatIsWrong(String environment, String code) {
        assertEquals(List.of(code), codes(read("  - " + environment + "\n")));
    }

    @Test
    void readsRulesForAllAndForOneEnvironmentWithTheirLines() {
        Environments environments = find(new WrittenFolder(root)
                .withConfigMap("clusters/staging/a.yaml", "a")
                .with(WorkspaceFinder.FILE, """
                        apiVersion: driftless.app/v1
                        kind: Workspace
                        ignore:
                          - kind: Deployment
                            fields: [/spec/replicas]
                            reason: the autoscaler
                        environments:
                          - name: staging
                            path: clusters/staging
                            ignore:
                              - {managers: [kubectl-*], group: "", name: a}
                        """));
        assertEquals(List.of(), environments.findings());
        List<IgnoreRule> rules = environments.all().getFirst().ignore().all();
        assertEquals(List.of(1, 2), rules.stream().map(IgnoreRule::number).toList());
        assertEquals(List.of(4, 11), rules.stream().map(IgnoreRule::line).toList());
        assertEquals(
                new IgnoreRule.Objects("*", "Deployment", "*", "*"),
                rules.get(0).objects());
        assertEquals(Optional.of("the autoscaler"), rules.get(0).reason());
        assertEquals(new IgnoreRule.Objects("", "*", "*", "a"), rules.get(1).objects());
        assertEquals(List.of("kubectl-*"), rules.get(1).managers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: Deployment, fields: [spec.replicas]} | WS-018",
                "{kind: Deployment, fields: [/metadata/name]} | WS-018",
                "{kind: Deployment, fields: ['.spec.ports[port=80']} | WS-018",
                "{managers: [driftless]} | WS-019",
                "{namespace: x} | WS-020",
                "{kind: '*'} | WS-020",
                "{feilds: [/spec]} | SCHEMA-004",
                "{fields: /spec} | SCHEMA-001",
            })
    void aMalformedRuleIsNamedWithItsPlaceAndTheEnvironmentIsLeftOut(String rule, String code) {
        Environments environments = read("""
                  - {name: staging, path: clusters/staging}
                  - name: production
                    path: clusters/production
                    ignore:
                      - {kind: Job, fields: [/spec/suspend]}
                      - %s
                """.formatted(rule));
        assertEquals(code, codes(environments).getFirst());
        assertEquals(9, environments.findings().getFirst().range().orElseThrow().line());
        assertEquals(
                List.of("staging"),
                environments.all().stream().map(Environment::name).toList());
    }

    @Test
    void readsRulesAboutConflictsAndLeavesOutAnEnvironmentWhoseRuleNamesNoField() {
        Environments environments = read("""
                  - name: staging
                    path: clusters/staging
                    takeOver:
                      - {kind: Deployment, name: web, fields: [/spec/replicas], managers: [kubectl-*]}
                  - name: production
                    path: clusters/production
                    takeOver:
                      - {kind: Deployment, fields: []}
                """);
        assertEquals(List.of("WS-021"), codes(environments));
        assertEquals(1, environments.all().size());
        TakeOverRule rule = environments.all().getFirst().takeOver().all().getFirst();
        assertEquals("Deployment */web /spec/replicas kubectl-*", rule.text());
    }

    @Test
    void believesNeitherOfTwoEnvironmentsOfOneName() {
        Environments environments =
                read("  - {name: a, path: clusters/staging}\n  - {name: a, path: clusters/production}\n");
        assertEquals(List.of("SCHEMA-014", "WS-005"), codes(environments));
        assertEquals(List.of(), environments.all());
    }

    @Test
    void brokenFileMeansNoEnvironmentRatherThanDiscoveredOnes() {
        Environments environments = find(
                new WrittenFolder(root).withConfigMap("staging/a.yaml", "a").with(WorkspaceFinder.FILE, "a: [\n"));
        assertTrue(environments.fromFile());
        assertEquals(List.of(), environments.all());
        assertFalse(environments.findings().isEmpty());
    }

    @Test
    void discoversOverlaysAndFoldersButNotFluxKustomizationsComponentsAndCharts() {
        Environments environments = find(new WrittenFolder(root)
                .with("base/kustomization.yaml", "resources: [a.yaml]\n")
                .withConfigMap("base/a.yaml", "a")
                .with("overlays/production/kustomization.yaml", "resources: [../../base]\ncomponents: [../../part]\n")
                .with("overlays/staging/kustomization.yml", "resources: [../../base]\n")
                .with("part/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n")
                .with(
                        "flux/kustomization.yaml",
                        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: x}\n")
                .withConfigMap("dev/a.yaml", "a")
                .withConfigMap("dev/more/b.yaml", "b")
                .withConfigMap("environments/lab-7/a.yaml", "a")
                .with("charts/x/Chart.yaml", "name: x\n")
                .withConfigMap("charts/x/test/a.yaml", "a")
                .with("qa/notes.yaml", "just: notes\n"));
        assertFalse(environments.fromFile());
        assertEquals(
                List.of("production", "staging", "dev", "lab-7"),
                environments.all().stream().map(Environment::name).toList());
        assertEquals(
                List.of("kustomize", "kustomize", "folders", "folders"),
                environments.all().stream().map(Environment::foundBy).toList());
        assertTrue(environments.all().stream().allMatch(e -> e.sync().equals(SyncPolicy.observing())));
    }

    @Test
    void tellsEnvironmentsOfOneNameApartByTheirFolders() {
        Environments environments = find(
                new WrittenFolder(root).withConfigMap("web/prod/a.yaml", "a").withConfigMap("api/prod/a.yaml", "a"));
        assertEquals(
                List.of("api-prod", "web-prod"),
                environments.all().stream().map(Environment::name).toList());
    }

    @Test
    void repositoryOfManifestsAloneIsOneEnvironment() {
        Environments environments = find(new WrittenFolder(root).withConfigMap("apps/a.yaml", "a"));
        assertEquals(
                List.of(""), environments.all().stream().map(Environment::path).toList());
        assertEquals("repository", environments.all().getFirst().foundBy());
    }

    @Test
    void proposedFileReadsBackAsWhatWasFound() {
        var folder = new WrittenFolder(root)
                .withConfigMap("dev/a.yaml", "a")
                .withConfigMap("on/prod-eu/a.yaml", "a")
                .with("overlays/on/kustomization.yaml", "resources: []\n");
        Environments found = find(folder);
        Environments read = find(folder.with(WorkspaceFinder.FILE, WorkspaceText.propose(found.all())));
        assertEquals(List.of(), read.findings());
        Function<Environments, List<String>> shape = environments -> environments.all().stream()
                .map(e -> e.name() + " " + e.path() + " " + e.render() + " " + e.clusters() + " " + e.sync())
                .collect(Collectors.toList());
        assertEquals(shape.apply(found), shape.apply(read));
    }
}
