package app.driftless.core.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.workspace.WrittenFolder;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On the sandbox's own kubectl, so that it runs on every computer.
class KustomizeRenderTest {
    @TempDir
    Path root;

    private final Workers workers = new Workers();
    private WrittenFolder folder;
    private Renderer renderer;

    @BeforeEach
    void open() {
        folder = new WrittenFolder(root.resolve("repository"));
        renderer = renderer(List.of(SandboxProgram.path().toString(), "kubectl"));
    }

    private Renderer renderer(List<String> kubectl) {
        return Renderers.standard(new RenderSetup(
                Manifests.parser(),
                workers,
                root.resolve("cache"),
                Optional::empty,
                () -> Optional.of(kubectl),
                Map.of()));
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private RenderResult render(String path) {
        return renderer.render(
                new RenderRequest(folder.tree(), path, RenderMode.AUTO, true), Progress.none(), new CancelToken());
    }

    private static Object value(Resource resource, String pointer) {
        return String.valueOf(JsonPointer.parse(pointer).in(resource.body()));
    }

    private void shop() {
        folder.with("base/kustomization.yaml", """
                        resources: [cm.yaml]
                        configMapGenerator:
                        - name: flags
                          files: [key=flags.txt]
                        """)
                .with("base/flags.txt", "on\n")
                .with(
                        "base/cm.yaml",
                        WrittenFolder.configMap("first") + "---\n" + WrittenFolder.configMap("second")
                                + "  annotations: {keep: me}\n")
                .with("overlays/staging/kustomization.yaml", """
                        namePrefix: s-
                        resources: [../../base]
                        patches:
                        - path: patch.yaml
                        """)
                .with("overlays/staging/patch.yaml", WrittenFolder.configMap("first") + "data: {patched: \"yes\"}\n");
    }

    @Test
    void everyResourceKnowsItsSourceAndCarriesNoNoteOfIt() {
        shop();
        RenderResult result = render("overlays/staging");
        Map<String, Resource> byName = result.resources().stream()
                .collect(Collectors.toMap(
                        r -> r.key().name().startsWith("s-flags")
                                ? "flags"
                                : r.key().name(),
                        r -> r));
        assertFalse(result.hasErrors());
        assertEquals(3, byName.size());
        assertEquals("base/cm.yaml", byName.get("s-first").origin().path());
        assertEquals(1, byName.get("s-first").origin().line());
        assertEquals(1, byName.get("s-second").origin().document());
        assertEquals(6, byName.get("s-second").origin().line());
        assertEquals("base/kustomization.yaml", byName.get("flags").origin().path());
        assertEquals("yes", value(byName.get("s-first"), "/data/patched"));
        assertEquals("null", value(byName.get("s-first"), "/metadata/annotations"));
        assertEquals("{keep=me}", value(byName.get("s-second"), "/metadata/annotations"));
        assertTrue(
                result.tool().orElseThrow().matches("kustomize v5\\.\\d+\\.\\d+.*"),
                result.tool().toString());
        assertTrue(result.command().orElseThrow().endsWith("kubectl kustomize overlays/staging"));
    }

    @Test
    void buildMetadataOfTheRepositoryCounts() {
        folder.with(
                        "env/kustomization.yaml",
                        "resources: [../base]\nbuildMetadata: [originAnnotations, managedByLabel]\n")
                .with("base/kustomization.yaml", "resources: [a.yaml]\n")
                .withConfigMap("base/a.yaml", "a");
        Resource resource = render("env").resources().getFirst();
        assertEquals("path: ../base/a.yaml\n", value(resource, "/metadata/annotations/config.kubernetes.io~1origin"));
        assertTrue(value(resource, "/metadata/labels").toString().contains("kustomize-v5"));
    }

    @Test
    void equalInputIsRenderedOnceOverRestarts() throws IOException {
        shop();
        Path log = root.resolve("log");
        Path counting = root.resolve("kubectl");
        Files.writeString(
                counting, "#!/bin/sh\necho \"$@\" >> " + log + "\nexec " + SandboxProgram.path() + " kubectl \"$@\"\n");
        assertTrue(counting.toFile().setExecutable(true));
        for (int i = 0; i < 2; i++) {
            renderer = renderer(List.of(counting.toString(), "kubectl").subList(0, 1));
            render("overlays/staging");
            render("overlays/staging");
        }
        try (Stream<String> lines = Files.lines(log)) {
            assertEquals(1, lines.filter(l -> l.startsWith("kustomize")).count());
        }
    }

    @Test
    void nothingOfSecretReachesTheDisk() throws IOException {
        folder.with(
                "env/kustomization.yaml",
                "secretGenerator:\n- name: s\n  literals: [password=correct-horse]\nconfigMapGenerator:\n- name: c\n");
        assertEquals(2, render("env").resources().size());
        try (Stream<Path> files = Files.walk(root.resolve("cache"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        } catch (NoSuchFileException e) {
            assertFalse(Files.exists(root.resolve("cache")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources: [https://example.com/base.yaml] | RENDER-101",
                "resources: ['github.com/example/app?ref=v1'] | RENDER-101",
                "resources: ['git@example.com:a/b'] | RENDER-101",
                "patches: [{path: http://127.0.0.1/x.yaml}] | RENDER-101",
                "resources: [../../outside.yaml] | RENDER-102",
                "resources: [/etc/passwd] | RENDER-102",
                "configMapGenerator: [{name: a, files: [/etc/passwd]}] | RENDER-102",
                "configMapGenerator: [{name: a, files: [k=../../../etc/passwd]}] | RENDER-102",
                "resources: [missing.yaml] | RENDER-103",
                "resources: [../empty] | RENDER-104",
                "configMapGenerator: [{name: a, files: [link.txt]}] | RENDER-105",
                "helmCharts: [{name: a, repo: https://example.com}] | RENDER-106",
                "helmChartInflationGenerator: [] | RENDER-106",
                "HelmCharts: [] | RENDER-107",
                "generators: [exec.yaml] | RENDER-108",
                "transformers: [function.yaml] | RENDER-108",
                "generators: [chart.yaml] | RENDER-108",
                "secretGenerator: [{name: a, commands: {a: ls}}] | RENDER-108",
                "apiVersion: kustomize.toolkit.fluxcd.io/v1 | RENDER-109",
            })
    void refusesBeforeAnythingRuns(String kustomization, String code) throws IOException {
        renderer = renderer(List.of("/does/not/exist"));
        folder.with("env/kustomization.yaml", "kind: Kustomization\n" + kustomization + "\n")
                .with("empty/readme.md", "")
                .with("env/exec.yaml", "apiVersion: someteam.example.com/v1\nkind: Exec\nmetadata: {name: a}\n")
                .with(
                        "env/function.yaml",
                        "apiVersion: builtin\nkind: F\nmetadata: {name: a, annotations:"
                                + " {config.kubernetes.io/function: 'exec: {path: ./a}'}}\n")
                .with(
                        "env/chart.yaml",
                        "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: a}\n");
        Files.createSymbolicLink(root.resolve("repository/env/link.txt"), root.resolve("outside.txt"));
        RenderResult result = renderer.render(
                new RenderRequest(folder.tree(), "env", RenderMode.KUSTOMIZE, true),
                Progress.none(),
                new CancelToken());
        assertEquals(
                List.of(code), result.findings().stream().map(Finding::code).toList());
        assertEquals("env/kustomization.yaml", result.findings().getFirst().path());
        assertEquals(2, result.findings().getFirst().range().orElseThrow().line());
        assertEquals(List.of(), result.resources());
    }

    @Test
    void kustomizesOwnTransformersRun() {
        folder.with("env/kustomization.yaml", "resources: [a.yaml]\ntransformers: [t.yaml]\n")
                .withConfigMap("env/a.yaml", "a")
                .with(
                        "env/t.yaml",
                        "apiVersion: builtin\nkind: PrefixSuffixTransformer\nmetadata: {name: t}\nprefix: p-\n"
                                + "fieldSpecs: [{path: metadata/name}]\n");
        assertEquals("p-a", render("env").resources().getFirst().key().name());
    }

    @Test
    void failureCarriesCommandFolderAndTheProgramsWords() {
        folder.with("env/kustomization.yaml", "resources: [a.yaml]\npatches: [{path: p.yaml}]\n")
                .withConfigMap("env/a.yaml", "a")
                .withConfigMap("env/p.yaml", "other");
        var thrown = assertThrows(EngineException.class, () -> render("env"));
        assertEquals(RenderProblem.PROGRAM_FAILED, thrown.problem().code());
        assertTrue(thrown.problem().subject().endsWith("kubectl kustomize env"));
        String details = thrown.problem().details();
        assertTrue(details != null && details.contains("no matches for Id") && !details.contains("/tmp"), details);
    }

    @Test
    void cancelEndsTheProgram() throws Exception {
        folder.with("env/kustomization.yaml", "resources: []\n");
        Path slow = root.resolve("kubectl");
        Files.writeString(
                slow,
                "#!/bin/sh\nif [ \"$1\" = version ]; then echo 'Kustomize Version: v5.0.0'; else exec /bin/sleep 50; fi\n");
        assertTrue(slow.toFile().setExecutable(true));
        renderer = renderer(List.of(slow.toString()));
        var cancel = new CancelToken();
        workers.after(Duration.ofMillis(700), "cancel", cancel::cancel);
        long start = System.nanoTime();
        assertThrows(
                CancellationException.class,
                () -> renderer.render(
                        new RenderRequest(folder.tree(), "env", RenderMode.AUTO, true), Progress.none(), cancel));
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        var alive = new ArrayList<String>();
        ProcessHandle.current().descendants().forEach(p -> p.info()
                .commandLine()
                .filter(c -> c.contains("sleep 50"))
                .ifPresent(alive::add));
        assertEquals(List.of(), alive);
    }
}
