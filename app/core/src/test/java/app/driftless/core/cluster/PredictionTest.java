package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// R1: what is predicted is what the server then holds, and the second plan is empty.
class PredictionTest {
    private static final Workers WORKERS = new Workers();
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "lastPhaseTransitionTime");
    /// What the server draws by lot at each create.
    private static final Set<String> BY_LOT =
            Set.of("clusterIP", "clusterIPs", "controller-uid", "batch.kubernetes.io/controller-uid");

    private static Cluster cluster;
    private static final Masking MASKING = new Masking();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = new KubeClusters(WORKERS, System.getenv())
                .connect(
                        new ContextRef(
                                List.of(ControlPlane.shared().kubeconfig()),
                                ControlPlane.shared().context()),
                        Set.of(),
                        new CancelToken());
        apply(Manifests.one(text("truth-crd.yaml")));
        ControlPlane.shared()
                .kubectl("wait", "--for=condition=Established", "crd/gadgets.truth.example.org", "--timeout=30s");
        cluster.discovery(true);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(PredictionTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void apply(Resource resource) {
        assertInstanceOf(
                ApplyAnswer.Applied.class,
                cluster.apply(new ApplyRequest(resource, false, false, Optional.empty())),
                resource.key().toString());
    }

    private static List<ResourceDiff> diff(List<Resource> desired) {
        return new LiveDiff(WORKERS, MASKING, new PersonsTools(List.of("kubectl*")))
                .diff(
                        cluster,
                        new LiveDiff.Request(desired, List.of(), List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken());
    }

    @Test
    void everyPredictionComesTrue() throws IOException {
        String namespace = ControlPlane.shared().namespace("truth");
        var before = new ArrayList<Resource>();
        var after = new ArrayList<Resource>();
        for (String document : text("truth.yaml").replace("NS", namespace).split("\n---\n")) {
            String marker = document.lines()
                    .filter(line -> line.startsWith("# then: "))
                    .findFirst()
                    .orElseThrow();
            String[] change = marker.substring(8).split(" => ");
            String yaml = document.replace(marker, "");
            assertTrue(yaml.contains(change[0]), marker);
            before.add(Manifests.one(yaml));
            after.add(Manifests.one(yaml.replace(change[0], change[1])));
        }
        assertTrue(before.size() >= 40, "only " + before.size());
        comesTrue(before, Action.CREATE);
        comesTrue(after, Action.UPDATE);
    }

    private static void comesTrue(List<Resource> resources, Action expected) {
        var wrong = new ArrayList<String>();
        List<ResourceDiff> predicted = diff(resources);
        for (int i = 0; i < resources.size(); i++) {
            ResourceDiff diff = predicted.get(i);
            if (diff.action() == Action.ERROR) {
                wrong.add(diff.key() + ": " + diff.problem());
                continue;
            }
            if (diff.action() != expected && !diff.key().name().equals("claim")) {
                wrong.add(diff.key() + " is " + diff.action());
            }
            apply(resources.get(i));
            LiveObject live = cluster.get(
                            diff.type(), diff.key().namespace(), diff.key().name())
                    .orElseThrow();
            Object said = comparable(diff.predicted().orElseThrow());
            Object held = comparable(MASKING.shown(live.body()));
            if (!said.equals(held)) {
                wrong.add(diff.key() + "\n  said " + said + "\n  held " + held);
            }
        }
        for (ResourceDiff again : diff(resources)) {
            if (again.action() != Action.UNCHANGED) {
                wrong.add("again " + again.key() + " is " + again.action() + " " + again.differences());
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static Object comparable(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    boolean skipped =
                            OF_THE_MOMENT.contains(String.valueOf(key)) || BY_LOT.contains(String.valueOf(key));
                    if (!skipped && value != null) {
                        copy.put(key, comparable(value));
                    }
                });
                yield copy;
            }
            case List<?> list -> list.stream().map(PredictionTest::comparable).toList();
            default -> node;
        };
    }
}
