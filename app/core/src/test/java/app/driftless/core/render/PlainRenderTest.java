package app.driftless.core.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Severity;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Texts;
import app.driftless.core.workspace.WrittenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainRenderTest {
    @TempDir
    Path root;

    private final Workers workers = new Workers();
    private WrittenFolder folder;
    private Renderer renderer;

    @BeforeEach
    void open() {
        folder = new WrittenFolder(root.resolve("repository"));
        renderer = Renderers.standard(new RenderSetup(
                Manifests.parser(), workers, root.resolve("cache"), Optional::empty, Optional::empty, Map.of()));
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private RenderResult render(String path, RenderMode mode) {
        return renderer.render(new RenderRequest(folder.tree(), path, mode, false), Progress.none(), new CancelToken());
    }

    private static List<String> errors(RenderResult result) {
        return result.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::code)
                .toList();
    }

    @Test
    void takesEveryObjectOfTheFolderWithItsPlace() {
        folder.with(
                        "env/a.yaml",
                        "# first\n---\n" + WrittenFolder.configMap("a") + "---\n" + WrittenFolder.configMap("b"))
                .with("env/deep/c.json", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\"}}")
                .withConfigMap("other/d.yaml", "d")
                .with("env/readme.md", "text")
                .with("env/.github/x.yaml", WrittenFolder.configMap("hidden"))
                .with("env/values.yaml", "replicas: 3\n");
        RenderResult result = render("env", RenderMode.AUTO);
        assertEquals(
                List.of("a", "b", "c"),
                result.resources().stream().map(r -> r.key().name()).toList());
        assertEquals("env/a.yaml", result.resources().get(1).origin().path());
        assertEquals(8, result.resources().get(1).origin().line());
        assertFalse(result.hasErrors());
        assertEquals("RENDER-120", result.findings().getFirst().code());
        assertEquals("env/values.yaml", result.findings().getFirst().path());
    }

    @Test
    void oneBrokenFileBlocksTheEnvironmentAndIsNamed() {
        folder.withConfigMap("env/a.yaml", "a").with("env/b.yaml", "apiVersion: v1\nkind: [\n");
        RenderResult result = render("env", RenderMode.PLAIN);
        assertTrue(result.hasErrors());
        assertEquals("env/b.yaml", result.findings().getFirst().path());
        assertEquals(1, result.resources().size());
    }

    @Test
    void resourceWrittenTwiceIsNamedAtBothPlaces() {
        folder.withConfigMap("env/a.yaml", "same").withConfigMap("env/b.yaml", "same");
        RenderResult result = render("env", RenderMode.PLAIN);
        assertEquals(List.of("RENDER-123", "RENDER-123"), errors(result));
        assertEquals(
                List.of("env/a.yaml", "env/b.yaml"),
                result.findings().stream().map(Finding::path).toList());
    }

    @Test
    void kustomizationInPlainFolderIsAnErrorAndItsFilesAreNotTakenForResources() {
        folder.withConfigMap("env/a.yaml", "a")
                .with("env/app/kustomization.yaml", "resources: [b.yaml]\npatches: [{path: ../patch.yaml}]\n")
                .withConfigMap("env/app/b.yaml", "b")
                .withConfigMap("env/patch.yaml", "b");
        RenderResult result = render("env", RenderMode.PLAIN);
        assertEquals(List.of("RENDER-124"), errors(result));
        String text =
                new Texts(Locale.ENGLISH).text(result.findings().getFirst().message());
        assertTrue(text.startsWith("env/app is a kustomization of its own inside the plain environment env."), text);
        assertEquals(
                List.of(new Origin("env/a.yaml", 0, 1)),
                result.resources().stream().map(r -> r.origin()).toList());
    }

    @Test
    void plainRouteOfAKustomizationsOwnFolderNamesTheFieldToChange() {
        folder.with("env/kustomization.yaml", "resources: [a.yaml]\n").withConfigMap("env/a.yaml", "a");
        RenderResult result = render("env", RenderMode.PLAIN);
        assertEquals(List.of("RENDER-121"), errors(result));
        String text =
                new Texts(Locale.ENGLISH).text(result.findings().getFirst().message());
        assertTrue(text.contains("render: kustomize"), text);
    }

    @Test
    void chartInPlainFolderIsAnError() {
        folder.withConfigMap("env/a.yaml", "a").with("env/chart/Chart.yaml", "name: x\n");
        assertEquals(List.of("RENDER-122"), errors(render("env", RenderMode.AUTO)));
    }

    @Test
    void linkIsNotFollowed() throws IOException {
        folder.withConfigMap("env/a.yaml", "a").with("outside.yaml", WrittenFolder.configMap("outside"));
        Files.createSymbolicLink(root.resolve("repository/env/link.yaml"), root.resolve("repository/outside.yaml"));
        RenderResult result = render("env", RenderMode.PLAIN);
        assertEquals(List.of("RENDER-105"), errors(result));
        assertEquals(1, result.resources().size());
    }

    @Test
    void emptyFolderIsAProblemAndNoEmptyState() {
        folder.withConfigMap("env/a.yaml", "a");
        var thrown = assertThrows(EngineException.class, () -> render("nothing", RenderMode.AUTO));
        assertEquals(RenderProblem.EMPTY_FOLDER, thrown.problem().code());
    }

    @Test
    void restrictedRepositoryRunsNoKustomize() {
        folder.with("env/kustomization.yaml", "resources: []\n");
        var thrown = assertThrows(EngineException.class, () -> render("env", RenderMode.AUTO));
        assertEquals(RenderProblem.NOT_TRUSTED, thrown.problem().code());
    }

    @Test
    void equalContentIsReadOnce() {
        folder.withConfigMap("env/a.yaml", "a");
        RenderResult first = render("env", RenderMode.PLAIN);
        assertSame(first, render("env", RenderMode.PLAIN));
        folder.withConfigMap("env/a.yaml", "b");
        assertEquals(
                "b",
                render("env", RenderMode.PLAIN).resources().getFirst().key().name());
    }

    @Test
    void cancelEndsIt() {
        folder.withConfigMap("env/a.yaml", "a");
        var cancel = new CancelToken();
        cancel.cancel();
        assertThrows(
                CancellationException.class,
                () -> renderer.render(
                        new RenderRequest(folder.tree(), "env", RenderMode.PLAIN, false), Progress.none(), cancel));
    }
}
