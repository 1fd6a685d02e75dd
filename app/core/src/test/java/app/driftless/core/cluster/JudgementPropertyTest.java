package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.NoOp;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.predict.LocalPrediction;
import app.driftless.core.internal.predict.Schema;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is judged here without asking must never differ from what the server answers (R19): random objects, random
/// edits of the manifest, random edits of the live object under other managers. The full count:
/// `./mvnw -pl app/core -am test -Dtest=JudgementPropertyTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Ddriftless.cases=2000`; `-Ddriftless.seed=N` repeats a run.
class JudgementPropertyTest {
    private static final int CASES = Integer.getInteger("driftless.cases", 150);
    private static final long SEED = Long.getLong("driftless.seed", 20261121L);
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final List<String> MANAGERS = List.of("kubectl-edit", "hpa", "mesh", "driftless-other");
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    private final Random random = new Random(SEED);
    private final RandomEdit edit = new RandomEdit(random);
    private final Map<String, Optional<Schema>> schemas = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int proven;
    private int exact;
    private int refused;

    @BeforeAll
    static void connect() {
        cluster = new KubeClusters(WORKERS, System.getenv())
                .connect(new ContextRef(List.of(PLANE.kubeconfig()), PLANE.context()), Set.of(), new CancelToken());
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    @Test
    void whatIsJudgedHereIsWhatTheServerAnswers() throws Exception {
        String namespace = PLANE.namespace("property");
        List<Resource> objects = Manifests.builtIn(namespace).stream()
                .filter(resource -> !resource.key().kind().equals("Namespace"))
                .toList();
        var others = new OtherClient(PLANE.kubeconfig());
        objects.forEach(object -> apply(AsSynced.labelled(object), false, true));
        for (int i = 0; i < CASES; i++) {
            Resource object = objects.get(random.nextInt(objects.size()));
            Resource desired = object;
            boolean live = false;
            switch (random.nextInt(5)) {
                case 0 -> {
                    // As it was applied.
                }
                case 1 -> live = edited(others, object);
                case 2 -> live = editedAndBack(others, object);
                case 3 -> {
                    live = edited(others, object);
                    desired = Resource.of(edit.edited(object.body()), object.origin());
                }
                default -> desired = Resource.of(edit.edited(object.body()), object.origin());
            }
            compare(i, desired);
            if (live) {
                apply(AsSynced.labelled(object), false, true);
            }
        }
        assertEquals(List.of(), wrong, "seed " + SEED);
        // Else nothing was shown.
        assertTrue(proven >= CASES / 10, "only " + proven + " of " + CASES + " cases were proven");
        System.out.printf(
                "%d cases, seed %d: %d proven by managedFields, %d exact by the schema, %d refused by the server%n",
                CASES, SEED, proven, exact, refused);
        CaseRecord.passed(
                "judged",
                CASES + " objects, manifests and edits, " + proven + " proven here, " + exact + " exact by schema",
                "the dry run answers the same");
    }

    private static ApplyAnswer apply(Resource resource, boolean dryRun, boolean force) {
        return cluster.apply(new ApplyRequest(resource, dryRun, force, Optional.empty()));
    }

    /// Whether the server took it.
    private boolean edited(OtherClient others, Resource object) throws IOException, InterruptedException {
        LiveObject live = live(object);
        String body = new ObjectMapper().writeValueAsString(List.of(edit.operation(live.body())));
        String manager = MANAGERS.get(random.nextInt(MANAGERS.size()));
        return others.patch(OtherClient.path(cluster, object), manager, "application/json-patch+json", body) == 200;
    }

    /// What it held before, as far as the server lets that be: it is the other's then.
    private boolean editedAndBack(OtherClient others, Resource object) throws IOException, InterruptedException {
        Map<String, Object> before = new HashMap<>(live(object).body());
        if (!edited(others, object)) {
            return false;
        }
        Map<String, Object> metadata = new HashMap<>(map(before.get("metadata")));
        metadata.keySet().removeAll(Set.of("resourceVersion", "managedFields"));
        before.put("metadata", metadata);
        String body = new ObjectMapper().writeValueAsString(before);
        String manager = MANAGERS.get(random.nextInt(MANAGERS.size()));
        others.put(OtherClient.path(cluster, object), manager, body);
        return true;
    }

    /// Without the mark, its owners, and when they wrote: a sync sees to the mark, a comparison leaves it out.
    private static Object unmarked(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(JudgementPropertyTest::unmarked)
                    // Of managedFields: who owned the mark and nothing else.
                    .filter(item -> !(item instanceof Map<?, ?> map)
                            || !map.containsKey("fieldsType")
                            || map.containsKey("fieldsV1"))
                    .toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var rest = new HashMap<Object, Object>();
        map.forEach((key, held) -> {
            boolean mark = key.equals(ApplySetLabel.NAME)
                    || key.equals("f:" + ApplySetLabel.NAME)
                    || (key.equals("time") && map.containsKey("manager"));
            Object below = unmarked(held);
            if (!mark && (Objects.equals(below, held) || !Map.of().equals(below))) {
                rest.put(key, below);
            }
        });
        return rest;
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static LiveObject live(Resource object) {
        return cluster.get(object.type(), object.key().namespace(), object.key().name())
                .orElseThrow();
    }

    private void compare(int number, Resource desired) {
        Map<String, Object> live = live(desired).body();
        boolean noOp = NoOp.proven(desired.body(), live).isPresent();
        Optional<Schema> schema = schemas.computeIfAbsent(
                desired.type().toString(), _ -> Schema.of(cluster.openApi(desired.type()), desired.type()));
        boolean same = schema.filter(s -> LocalPrediction.of(desired.body(), live, Optional.empty(), s)
                        .exact())
                .isPresent();
        ApplyAnswer answer = apply(AsSynced.labelled(desired), true, false);
        if (answer instanceof ApplyAnswer.Conflict conflict
                && conflict.causes().stream()
                        .allMatch(cause -> cause.fieldPath().equals(ApplySetLabel.FIELD_PATH))) {
            answer = apply(AsSynced.labelled(desired), true, true);
        }
        boolean unchanged = answer instanceof ApplyAnswer.Applied applied
                && unmarked(applied.object().body()).equals(unmarked(live));
        if (!(answer instanceof ApplyAnswer.Applied) && !(answer instanceof ApplyAnswer.Conflict)) {
            refused++;
        }
        proven += noOp ? 1 : 0;
        exact += same ? 1 : 0;
        if (noOp && !unchanged) {
            wrong.add(number + " proven: " + desired.key() + " " + desired.body() + " live " + live + " " + answer);
        }
        if (same && !unchanged) {
            wrong.add(number + " exact: " + desired.key() + " " + desired.body() + " live " + live + " " + answer);
        }
    }
}
