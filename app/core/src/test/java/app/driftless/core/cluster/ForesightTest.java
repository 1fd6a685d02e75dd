package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.core.settings.Settings;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is said of drift before the server is asked is what the server then says, except that it may refuse to put it
/// back. `-Ddriftless.cases=800 -Ddriftless.seed=N` for more.
class ForesightTest {
    private static final int CASES = Integer.getInteger("driftless.cases", 60);
    private static final long SEED = Long.getLong("driftless.seed", 20261121L);
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    private final Random random = new Random(SEED);
    private final RandomEdit edit = new RandomEdit(random);
    private final LiveDiff differ = new LiveDiff(
            WORKERS, new Masking(), new PersonsTools(Settings.initial().personsTools()));

    @BeforeAll
    static void connect() {
        cluster = Connected.toShared(WORKERS);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private static LiveObject live(Resource object) {
        return cluster.get(object.type(), object.key().namespace(), object.key().name())
                .orElseThrow();
    }

    private static LiveDiff.Request about(Resource object, LiveObject live) {
        return AsSynced.request(List.of(object), List.of(object), List.of(live), Set.of(), IgnoreRules.NONE);
    }

    private List<ResourceDiff> foreseen(Resource object, LiveObject live) {
        return differ.foreseen(cluster, about(object, live));
    }

    private ResourceDiff asked(Resource object, LiveObject live) {
        return differ.diff(cluster, about(object, live), _ -> {}, Progress.none(), new CancelToken())
                .getFirst();
    }

    /// Apart from what only a create tells, and defaults inside of what an apply would put back.
    private static Set<List<Object>> counting(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(one -> one.kind() == DiffClass.YOURS || one.kind() == DiffClass.DRIFT)
                .filter(one -> !one.addedByHand())
                .map(one ->
                        List.<Object>of(one.path(), one.kind(), one.conflict(), one.live(), one.manager(), one.time()))
                .collect(Collectors.toSet());
    }

    /// It comes in the background.
    private void awaitSchema(Resource object) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(object.body());
        Map<String, Object> metadata = new HashMap<>();
        ((Map<?, ?>) body.get("metadata")).forEach((key, value) -> metadata.put(String.valueOf(key), value));
        metadata.put("annotations", Map.of("another", "value"));
        body.put("metadata", metadata);
        Resource other = Resource.of(body, object.origin());
        LiveObject live = live(object);
        for (int tries = 0; foreseen(other, live).isEmpty(); tries++) {
            assertTrue(tries < 300, "no schema of " + object.type());
            Thread.sleep(100);
        }
    }

    @Test
    void saysWhatTheServerSays() throws Exception {
        String namespace = PLANE.namespace("foreseen");
        List<Resource> objects = Manifests.builtIn(namespace).stream()
                .filter(resource -> resource.key().namespace().equals(namespace))
                .toList();
        for (Resource object : objects) {
            cluster.apply(new ApplyRequest(AsSynced.labelled(object), false, true, Optional.empty()));
        }
        for (Resource object : objects) {
            awaitSchema(object);
        }
        var others = new OtherClient(PLANE.kubeconfig());
        int drifts = 0;
        int told = 0;
        var wrong = new ArrayList<String>();
        for (int i = 0; i < CASES; i++) {
            Resource object = objects.get(random.nextInt(objects.size()));
            cluster.apply(new ApplyRequest(AsSynced.labelled(object), false, true, Optional.empty()));
            others.patch(
                    OtherClient.path(cluster, object),
                    "kubectl-edit",
                    "application/json-patch+json",
                    new ObjectMapper()
                            .writeValueAsString(
                                    List.of(edit.operation(live(object).body()))));
            LiveObject live = live(object);
            List<ResourceDiff> before = foreseen(object, live);
            ResourceDiff server = asked(object, live);
            drifts += server.action() == Action.UPDATE && !counting(server).isEmpty() ? 1 : 0;
            for (ResourceDiff early : before) {
                told += server.action() == Action.UPDATE ? 1 : 0;
                if (server.action().keepsContent()
                        || (server.action() == Action.UPDATE && !counting(early).equals(counting(server)))) {
                    wrong.add(
                            object.key() + " " + counting(early) + " but " + server.action() + " " + counting(server));
                }
            }
        }
        System.out.println("foreseen: " + told + " of " + drifts + " drifts in " + CASES + " changes");
        assertEquals(List.of(), wrong);
        assertTrue(told * 10 >= drifts * 9, told + " of " + drifts);
        CaseRecord.passed(
                "foreseen",
                CASES + " edits by others, " + told + " of " + drifts + " drifts told before the server was asked",
                "the server says the same; no false alarm");
    }
}
