package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// R2: what others change, remove and add, by whichever way, is shown once: at the right place, in the right class,
/// with who and when. Every value of every object with `-Ddriftless.cases=2000`, every n-th without.
class EveryRouteTest {
    private static final Workers WORKERS = new Workers();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORT = 120;
    private static Cluster cluster;
    private static OtherClient other;
    private static final Map<Gvk, ApiResource> KINDS = new LinkedHashMap<>();

    private enum Route {
        /// A whole update, as `kubectl edit` leaves it behind.
        UPDATE("kubectl-edit"),
        JSON_PATCH("patching-controller"),
        APPLY("other-tool");

        private final String manager;

        Route(String manager) {
            this.manager = manager;
        }
    }

    /// @param changed the value there afterwards; null for a removal
    /// @param added whether the repository never names the place
    private record Edit(Route route, JsonPointer place, Object changed, boolean added) {}

    private record Trial(Resource desired, Edit edit) {}

    @BeforeAll
    static void start() throws Exception {
        cluster = Connected.toShared(WORKERS);
        other = new OtherClient(ControlPlane.shared().kubeconfig());
        cluster.discovery(true).forEach(kind -> KINDS.put(kind.type(), kind));
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    /// Fifty objects: the namespaced kinds of the tests of prediction, and workloads of every sort.
    private static List<Resource> objects(String namespace) {
        var objects = new ArrayList<Resource>();
        TruthCases.written("truth.yaml", namespace).forEach(c -> objects.add(c.before()));
        List<TruthCases.Case> made = TruthCases.made(namespace);
        for (int i = 20; i < made.size(); i += 9) {
            objects.add(made.get(i).before());
        }
        objects.removeIf(object -> !object.type().group().contains("truth")
                && (!KINDS.get(object.type()).namespaced()
                        // Their places move when stored, or nobody may change them.
                        || Set.of("Endpoints", "Job", "Pod")
                                .contains(object.type().kind())
                        || object.body().containsKey("stringData")));
        objects.removeIf(object -> object.type().group().contains("truth"));
        return objects;
    }

    private static void leaves(Object node, JsonPointer at, List<JsonPointer> into) {
        switch (node) {
            case Map<?, ?> map -> map.forEach((key, value) -> leaves(value, at.child(key.toString()), into));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    leaves(list.get(i), at.child(i), into);
                    if (list.get(i) instanceof Map) {
                        into.add(at.child(i));
                    }
                }
            }
            default -> {
                List<String> tokens = at.tokens();
                boolean identity = tokens.size() < 2
                        || (tokens.size() == 2 && Set.of("name", "namespace").contains(tokens.get(1)));
                boolean key = tokens.size() > 2
                        && tokens.get(tokens.size() - 2).matches("\\d+")
                        && Set.of(
                                        "name",
                                        "containerPort",
                                        "port",
                                        "protocol",
                                        "mountPath",
                                        "topologyKey",
                                        "whenUnsatisfiable",
                                        "type",
                                        "ip",
                                        "conditionType")
                                .contains(tokens.getLast());
                if (!identity && !key) {
                    into.add(at);
                }
            }
        }
    }

    private static Object changed(Object value) {
        return switch (value) {
            case String s -> s.matches("\\d+(\\.\\d+)?[A-Za-z]*") ? s.replaceFirst("^\\d", "3") : s + "x";
            case Long n -> n + 1;
            case Boolean b -> !b;
            default -> "other";
        };
    }

    private static List<Edit> edits(Resource object) {
        var edits = new ArrayList<Edit>();
        var places = new ArrayList<JsonPointer>();
        leaves(object.body(), JsonPointer.ROOT, places);
        for (JsonPointer place : places) {
            Object value = place.in(object.body());
            for (Route route : List.of(Route.UPDATE, Route.JSON_PATCH)) {
                if (!(value instanceof Map)) {
                    edits.add(new Edit(route, place, changed(value), false));
                }
                edits.add(new Edit(route, place, null, false));
            }
        }
        JsonPointer metadata = JsonPointer.ROOT.child("metadata");
        for (Route route : Route.values()) {
            edits.add(new Edit(route, metadata.child("labels").child("added"), "x", true));
            edits.add(new Edit(route, metadata.child("annotations").child("added"), "x", true));
            edits.add(new Edit(route, metadata.child("finalizers"), List.of("example.org/f"), true));
            edits.add(new Edit(
                    route,
                    metadata.child("ownerReferences"),
                    List.of(Map.of(
                            "apiVersion", "v1",
                            "kind", "ConfigMap",
                            "name", "owner",
                            "uid", "11111111-2222-3333-4444-555555555555")),
                    true));
        }
        if (object.body().get("data") instanceof Map<?, ?> data && data.size() > 0) {
            for (Route route : Route.values()) {
                edits.add(new Edit(route, JsonPointer.ROOT.child("data").child("added"), "eA==", true));
                String key = String.valueOf(data.keySet().iterator().next());
                edits.add(new Edit(route, JsonPointer.ROOT.child("data").child(key), "eQ==", false));
            }
        }
        return edits;
    }

    private static String path(Resource resource) {
        String root = resource.type().group().isEmpty()
                ? "/api/v1"
                : "/apis/" + resource.type().apiVersion();
        return root + "/namespaces/" + resource.key().namespace() + "/"
                + KINDS.get(resource.type()).plural() + "/" + resource.key().name();
    }

    private static LiveObject live(Resource resource) {
        return cluster.get(
                        resource.type(),
                        resource.key().namespace(),
                        resource.key().name())
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Object with(Object node, List<String> tokens, Object value) {
        if (tokens.isEmpty()) {
            return value;
        }
        List<String> rest = tokens.subList(1, tokens.size());
        if (node instanceof List<?> list) {
            var copy = new ArrayList<Object>(list);
            int index = Integer.parseInt(tokens.getFirst());
            Object below = with(copy.get(index), rest, value);
            if (below == null) {
                copy.remove(index);
            } else {
                copy.set(index, below);
            }
            return copy;
        }
        var copy = new LinkedHashMap<>(node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
        Object below = with(copy.get(tokens.getFirst()), rest, value);
        if (below == null) {
            copy.remove(tokens.getFirst());
        } else {
            copy.put(tokens.getFirst(), below);
        }
        return copy;
    }

    /// Whether the server let it happen, and something is different then.
    private static boolean made(Trial trial) throws Exception {
        Resource object = trial.desired();
        Edit edit = trial.edit();
        Map<String, Object> before = live(object).body();
        List<String> tokens = edit.place().tokens();
        int status =
                switch (edit.route()) {
                    case UPDATE ->
                        other.put(
                                path(object),
                                edit.route().manager,
                                JSON.writeValueAsString(with(before, tokens, edit.changed())));
                    case JSON_PATCH -> {
                        // The whole field, since a patch cannot make the maps on its way.
                        String top = tokens.size() > 1 && tokens.getFirst().equals("metadata") ? "metadata" : "";
                        boolean whole = edit.added() && !top.isEmpty();
                        JsonPointer at =
                                whole ? JsonPointer.ROOT.child("metadata").child(tokens.get(1)) : edit.place();
                        Object value = whole ? at.in(asMap(with(before, tokens, edit.changed()))) : edit.changed();
                        Map<String, Object> operation = new TreeMap<>();
                        operation.put("op", value == null ? "remove" : "add");
                        if (!edit.added() && value != null) {
                            operation.put("op", "replace");
                        }
                        operation.put("path", at.toString());
                        if (value != null) {
                            operation.put("value", value);
                        }
                        yield other.patch(
                                path(object),
                                edit.route().manager,
                                "application/json-patch+json",
                                JSON.writeValueAsString(List.of(operation)));
                    }
                    case APPLY ->
                        other.patch(
                                path(object) + "?force=true",
                                edit.route().manager,
                                "application/apply-patch+yaml",
                                JSON.writeValueAsString(with(
                                        Map.of(
                                                "apiVersion", object.type().apiVersion(),
                                                "kind", object.type().kind()),
                                        tokens,
                                        edit.changed())));
                };
        return status == 200
                && !Objects.equals(
                        edit.place().in(before), edit.place().in(live(object).body()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<Trial> trials(String namespace) {
        var all = new ArrayList<Trial>();
        List<Resource> objects = objects(namespace);
        assertTrue(objects.size() >= 50, "only " + objects.size());
        for (Resource object : objects) {
            for (Edit edit : edits(object)) {
                // An object of its own for each edit, so that nothing has to be put back.
                Resource own = Placement.moved(object, "e" + all.size(), namespace);
                all.add(new Trial(own, edit));
            }
        }
        int wanted = Integer.getInteger("driftless.cases", SHORT);
        int step = Math.max(1, all.size() / wanted);
        var some = new ArrayList<Trial>();
        for (int i = 0; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }

    @Test
    void whatOthersDoIsShownOnceWithWhoAndWhen() throws Exception {
        String namespace = ControlPlane.shared().namespace("routes");
        var done = new LinkedHashMap<String, Trial>();
        for (Trial trial : trials(namespace)) {
            var answer = cluster.apply(new ApplyRequest(trial.desired(), false, true, Optional.empty()));
            assertInstanceOf(ApplyAnswer.Applied.class, answer, trial.toString());
            if (made(trial)) {
                done.put(trial.desired().key().toString(), trial);
            }
        }
        List<Resource> desired = done.values().stream().map(Trial::desired).toList();
        List<ResourceDiff> diffs = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of("kubectl*")))
                .diff(
                        cluster,
                        new LiveDiff.Request(desired, desired, List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken());
        var wrong = new ArrayList<String>();
        int unappliable = 0;
        for (ResourceDiff diff : diffs) {
            Trial trial = Objects.requireNonNull(done.get(diff.key().toString()));
            if (diff.action() == Action.ERROR) {
                unappliable++;
            } else {
                wrong(trial, diff).ifPresent(wrong::add);
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(unappliable <= done.size() / 20, unappliable + " could not be judged");
        assertTrue(done.size() >= 60, "only " + done.size());
        CaseRecord.passed(
                "edits",
                done.size() + " edits by " + Route.values().length + " routes",
                "shown once, with path, class, manager and time; " + unappliable + " that cannot be applied back");
    }

    private static Optional<String> wrong(Trial trial, ResourceDiff diff) {
        Edit edit = trial.edit();
        List<Difference> shown = diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT && d.kind() != DiffClass.MUTATED)
                .toList();
        String text = diff.key() + " " + edit + ": " + shown;
        if (shown.size() != 1) {
            return Optional.of(text);
        }
        Difference found = shown.getFirst();
        DiffClass expected = edit.added() && edit.route() != Route.UPDATE ? DiffClass.FOREIGN : DiffClass.DRIFT;
        boolean right = found.kind() == expected
                && found.addedByHand() == (edit.added() && edit.route() == Route.UPDATE)
                && (edit.place().startsWith(found.path()) || found.path().startsWith(edit.place()));
        // Nobody is recorded as the one who removed something, and an empty value may be stored as none.
        boolean known = !found.live().present()
                || edit.changed() == null
                || (found.manager().equals(Optional.of(edit.route().manager))
                        && found.time().isPresent());
        return right && known ? Optional.empty() : Optional.of(text);
    }

    /// The server records no time for what comes through `/scale`: the manager is known, the time is not.
    @Test
    void whatIsScaledIsShownWithWho() throws Exception {
        String namespace = ControlPlane.shared().namespace("scaled");
        for (TruthCases.Case each : TruthCases.made(namespace)) {
            Resource object = each.before();
            if (!object.key().name().endsWith("-0")
                    || !(object.body().get("spec") instanceof Map<?, ?> spec)
                    || !spec.containsKey("replicas")) {
                continue;
            }
            cluster.apply(new ApplyRequest(object, false, true, Optional.empty()));
            assertEquals(
                    200,
                    other.patch(
                            path(object) + "/scale",
                            "scaler",
                            "application/merge-patch+json",
                            "{\"spec\":{\"replicas\":9}}"));
            ResourceDiff diff = new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of("kubectl*")))
                    .diff(
                            cluster,
                            new LiveDiff.Request(List.of(object), List.of(object), List.of()),
                            _ -> {},
                            Progress.none(),
                            new CancelToken())
                    .getFirst();
            List<String> shown = diff.differences().stream()
                    .filter(d -> d.kind() != DiffClass.DEFAULT)
                    .map(d -> d.kind() + " " + d.fieldPath() + " " + d.manager().orElse("") + " " + d.time())
                    .toList();
            assertEquals(
                    List.of("DRIFT .spec.replicas scaler Optional.empty"),
                    shown,
                    object.key().toString());
        }
    }
}
