package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal 5 on a real API server, its audit log the judge: a random environment is synced, others swap, mark, own,
/// relabel and touch its objects and put some beside them, then a commit drops a random part of it. The rules are
/// written down here a second time, on purpose. `-Ddriftless.cases=100` tries as many.
class PruneOnServerTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PART_OF = "applyset.kubernetes.io/part-of";
    private static final String KINDS = "configmaps,secrets,services,persistentvolumeclaims,statefulsets";
    private static final Set<String> PRECIOUS = Set.of("PersistentVolumeClaim", "StatefulSet");

    @TempDir
    Path folder;

    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);

    /// One environment and what was done to it.
    private final class Case implements AutoCloseable {
        final String namespace = PLANE.namespace("prune");
        final SyncBench bench;
        final List<String> objects = new ArrayList<>();
        final Set<String> kept = new HashSet<>();
        final Set<String> foreign = new HashSet<>();
        Map<String, JsonNode> before = Map.of();

        Case(Path state) {
            bench = new SyncBench(PLANE, state, namespace);
            int size = 4 + random.nextInt(random.nextBoolean() ? 10 : 40);
            for (int i = 0; i < size; i++) {
                objects.add(kind() + "/o" + i);
            }
        }

        private String kind() {
            return List.of(
                            "ConfigMap",
                            "ConfigMap",
                            "ConfigMap",
                            "Secret",
                            "Service",
                            "PersistentVolumeClaim",
                            "StatefulSet")
                    .get(random.nextInt(random.nextInt(3) == 0 ? 7 : 5));
        }

        String yaml(List<String> which) {
            var text = new StringBuilder();
            for (String object : which) {
                String[] parts = object.split("/");
                String rest =
                        switch (parts[0]) {
                            case "ConfigMap" -> "apiVersion: v1\ndata: {key: value}";
                            case "Secret" -> "apiVersion: v1\nstringData: {key: value}";
                            case "Service" -> "apiVersion: v1\nspec: {ports: [{port: 80}]}";
                            case "PersistentVolumeClaim" ->
                                "apiVersion: v1\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}";
                            default ->
                                "apiVersion: apps/v1\nspec: {serviceName: s, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}";
                        };
                text.append("---\nkind: %s\nmetadata: {name: %s, namespace: %s}\n%s\n"
                        .formatted(parts[0], parts[1], namespace, rest));
            }
            return text.toString();
        }

        Map<String, JsonNode> live() throws IOException {
            Map<String, JsonNode> found = new TreeMap<>();
            JsonNode list = JSON.readTree(PLANE.kubectl("-n", namespace, "get", KINDS, "-o", "json"));
            list.path("items")
                    .forEach(item -> found.put(
                            item.path("kind").asText() + "/"
                                    + item.at("/metadata/name").asText(),
                            item));
            return found;
        }

        private void kubectl(List<String> objects, String verb, String... more) {
            if (!objects.isEmpty()) {
                var command = new ArrayList<>(List.of("-n", namespace, verb));
                command.addAll(objects);
                command.addAll(List.of(more));
                PLANE.kubectl(command.toArray(String[]::new));
            }
        }

        private void create(List<String> yaml) throws IOException {
            if (!yaml.isEmpty()) {
                Path file = Files.writeString(folder.resolve("create.yaml"), String.join("\n---\n", yaml));
                PLANE.kubectl("-n", namespace, "create", "-f", file.toString());
            }
        }

        /// What others do before the next commit, which wants these objects. In most cases to what it drops
        /// only: while a wanted object is held back, nothing is pruned.
        void disturb(List<String> wanted) throws IOException {
            String label = before.values()
                    .iterator()
                    .next()
                    .at("/metadata/labels")
                    .path(PART_OF)
                    .asText();
            Map<Integer, List<String>> chosen = new TreeMap<>();
            boolean all = random.nextInt(4) == 0;
            for (String object : objects) {
                if (all || !wanted.contains(object)) {
                    chosen.computeIfAbsent(random.nextInt(24), _ -> new ArrayList<>())
                            .add(object);
                }
            }
            // A claim keeps its finalizer for ever where no controllers run.
            for (int i = 0; i <= 2; i++) {
                chosen.getOrDefault(i, new ArrayList<>())
                        .removeIf(object -> object.startsWith("PersistentVolumeClaim/"));
            }
            List<String> swapped = chosen.getOrDefault(0, List.of());
            List<String> copied = chosen.getOrDefault(1, List.of());
            List<String> gone = chosen.getOrDefault(2, List.of());
            kubectl(swapped, "delete");
            kubectl(copied, "delete");
            kubectl(gone, "delete");
            create(swapped.stream().map(object -> yaml(List.of(object))).toList());
            create(copied.stream().map(object -> yaml(List.of(object))).toList());
            kubectl(copied, "label", PART_OF + "=" + label);
            kubectl(chosen.getOrDefault(3, List.of()), "annotate", "helm.sh/resource-policy=keep");
            kubectl(chosen.getOrDefault(4, List.of()), "annotate", "kustomize.toolkit.fluxcd.io/prune=disabled");
            kubectl(chosen.getOrDefault(5, List.of()), "label", PART_OF + "-");
            kubectl(chosen.getOrDefault(6, List.of()), "annotate", "argocd.argoproj.io/tracking-id=app:x");
            String owner =
                    "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"d\",\"uid\":\"u\",\"controller\":true}]}}";
            kubectl(chosen.getOrDefault(7, List.of()), "patch", "--type=merge", "-p", owner);
            for (int i = 0; i <= 7; i++) {
                kept.addAll(chosen.getOrDefault(i, List.of()));
            }
            kept.removeAll(gone);
            // Touched, and still ours.
            kubectl(chosen.getOrDefault(8, List.of()), "label", "touched=yes");
            for (int i = 0; i < random.nextInt(3); i++) {
                foreign.add("ConfigMap/foreign" + i);
                create(List.of(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: foreign%d, labels: {%s: %s}}, data: {key: theirs}}"
                                .formatted(i, PART_OF, label)));
            }
        }

        /// What is still wanted: most, some, or nothing.
        List<String> next() {
            int share = List.of(0, 8, 15, 15, 30, 100).get(random.nextInt(6));
            return objects.stream().filter(_ -> random.nextInt(100) >= share).toList();
        }

        @Override
        public void close() {
            bench.close();
        }
    }

    @Test
    void noRandomStateLosesWhatItShouldKeepAndEveryDeleteCanBeUndone() throws Exception {
        int cases = Integer.getInteger("driftless.cases", 4);
        int deletes = 0;
        for (int i = 0; i < cases; i++) {
            try (var one = new Case(Files.createDirectories(folder.resolve("state" + i)))) {
                deletes += play(one, "case " + i + ", -Ddriftless.seed=" + seed);
            }
            CaseRecord.passed(
                    "prunes",
                    i + 1 + " environments, " + deletes + " deletes unasked",
                    "all of them allowed, and undone");
        }
        assertTrue(cases < 20 || deletes > cases / 4, "only " + deletes + " deletes in " + cases + " cases");
    }

    private int play(Case one, String run) throws IOException {
        assertEquals(
                one.objects.size(),
                one.bench.sync(one.bench.commit(one.yaml(one.objects))).count(ObjectResult.Outcome.APPLIED),
                run);
        one.before = one.live();
        List<String> wanted = one.next();
        one.disturb(wanted);
        int commit = one.bench.commit(one.yaml(wanted));
        LivePlanner.Planned planned = one.bench.plan(commit);
        boolean late = random.nextInt(3) == 0;
        List<String> touched = one.live().keySet().stream()
                .filter(object -> late && one.objects.contains(object) && random.nextInt(10) == 0)
                .toList();
        one.kubectl(touched, "annotate", "example.org/touched=late");
        one.kept.addAll(touched);
        AuditLog audit = PLANE.audit();
        one.bench.run(planned, commit, SyncApproval.plain(), new CancelToken());
        Set<String> deleted = new HashSet<>();
        for (AuditEvent event : audit.writes(one.namespace)) {
            if (event.verb().equals("delete") && event.userAgent().contains("driftless") && event.code() < 300) {
                deleted.add(judged(one, event, wanted, run));
            }
        }
        long asked = planned.plan().changes().stream()
                .filter(change -> change.diff().action() == Action.DELETE)
                .count();
        boolean many = asked > Math.max(5, one.objects.size() / 10.0) || asked * 2 >= one.objects.size();
        if (many || wanted.isEmpty()) {
            assertEquals(Set.of(), deleted, () -> run + ": " + asked + " of " + one.objects.size());
        }
        Map<String, JsonNode> after = one.live();
        one.foreign.forEach(object -> assertTrue(after.containsKey(object), () -> run + ": lost " + object));
        one.kept.forEach(object -> assertTrue(after.containsKey(object), () -> run + ": lost " + object));
        if (!deleted.isEmpty()) {
            one.bench.undo(one.bench.undoPlan());
            Map<String, JsonNode> undone = one.live();
            for (String object : deleted) {
                assertTrue(undone.containsKey(object), () -> run + ": not undone: " + object);
                assertEquals(content(one.before.get(object)), content(undone.get(object)), run);
            }
        }
        return deleted.size();
    }

    /// @return what was deleted
    private static String judged(Case one, AuditEvent event, List<String> wanted, String run) {
        String object = one.before.keySet().stream()
                .filter(key -> key.endsWith("/" + event.name())
                        && (key.split("/")[0].toLowerCase(java.util.Locale.ROOT) + "s").equals(event.resource()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run + ": not a member: " + event));
        assertTrue(!wanted.contains(object), () -> run + ": is wanted: " + event);
        assertTrue(!one.kept.contains(object), () -> run + ": is to be kept: " + event);
        assertTrue(!PRECIOUS.contains(object.split("/")[0]), () -> run + ": precious: " + event);
        JsonNode conditions = event.body().at("/preconditions");
        assertEquals(
                one.before.get(object).at("/metadata/uid").asText(),
                conditions.path("uid").asText(),
                run);
        assertTrue(conditions.hasNonNull("resourceVersion"), () -> run + ": " + event);
        return object;
    }

    private static JsonNode content(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove("status");
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"));
        ((ObjectNode) metadata.path("labels")).remove("touched");
        if (copy.path("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("clusterIP", "clusterIPs"));
        }
        return copy;
    }
}
