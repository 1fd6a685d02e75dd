package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.IgnoreRule;
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
        var found = WorkspaceFinder.standard(Manifests.parser(), new SchemaSets())
                .find(
                        new WrittenFolder(root)
                                .withConfigMap("a/a.yaml", "a")
                                .withConfigMap("b/b.yaml", "b")
                                .with(WorkspaceFinder.FILE, text)
                                .tree(),
                        new CancelToken());
        assertEquals(List.of(), found.findings());
        return found.all().getFirst().ignore().all();
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
