package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// R1: what is predicted is what the server then holds, and the second plan is empty.
class PredictionTest {
    private static final Workers WORKERS = new Workers();
    private static final Set<String> OF_THE_MOMENT =
            Set.of("status", "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp");
    /// What the server draws by lot at each create.
    private static final Set<String> BY_LOT =
            Set.of("clusterIP", "clusterIPs", "controller-uid", "batch.kubernetes.io/controller-uid");

    private static Cluster cluster;
    private static final Masking MASKING = new Masking();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = Connected.toShared(WORKERS);
        apply(Manifests.one(TruthCases.text("truth-crd.yaml")));
        ControlPlane.shared()
                .kubectl("wait", "--for=condition=Established", "crd/gadgets.truth.example.org", "--timeout=30s");
        cluster.discovery(true);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static void apply(Resource resource) {
        assertInstanceOf(
                ApplyAnswer.Applied.class,
                cluster.apply(new ApplyRequest(resource, false, false, Optional.empty())),
                resource.key().toString());
    }

    private static boolean applied(Resource resource, List<String> wrong) {
        ApplyAnswer answer =
                cluster.apply(new ApplyRequest(AsSynced.labelled(resource), false, false, Optional.empty()));
        if (!(answer instanceof ApplyAnswer.Applied)) {
            wrong.add(resource.key() + " not applied: " + answer);
        }
        return answer instanceof ApplyAnswer.Applied;
    }

    private static List<ResourceDiff> diff(List<Resource> desired) {
        return new LiveDiff(WORKERS, MASKING, new PersonsTools(List.of("kubectl*")))
                .diff(cluster, AsSynced.request(desired), _ -> {}, Progress.none(), new CancelToken());
    }

    @Test
    void everyPredictionOfEveryKindComesTrue() throws IOException {
        String namespace = ControlPlane.shared().namespace("truth");
        var cases = new ArrayList<>(TruthCases.written("truth.yaml", namespace));
        cases.addAll(TruthCases.written("truth-kinds.yaml", namespace));
        cases.addAll(made(namespace));
        Set<String> covered = cases.stream().map(c -> c.before().type().kind()).collect(Collectors.toSet());
        List<String> missing = cluster.discovery(false).stream()
                .filter(kind -> kind.preferred() && kind.verbs().containsAll(Set.of("create", "patch")))
                // Other tests' definitions.
                .filter(kind -> !kind.type().group().contains("example."))
                .map(kind -> kind.type().kind())
                .filter(kind -> !covered.contains(kind))
                .toList();
        assertEquals(List.of(), missing);
        comesTrue(cases.stream().map(TruthCases.Case::before).toList(), Action.CREATE);
        comesTrue(cases.stream().map(TruthCases.Case::after).toList(), Action.UPDATE);
        CaseRecord.passed("predicted", cases.size() + " manifests, created and changed", "held as predicted");
    }

    /// All with `-Ddriftless.cases=300` or more; a quarter without.
    private static List<TruthCases.Case> made(String namespace) {
        List<TruthCases.Case> all = TruthCases.made(namespace);
        int step = Integer.getInteger("driftless.cases", 0) >= all.size() ? 1 : 4;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
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
            if (!applied(resources.get(i), wrong)) {
                continue;
            }
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
