package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.FieldConflict;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.predict.LocalPrediction;
import app.driftless.core.internal.predict.Schema;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The comparison without the server's own prediction, held against it.
class LocalPredictionTest {
    private static final Workers WORKERS = new Workers();
    private static final PersonsTools TOOLS = new PersonsTools(List.of("kubectl*"));
    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = Connected.toShared(WORKERS);
        Resource definition = Manifests.one(text("truth-crd.yaml"));
        cluster.apply(new ApplyRequest(definition, false, true, Optional.empty()));
        ControlPlane.shared()
                .kubectl("wait", "--for=condition=Established", "crd/gadgets.truth.example.org", "--timeout=30s");
        cluster.discovery(true);
        // Published a moment after it is served.
        for (int i = 0;
                i < 100
                        && cluster.openApi(new Gvk("truth.example.org", "v1", "Gadget"))
                                .isEmpty();
                i++) {
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(LocalPredictionTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static LiveObject live(Resource resource) {
        return cluster.get(
                        resource.type(),
                        resource.key().namespace(),
                        resource.key().name())
                .orElseThrow();
    }

    private record Verdict(Action action, Set<String> differences) {}

    private static Verdict verdict(
            Resource desired, LiveObject live, Map<String, Object> predicted, List<FieldConflict> conflicts) {
        var question = new ObjectDiff.Question(
                () -> Optional.of(LocalPrediction.created(desired.body(), Optional.of(live.body()), schema(desired))),
                TOOLS);
        var diff = new ObjectDiff(
                desired.body(), live.body(), predicted, Optional.of(desired.body()), conflicts, question);
        var found = diff.differences();
        var shown = new java.util.TreeSet<String>();
        found.stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .forEach(d -> shown.add(d.kind() + " " + d.fieldPath() + (d.conflict() ? " conflict" : "")));
        return new Verdict(diff.action(found), shown);
    }

    private static Schema schema(Resource desired) {
        return Schema.of(cluster.openApi(desired.type()), desired.type()).orElseThrow();
    }

    private static Verdict asked(Resource desired, LiveObject live) {
        List<FieldConflict> conflicts = List.of();
        ApplyAnswer answer = cluster.apply(new ApplyRequest(desired, true, false, Optional.empty()));
        if (answer instanceof ApplyAnswer.Conflict conflict) {
            conflicts = conflict.causes().stream()
                    .map(cause -> new FieldConflict(cause.fieldPath(), cause.manager()))
                    .toList();
            answer = cluster.apply(new ApplyRequest(desired, true, true, Optional.empty()));
        }
        var applied = assertInstanceOf(
                ApplyAnswer.Applied.class, answer, desired.key().toString());
        return verdict(desired, live, applied.object().body(), conflicts);
    }

    private static void compare(Resource desired, List<String> wrong, int[] exact) {
        LiveObject live = live(desired);
        LocalPrediction.Prediction local =
                LocalPrediction.of(desired.body(), live.body(), Optional.empty(), schema(desired));
        Verdict judged = verdict(desired, live, local.predicted(), local.conflicts());
        Verdict asked = asked(desired, live);
        if (local.exact()) {
            exact[0]++;
            if (asked.action() != Action.UNCHANGED) {
                wrong.add("called exact: " + desired.key());
            }
        }
        if (!judged.equals(asked)) {
            wrong.add(desired.key() + "\n  here   " + judged + "\n  server " + asked);
        }
    }

    @Test
    void theLastLabelMayGo() {
        String namespace = ControlPlane.shared().namespace("label");
        String yaml =
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: %s, labels: {a: b}}, data: {k: v}}"
                        .formatted(namespace);
        cluster.apply(new ApplyRequest(Manifests.one(yaml), false, true, Optional.empty()));
        var wrong = new ArrayList<String>();
        compare(Manifests.one(yaml.replace(", labels: {a: b}", "")), wrong, new int[1]);
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void theSchemaGivesTheSameVerdictsAsTheServer() throws Exception {
        String namespace = ControlPlane.shared().namespace("local");
        var wrong = new ArrayList<String>();
        int[] exact = {0};
        int compared = 0;
        for (String document : text("truth.yaml").replace("NS", namespace).split("\n---\n")) {
            String marker = document.lines()
                    .filter(line -> line.startsWith("# then: "))
                    .findFirst()
                    .orElseThrow();
            String[] change = marker.substring(8).split(" => ");
            String yaml = document.replace(marker, "");
            Resource before = Manifests.one(yaml);
            if (before.type().kind().equals("Namespace")) {
                continue;
            }
            cluster.apply(new ApplyRequest(before, false, true, Optional.empty()));
            compare(before, wrong, exact);
            compare(Manifests.one(yaml.replace(change[0], change[1])), wrong, exact);
            compared++;
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(exact[0] > compared * 2 / 3, exact[0] + " of " + compared + " proven");
    }
}
