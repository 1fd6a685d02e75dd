package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Severity;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.testkit.generate.ManifestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceIndexTest {
    private static final SchemaSets SCHEMAS = new SchemaSets();

    @TempDir
    Path root;

    private final Workers workers = new Workers();
    private final Set<String> parsed = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        workers.close();
    }

    private WrittenFolder folder() {
        return new WrittenFolder(root.resolve("repository"));
    }

    private WorkspaceIndex index() {
        ManifestParser parser = (path, text, route) -> {
            parsed.add(path);
            return Manifests.parser().parse(path, text, route);
        };
        return new WorkspaceIndex(
                folder().tree(),
                new IndexSetup(parser, new SchemaValidator(), SCHEMAS, workers, root.resolve("cache/index.bin")));
    }

    private static List<String> codes(IndexState state, String path) {
        IndexedFile file = state.files().get(path);
        return file == null
                ? List.of("?")
                : file.findings().stream().map(Finding::code).toList();
    }

    @Test
    void knowsObjectsPlacesAndFindings() {
        folder().with("a.yaml", WrittenFolder.configMap("a") + "---\n" + WrittenFolder.configMap("b"))
                .with("bad.yaml", "a: [\n")
                .with("wrong.yaml", WrittenFolder.configMap("c") + "data: {x: 1}\n")
                .with("notes.txt", "kind: no\n")
                .with(WorkspaceFinder.FILE, "kind: Other\n");
        IndexState state = index().build(Progress.none(), new CancelToken()).join();
        assertTrue(state.complete());
        assertEquals(
                Set.of(".driftless.yaml", "a.yaml", "bad.yaml", "notes.txt", "wrong.yaml"),
                state.files().keySet());
        IndexedFile file = state.files().get("a.yaml");
        assertEquals(2, file.entries().size());
        assertEquals(6, file.entries().get(1).range().line());
        assertEquals(
                Severity.ERROR,
                state.files().get("bad.yaml").findings().getFirst().severity());
        assertEquals(List.of("SCHEMA-020"), codes(state, "wrong.yaml"));
        assertFalse(parsed.contains("notes.txt"));
        assertTrue(codes(state, WorkspaceFinder.FILE).contains("WS-001"));
    }

    @Test
    void reopeningReadsOnlyFilesThatChangedOrHaveFindings() {
        for (int i = 0; i < 20; i++) {
            folder().withConfigMap("a" + i + ".yaml", "a" + i);
        }
        folder().with("bad.yaml", "a: [\n");
        IndexState first = index().build(Progress.none(), new CancelToken()).join();
        folder().withConfigMap("a3.yaml", "changed");
        parsed.clear();
        IndexState second = index().build(Progress.none(), new CancelToken()).join();
        assertEquals(Set.of("a3.yaml", "bad.yaml"), parsed);
        assertEquals(first.files().get("a4.yaml"), second.files().get("a4.yaml"));
        assertEquals(
                "changed",
                second.files().get("a3.yaml").entries().getFirst().key().name());
    }

    @Test
    void nothingOfFilesContentIsKeptOnDisk() throws IOException {
        folder().with("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: correct-horse}\n")
                .with("t.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: t}\ndata: {p: battery-staple}\n");
        index().build(Progress.none(), new CancelToken()).join();
        String kept = Files.readString(root.resolve("cache/index.bin"), StandardCharsets.ISO_8859_1);
        assertTrue(kept.contains("Secret"));
        assertFalse(kept.contains("correct-horse") || kept.contains("battery-staple"));
    }

    @Test
    void oneChangedFileIsOneFileRead() {
        folder().withConfigMap("a.yaml", "a").withConfigMap("b.yaml", "b").withConfigMap("deep/c.yaml", "c");
        WorkspaceIndex index = index();
        index.build(Progress.none(), new CancelToken()).join();
        parsed.clear();
        folder().withConfigMap("deep/c.yaml", "changed");
        IndexState state = index.update(List.of("deep/c.yaml")).join();
        assertEquals(Set.of("deep/c.yaml"), parsed);
        assertEquals(
                "changed",
                state.files().get("deep/c.yaml").entries().getFirst().key().name());
    }

    @Test
    void textThatIsBeingEditedIsCheckedByTheTypesAndRolesOfTheRepository() {
        folder().with("kustomization.yaml", "resources: []\npatches: [{path: patch.yaml}]\n");
        WorkspaceIndex index = index();
        index.build(Progress.none(), new CancelToken()).join();
        String patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: %s}\n";
        assertEquals(List.of(), index.check("patch.yaml", patch.formatted("2")));
        assertEquals(
                List.of("SCHEMA-001"),
                index.check("patch.yaml", patch.formatted("two")).stream()
                        .map(Finding::code)
                        .toList());
    }

    @Test
    void cancelledBuildEndsAndLaterOneCompletes() {
        for (int i = 0; i < 50; i++) {
            folder().withConfigMap("a" + i + ".yaml", "a" + i);
        }
        WorkspaceIndex index = index();
        var cancel = new CancelToken();
        cancel.cancel();
        assertThrows(CancellationException.class, () -> index.build(Progress.none(), cancel)
                .join());
        assertFalse(index.state().get().complete());
        assertEquals(
                50,
                index.update(List.of()).join().files().values().stream()
                        .filter(f -> f.entries().size() == 1)
                        .count());
    }

    @Test
    void deletedFileLeaves() throws IOException {
        folder().withConfigMap("a.yaml", "a").withConfigMap("b.yaml", "b");
        WorkspaceIndex index = index();
        index.build(Progress.none(), new CancelToken()).join();
        Files.delete(root.resolve("repository/a.yaml"));
        assertEquals(
                Set.of("b.yaml"), index.update(List.of("a.yaml")).join().files().keySet());
    }

    @Test
    void newDefinitionGivesItsResourcesSchema() {
        folder().with("r.yaml", "apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: a}\nspec: {schedule: 5}\n");
        WorkspaceIndex index = index();
        assertEquals(
                List.of("SCHEMA-010"),
                codes(index.build(Progress.none(), new CancelToken()).join(), "r.yaml"));
        folder().with("crd.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: backups.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: backups, singular: backup, kind: Backup}
                  versions:
                    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties:
                        {spec: {type: object, properties: {schedule: {type: string}}}}}}}
                """);
        assertEquals(
                List.of("SCHEMA-020"), codes(index.update(List.of("crd.yaml")).join(), "r.yaml"));
    }

    @Test
    void patchOfKustomizationIsNotHeldForWholeObject() {
        folder().with("kustomization.yaml", "resources: []\n")
                .with(
                        "patch.yaml",
                        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 2}\n");
        WorkspaceIndex index = index();
        assertTrue(codes(index.build(Progress.none(), new CancelToken()).join(), "patch.yaml")
                .contains("SCHEMA-002"));
        folder().with("kustomization.yaml", "resources: []\npatches: [{path: patch.yaml}]\n");
        assertEquals(
                List.of(), codes(index.update(List.of("kustomization.yaml")).join(), "patch.yaml"));
    }

    @Test
    void tenThousandManifestsStreamInAndReopenFromTheCache() {
        ManifestRepository.Written written = new ManifestRepository(10_000, true).writeTo(folder().root());
        WorkspaceIndex index = index();
        var states = new AtomicInteger();
        index.state().subscribe(_ -> states.incrementAndGet());
        long start = System.nanoTime();
        IndexState state = index.build(Progress.none(), new CancelToken()).join();
        long first = (System.nanoTime() - start) / 1_000_000;
        assertEquals(written.files(), state.files().size());
        assertEquals(
                written.objects(),
                state.files().values().stream()
                        .mapToInt(f -> f.entries().size())
                        .sum());
        assertEquals(
                written.invalid(),
                state.files().values().stream()
                        .filter(f -> f.findings().stream().anyMatch(x -> x.severity() == Severity.ERROR))
                        .count());
        assertTrue(states.get() > 3, states + " states");
        start = System.nanoTime();
        index().build(Progress.none(), new CancelToken()).join();
        long again = (System.nanoTime() - start) / 1_000_000;
        System.getLogger("index").log(System.Logger.Level.INFO, "10k manifests: {0} ms, again {1} ms", first, again);
        assertTrue(first < 30_000, first + " ms");
    }
}
