package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.validate.SchemaSets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgnoreFileTest {
    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");
    private static final Difference REPLICAS = difference("/spec/replicas", ".spec.replicas");

    @TempDir
    Path root;

    private static Difference difference(String pointer, String path) {
        return new Difference(
                JsonPointer.parse(pointer),
                path,
                DiffClass.DRIFT,
                true,
                Difference.Side.of(2L),
                Difference.Side.of(6L),
                Difference.Side.of(2L),
                Optional.of("kube-controller-manager"),
                Optional.empty(),
                false);
    }

    private List<IgnoreRule> read(String text) {
        return environment(text).ignore().all();
    }

    private Environment environment(String text) {
        var found = WorkspaceFinder.standard(Manifests.parser(), new SchemaSets())
                .find(
                        new WrittenFolder(root)
                                .withConfigMap("a/a.yaml", "a")
                                .withConfigMap("b/b.yaml", "b")
                                .with(WorkspaceFinder.FILE, text)
                                .tree(),
                        new CancelToken());
        assertEquals(List.of(), found.findings());
        return found.all().getFirst();
    }

    @Test
    void aDifferenceProposesRulesFromTheNarrowestToTheWidest() {
        List<IgnoreProposal> proposals = IgnoreProposal.from(REPLICAS, WEB);
        assertEquals(
                List.of(
                        "apps/Deployment shop/web /spec/replicas",
                        "apps/Deployment */* /spec/replicas",
                        "* */* kube-controller-manager"),
                proposals.stream().map(p -> p.rule().text()).toList());
        String item = ".spec.template.spec.containers[name=\"c\"].image";
        assertEquals(
                List.of(item),
                IgnoreProposal.from(difference("/spec/template/spec/containers/0/image", item), WEB)
                        .getFirst()
                        .rule()
                        .fields());
    }

    @Test
    void aDecisionAboutAConflictBecomesTheNarrowestRuleThatRemembersIt() {
        String text = """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: a
                    path: a
                """;
        IgnoreRule left = IgnoreProposal.leaving(WEB, REPLICAS);
        assertEquals("apps/Deployment shop/web /spec/replicas kube-controller-manager", left.text());
        TakeOverRule taken = TakeOverRule.of(WEB, REPLICAS);
        String written = IgnoreFile.added(text, taken, Optional.of("a")).orElseThrow();
        TakeOverRules rules = environment(written).takeOver();
        assertEquals(taken.text(), rules.all().getFirst().text());
        assertTrue(rules.settling(WEB, REPLICAS).isPresent());
        var other = new ResourceKey("apps", "Deployment", "shop", "other");
        assertEquals(Optional.empty(), rules.settling(other, REPLICAS));
        assertEquals(Optional.empty(), rules.settling(WEB, difference("/spec/paused", ".spec.paused")));
        String item = ".spec.template.spec.containers[name=\"c\"].image";
        Difference image = difference("/spec/template/spec/containers/1/image", item);
        assertTrue(new TakeOverRules(List.of(TakeOverRule.of(WEB, image)))
                .settling(WEB, image)
                .isPresent());
        assertTrue(anyItem(".spec.template.spec.containers[*].image")
                .settling(WEB, image)
                .isPresent());
        assertTrue(anyItem(".spec.*.spec").settling(WEB, image).isPresent());
        assertEquals(
                Optional.empty(),
                anyItem(".spec.template.spec.initContainers[*]").settling(WEB, image));
    }

    private static TakeOverRules anyItem(String field) {
        return new TakeOverRules(List.of(new TakeOverRule(
                1, 0, IgnoreRule.Objects.just(WEB), List.of(field), List.of("kube-*"), Optional.empty())));
    }

    @Test
    void aRuleIsAddedForAllOrForOneEnvironmentAndCommentsStay() {
        String text = """
                # ours
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: a   # the first
                    path: a
                  - {name: b, path: b}
                """;
        IgnoreRule one = IgnoreProposal.from(REPLICAS, WEB).get(0).rule();
        IgnoreRule manager = IgnoreProposal.from(REPLICAS, WEB).get(2).rule();
        String first = IgnoreFile.added(text, one, Optional.of("a")).orElseThrow();
        String second = IgnoreFile.added(first, manager, Optional.empty()).orElseThrow();
        String third = IgnoreFile.added(second, one, Optional.empty()).orElseThrow();
        String fourth = IgnoreFile.added(third, manager, Optional.of("b")).orElseThrow();
        assertEquals(
                text.lines().toList(),
                fourth.lines()
                        .map(line -> line.startsWith("  - {name: b") ? "  - {name: b, path: b}" : line)
                        .filter(text.lines().toList()::contains)
                        .toList());
        List<IgnoreRule> rules = read(fourth);
        assertEquals(
                List.of(manager.text(), one.text(), one.text()),
                rules.stream().map(IgnoreRule::text).toList());
        assertEquals(Optional.empty(), IgnoreFile.added(text, one, Optional.of("c")));
        assertEquals(Optional.empty(), IgnoreFile.added("a: [", one, Optional.empty()));
    }
}
