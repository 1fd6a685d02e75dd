package app.driftless.core.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.yaml.Trees;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.sync.DesiredState;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceAdoptionTest {
    @TempDir
    Path folder;

    private GitFixture git;
    private Engine engine;
    private Workspace workspace;

    @BeforeEach
    void open() throws IOException {
        git = GitFixture.withRemote(folder);
        git.run("rm", "-q", "app.yaml");
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - {name: plain, path: plain}
                  - {name: staging, path: overlays/staging}
                  - {name: production, path: overlays/production}
                """);
        engine = new Engine(EngineOptions.below(folder.resolve("home")));
        workspace = new Workspace(engine, engine.repositories().open(git.workTree()), () -> true);
    }

    @AfterEach
    void close() {
        workspace.close();
        engine.close();
    }

    private DesiredState state(String environment) {
        return workspace
                .desired()
                .onDisk(environment, Progress.none(), new CancelToken())
                .orElseThrow();
    }

    private static Resource named(DesiredState state, String name) {
        return state.resources().stream()
                .filter(r -> r.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> body, String pointer, @Nullable Object value) {
        return (Map<String, Object>)
                Trees.with(body, JsonPointer.parse(pointer).tokens(), value).orElseThrow();
    }

    private AdoptionPlan plan(DesiredState state, Resource resource, Map<String, Object> live, String... fields) {
        return workspace.adoption().plan(state, resource, live, Set.of(fields), new CancelToken());
    }

    private static List<ProblemCode> codes(AdoptionPlan plan) {
        return plan.refused().stream().map(r -> r.problem().code()).toList();
    }

    /// Five ways to write an object, with one value that is to become 7 (or "seven") and all else to stay.
    private static final List<String> STYLES = List.of("""
            # how many
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: NAME, labels: {app: NAME}}   # flow
            spec:
              # the number
              replicas: 3   # three
              template: {spec: {containers: [{name: c, image: "a:1"}]}}
            """, """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: NAME
              labels: &labels
                app: 'NAME'
            spec: {replicas: 3, selector: {matchLabels: *labels}, template: {spec: {containers: [{name: c, image: 'a:1'}]}}}
            """, """
            ---
            # the first of two
            apiVersion: v1
            kind: ConfigMap
            metadata:
                name: NAME-other
            data:
                text: |
                  replicas: 3
                  # no comment
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
                name: NAME
            spec:
                template:
                    spec:
                        containers:
                        - image: a:1 # the image
                          name: c
                replicas:    3
            """, """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "NAME"},
             "spec": {"replicas": 3,
              "template": {"spec": {"containers": [{"name": "c", "image": "a:1"}]}}}}
            """, """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: apps/v1
                kind: Deployment
                metadata: {name: NAME, annotations: &note {about: 'some text'}}
                spec: &spec
                  replicas: &three 3
                  minReadySeconds: 1
                  template:
                    metadata: {annotations: *note}
                    spec:
                      containers:
                        - {name: c, image: "a:1", args: ["--x", '--y']} # one line
            """);

    /// What happened to it in the cluster, and what that says in lines: added and removed ones.
    private record Change(
            String field, String pointer, @Nullable Object value) {}

    private static final List<Change> CHANGES = List.of(
            new Change(".spec.replicas", "/spec/replicas", 7L),
            new Change(
                    ".spec.template.spec.containers[name=\"c\"].image",
                    "/spec/template/spec/containers/0/image",
                    "b:2"),
            new Change(".spec.paused", "/spec/paused", true),
            new Change(
                    ".spec.template.spec.containers[name=\"c\"].image",
                    "/spec/template/spec/containers/0/image",
                    "0o7"),
            new Change(
                    ".metadata.annotations.example.org/by.hand", "/metadata/annotations/example.org~1by.hand", "yes"),
            new Change(".spec.replicas", "/spec/replicas", 0L),
            new Change(".metadata.labels.added", "/metadata/labels/added", "on"),
            new Change(".spec.template.spec.nodeSelector", "/spec/template/spec/nodeSelector", Map.of("disk", "ssd")),
            new Change(
                    ".spec.template.spec.containers[name=\"c\"].image",
                    "/spec/template/spec/containers/0/image",
                    "it's #1"),
            new Change(".spec.minReadySeconds", "/spec/minReadySeconds", 12L));

    @Test
    void fiftyFilesOfAllStylesChangeOnTheirLinesOnlyAndReadBackAsLive() throws IOException {
        record Case(String file, String name, Change change) {}
        var cases = new ArrayList<Case>();
        for (int style = 0; style < STYLES.size(); style++) {
            for (int i = 0; i < CHANGES.size(); i++) {
                String name = "s" + style + "-c" + i;
                String text = STYLES.get(style).replace("NAME", name);
                String file = "plain/" + name + ".yaml";
                git.write(file, i % 3 == 2 ? text.replace("\n", "\r\n") : text);
                cases.add(new Case(file, name, CHANGES.get(i)));
            }
        }
        assertEquals(50, cases.size());
        git.commitAndPush("Fifty");
        DesiredState state = state("plain");
        var shared = new ArrayList<String>();
        for (Case one : cases) {
            Resource before = named(state, one.name());
            Map<String, Object> live =
                    with(before.body(), one.change().pointer(), one.change().value());
            AdoptionPlan plan = plan(state, before, live, one.change().field());
            if (!plan.refused().isEmpty()) {
                assertEquals(List.of(AdoptProblem.NOT_EDITABLE), codes(plan), one::toString);
                shared.add(one.name());
                continue;
            }
            plan.save(workspace.repository());
            String[] numbers =
                    git.run("diff", "--numstat", "--", one.file()).strip().split("\\s+");
            int added = Integer.parseInt(numbers[0]);
            int removed = Integer.parseInt(numbers[1]);
            assertTrue(added <= 2 && removed <= 1 && added >= removed, () -> one + ": " + String.join(" ", numbers));
            state = state("plain");
            assertEquals(live, named(state, one.name()).body(), one::toString);
        }
        // An anchor's value cannot change without its aliases.
        assertEquals(List.of("s1-c6", "s4-c4"), shared);
    }

    @Test
    void whatIsGoneInTheClusterGoesFromTheFileAndSecretsNeverComeIn() throws IOException {
        git.write("plain/a.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data:
                  stays: "1" # here
                  goes: "2"
                """);
        git.write("plain/s.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                stringData: {password: old}
                """);
        DesiredState state = state("plain");
        Resource config = named(state, "a");
        AdoptionPlan plan = plan(state, config, with(config.body(), "/data", Map.of("stays", "1")), ".data.goes");
        plan.save(workspace.repository());
        assertEquals("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data:
                  stays: "1" # here
                """, Files.readString(git.workTree().resolve("plain/a.yaml")));
        Resource secret = named(state, "s");
        Map<String, Object> live = new LinkedHashMap<>(secret.body());
        live.remove("stringData");
        live.put("data", Map.of("password", "bmV3"));
        assertEquals(List.of(AdoptProblem.SECRET), codes(plan(state, secret, live, ".data.password")));
        assertEquals(List.of(AdoptProblem.NOTHING), codes(plan(state, config, config.body(), ".data.stays")));
    }

    @Test
    void aFileThatChangedMeanwhileIsNotOverwritten() throws IOException {
        git.write("plain/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '1'}\n");
        DesiredState state = state("plain");
        Resource config = named(state, "a");
        AdoptionPlan plan = plan(state, config, with(config.body(), "/data/x", "2"), ".data.x");
        git.write("plain/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '3'}\n");
        EngineException refused = org.junit.jupiter.api.Assertions.assertThrows(
                EngineException.class, () -> plan.save(workspace.repository()));
        assertTrue(refused.problem().code() instanceof RepoProblem, refused::toString);
    }

    @Test
    void throughKustomizeOnlyWhatRenderingProvesIsEdited() throws IOException {
        git.write("base/kustomization.yaml", "resources: [web.yaml]\n");
        git.write("base/web.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 1
                  minReadySeconds: 2
                  template: {spec: {containers: [{name: web, image: web}]}}
                """);
        git.write("overlays/production/kustomization.yaml", "resources: [../../base]\n");
        git.write("overlays/staging/kustomization.yaml", """
                resources: [../../base, own.yaml]
                namePrefix: st-
                images: [{name: web, newTag: "7"}]
                patches: [{path: more.yaml}]
                """);
        git.write(
                "overlays/staging/own.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: own}\ndata: {a: b} # b\n");
        git.write("overlays/staging/more.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 4} # more
                """);
        DesiredState state = state("staging");
        Resource web = named(state, "st-web");
        assertEquals(4L, JsonPointer.parse("/spec/replicas").in(web.body()));
        Map<String, Object> live = with(web.body(), "/spec/replicas", 9L);
        live = with(live, "/spec/minReadySeconds", 3L);
        String image = "/spec/template/spec/containers/0/image";
        live = with(live, image, "web:8");
        AdoptionPlan plan = plan(
                state,
                web,
                live,
                ".spec.replicas",
                ".spec.minReadySeconds",
                ".spec.template.spec.containers[name=\"web\"].image");
        assertEquals(List.of(".spec.replicas"), plan.adopted());
        assertEquals(List.of(AdoptProblem.SHARED, AdoptProblem.GENERATED), codes(plan));
        plan.save(workspace.repository());
        assertEquals(
                "spec: {replicas: 9} # more",
                Files.readAllLines(git.workTree().resolve("overlays/staging/more.yaml"))
                        .getLast());
        Resource own = named(state, "st-own");
        plan(state("staging"), own, with(own.body(), "/data/a", "c"), ".data.a").save(workspace.repository());
        assertTrue(Files.readString(git.workTree().resolve("overlays/staging/own.yaml"))
                .endsWith("data: {a: c} # b\n"));
    }
}
