package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.problem.Texts;
import app.driftless.core.repo.FileTree;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryCheckTest {
    private static final SchemaSets SCHEMAS = new SchemaSets();
    private static final String TOO_LONG = "# " + "x".repeat(5 << 20) + "\n";

    @TempDir
    Path root;

    private final Workers workers = new Workers();

    @AfterEach
    void close() {
        workers.close();
    }

    private WrittenFolder folder() {
        return new WrittenFolder(root.resolve("repository"));
    }

    private RepositoryCheck.Result check(FileTree tree) {
        return new RepositoryCheck(Manifests.parser(), new SchemaValidator(), SCHEMAS, workers)
                .check(tree, "", Optional.empty(), Progress.none(), new CancelToken());
    }

    private IndexState index() {
        var setup = new IndexSetup(
                Manifests.parser(), new SchemaValidator(), SCHEMAS, workers, root.resolve("cache/index.bin"));
        try (var index = new WorkspaceIndex(folder().tree(), setup)) {
            return index.build(Progress.none(), new CancelToken()).join();
        }
    }

    private static List<String> places(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.path() + " " + f.severity() + " " + f.code())
                .sorted()
                .toList();
    }

    private static List<String> places(IndexState state) {
        return places(state.files().values().stream()
                .flatMap(f -> f.findings().stream())
                .toList());
    }

    @Test
    void everyFileThatWasNotJudgedIsNamedWithTheReason() throws IOException {
        folder().withConfigMap("good.yaml", "a")
                .with("large.yaml", TOO_LONG + WrittenFolder.configMap("b"))
                .with("target.txt", "kind: no\n");
        Files.createSymbolicLink(folder().root().resolve("link.yaml"), Path.of("good.yaml"));
        RepositoryCheck.Result result = check(folder().tree());
        assertEquals(1, result.files());
        assertEquals(1, result.resources());
        assertEquals(List.of("large.yaml ERROR WS-017", "link.yaml INFO WS-015"), places(result.findings()));
        String why = new Texts(Locale.ENGLISH).text(result.findings().getFirst().message());
        assertTrue(why.contains("5,242,880"), why);
        assertEquals(places(result.findings()), places(index()));
    }

    @Test
    void aFileThatMayNotBeReadIsAnErrorAndTheOthersAreChecked() {
        folder().withConfigMap("good.yaml", "a").withConfigMap("secret.yaml", "b");
        RepositoryCheck.Result result = check(new UnreadableTree(folder().tree(), "secret.yaml"));
        assertEquals(1, result.files());
        assertEquals(List.of("secret.yaml ERROR WORKSPACE-001"), places(result.findings()));
    }

    @Test
    void aKustomizationThatIsTooLargeLosesNoOtherFile() {
        folder().with("app/kustomization.yaml", TOO_LONG + "resources: []\n")
                .withConfigMap("app/a.yaml", "a")
                .withConfigMap("b.yaml", "b");
        assertEquals(
                List.of("app/kustomization.yaml ERROR WS-017"),
                places(check(folder().tree()).findings()));
        IndexState state = index();
        assertTrue(state.files().keySet().containsAll(List.of("app/a.yaml", "b.yaml")));
        assertEquals(List.of("app/kustomization.yaml ERROR WS-017"), places(state));
    }

    @Test
    void checkAndIndexReadEachFileByTheSameRoute() {
        // `yes` is a boolean for kubectl and text for kustomize: only the latter is fit for a ConfigMap.
        String map = WrittenFolder.configMap("a") + "data: {answer: yes}\n";
        folder().with("plain/a.yaml", map)
                .with("app/kustomization.yaml", "resources: [a.yaml]\n")
                .with("app/a.yaml", map)
                .with("app/below/a.yaml", map)
                .with("crd/Kustomization", "resources: [crd.yaml]\n")
                .with("crd/crd.yaml", map + "# CustomResourceDefinition\n");
        List<String> checked = places(check(folder().tree()).findings());
        assertTrue(checked.stream().anyMatch(f -> f.startsWith("plain/a.yaml ERROR")), checked.toString());
        assertTrue(checked.stream().anyMatch(f -> f.startsWith("app/below/a.yaml ERROR")), checked.toString());
        assertFalse(checked.stream().anyMatch(f -> f.startsWith("app/a.yaml ERROR")), checked.toString());
        assertFalse(checked.stream().anyMatch(f -> f.startsWith("crd/crd.yaml ERROR")), checked.toString());
        assertEquals(places(index()), checked);
    }
}
