package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Texts;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.WebhookServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects of every sort that cannot be judged, among many good ones (R4): each spoils itself only. Compared by a
/// person who may not do everything, so that rights are among the reasons.
class PoisonedObjectsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int GOOD = 290;

    private static final String HOOK = """
            - name: NAME.example.org
              clientConfig: {url: "URL"CA}
              timeoutSeconds: 1
              admissionReviewVersions: [v1]
              sideEffects: None
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}
              objectSelector: {matchLabels: {hook: NAME}}
              rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
            """;

    @TempDir
    Path folder;

    private final Workers workers = new Workers();
    private String namespace = "";
    private StubServer silent;
    private WebhookServer failing;
    private Cluster cluster;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        namespace = PLANE.namespace("poison");
        silent = new StubServer((_, _) -> sleep());
        failing = WebhookServer.start(folder, _ -> List.of());
        failing.fail(500);
        String setup = TruthCases.text("poison.yaml").replace("NS", namespace)
                + hook("dead", "https://127.0.0.1:1/", "")
                + hook("slow", silent.url().replace("http://localhost", "https://127.0.0.1"), "")
                + hook("failing", failing.url(), ", caBundle: " + failing.caBundle());
        Path file = Files.writeString(folder.resolve("setup.yaml"), setup);
        PLANE.kubectl("apply", "-f", file.toString());
        PLANE.kubectl(
                "wait", "--for=condition=Established", "crd/ranges." + namespace + ".example.org", "--timeout=30s");
        Path person = PLANE.user("person-of-" + namespace);
        var clusters = new KubeClusters(workers, System.getenv());
        cluster = clusters.connect(clusters.contexts(List.of(person)).getFirst().ref(), Set.of(), new CancelToken());
        // Admission is configured through informers, so it takes effect a little later.
        for (String label : List.of("deny: please", "hook: dead", "hook: failing", "hook: slow")) {
            String tried = configMap("try", ", labels: {" + label + "}");
            for (int i = 0; i < 300 && diff(Manifests.all(tried)).getFirst().action() != Action.ERROR; i++) {
                Thread.sleep(100);
            }
        }
    }

    @AfterEach
    void end() throws IOException {
        PLANE.kubectl("delete", "validatingwebhookconfiguration", "hooks-" + namespace);
        cluster.close();
        workers.close();
        failing.close();
        silent.close();
    }

    private String hook(String name, String url, String more) {
        // The bundle last: it is random text, in which any name may stand.
        return HOOK.replace("NS", namespace)
                .replace("NAME", name)
                .replace("URL", url)
                .replace("CA}", more + "}");
    }

    private List<ResourceDiff> diff(List<Resource> desired) {
        return new LiveDiff(workers, new Masking(), new PersonsTools(List.of("kubectl*")))
                .diff(
                        cluster,
                        new LiveDiff.Request(desired, List.of(), List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken());
    }

    private String configMap(String name, String more) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s%s}, data: {key: value}}"
                .formatted(name, namespace, more);
    }

    private static void sleep() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Name, and what its problem must say besides.
    private Map<String, String> poisons(List<String> documents) {
        Map<String, String> causes = new LinkedHashMap<>();
        add(
                documents,
                causes,
                "unknown-kind",
                "none.example.org/v1 Thing",
                "{apiVersion: none.example.org/v1, kind: Thing, META}");
        add(documents, causes, "unknown-field", "dada", "{apiVersion: v1, kind: ConfigMap, META, dada: {}}");
        add(
                documents,
                causes,
                "wrong-type",
                "replicas",
                "{apiVersion: apps/v1, kind: Deployment, META, spec: {replicas: many, selector: {}, template: {}}}");
        add(
                documents,
                causes,
                "invalid",
                "spec.ports[0].port",
                "{apiVersion: v1, kind: Service, META, spec: {ports: [{port: 99999}]}}");
        add(
                documents,
                causes,
                "cel",
                "low is above high",
                "{apiVersion: NS.example.org/v1, kind: Range, META, spec: {low: 9, high: 1}}");
        add(documents, causes, "policy", "policy says no", configMap("policy", ", labels: {deny: please}"));
        add(documents, causes, "hook-dead", "dead.example.org", configMap("hook-dead", ", labels: {hook: dead}"));
        add(documents, causes, "hook-slow", "slow.example.org", configMap("hook-slow", ", labels: {hook: slow}"));
        add(documents, causes, "hook-500", "failing.example.org", configMap("hook-500", ", labels: {hook: failing}"));
        add(
                documents,
                causes,
                "no-get",
                "get",
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, META, spec: {podSelector: {}}}");
        add(
                documents,
                causes,
                "too-large",
                "too-large",
                "{apiVersion: v1, kind: ConfigMap, META, data: {key: \"" + "x".repeat(1_100_000) + "\"}}");
        add(
                documents,
                causes,
                "bad-secret",
                "bad-secret",
                "{apiVersion: v1, kind: Secret, META, data: {key: \"canary!!\"}}");
        add(
                documents,
                causes,
                "nowhere",
                "no-such-namespace",
                configMap("nowhere", "").replace("namespace: " + namespace, "namespace: no-such-namespace"));
        return causes;
    }

    private void add(List<String> documents, Map<String, String> causes, String name, String cause, String yaml) {
        causes.put(name, cause);
        documents.add(yaml.replace("META", "metadata: {name: " + name + ", namespace: " + namespace + "}")
                .replace("NS", namespace));
    }

    @Test
    void eachSpoilsOnlyItselfAndSaysWhichObjectAndWhy() {
        var documents = new ArrayList<String>();
        Map<String, String> causes = poisons(documents);
        // What a person may not write is compared here; what is large takes its time. Neither is an error.
        documents.add(
                "{apiVersion: v1, kind: LimitRange, metadata: {name: no-patch, namespace: %s}, spec: {limits: [{type: Pod, max: {cpu: 1}}]}}"
                        .formatted(namespace));
        documents.add(
                "{apiVersion: %1$s.example.org/v1, kind: Range, metadata: {name: large, namespace: %1$s}, text: %2$s}"
                        .formatted(namespace, "x".repeat(700_000)));
        var desired = new ArrayList<Resource>();
        for (int i = 0; i < GOOD; i++) {
            desired.add(Manifests.one(configMap("good-" + i, "")));
        }
        for (String document : documents) {
            desired.add(desired.size() / 2, Manifests.one(document));
        }

        var texts = new Texts(Locale.ENGLISH);
        Map<String, String> told = new TreeMap<>();
        int good = 0;
        for (ResourceDiff result : diff(desired)) {
            String name = result.key().name();
            if (name.startsWith("good-") || name.equals("large")) {
                assertEquals(Action.CREATE, result.action(), name + " " + result.problem());
                assertEquals(Optional.empty(), result.approximate());
                good++;
            } else if (name.equals("no-patch")) {
                assertEquals(Action.CREATE, result.action());
                assertEquals(Optional.of(ResourceDiff.Approximation.NO_RIGHT_TO_PATCH), result.approximate());
                assertEquals(
                        ClusterProblem.FORBIDDEN, result.problem().orElseThrow().code());
            } else {
                assertEquals(Action.ERROR, result.action(), name);
                told.put(name, texts.text(result.problem().orElseThrow()).sentence());
            }
        }
        assertEquals(GOOD + 1, good);
        assertEquals(new TreeMap<>(causes).keySet(), told.keySet());
        causes.forEach(
                (name, cause) -> assertTrue(told.get(name).contains(cause), () -> cause + " in " + told.get(name)));
        // Where a kind is unknown there is no object to speak of.
        causes.keySet().stream()
                .filter(name -> !name.equals("unknown-kind"))
                .forEach(name -> assertTrue(told.get(name).contains(name), () -> name + " in " + told.get(name)));
        assertFalse(told.toString().contains("canary"), told.toString());
    }
}
