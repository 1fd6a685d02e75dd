package app.driftless.core.internal.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.plan.Checks;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Planner;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Random states of repository, cluster and inventory: nobody who did not ask for it loses an object (goal 5). The
/// rules are written down here a second time, on purpose.
class PruneStatesTest {
    private static final String OWN = "applyset-own-v1";
    private static final Set<String> PRECIOUS =
            Set.of("Namespace", "CustomResourceDefinition", "PersistentVolume", "PersistentVolumeClaim", "StatefulSet");
    private static final List<String> TYPES = List.of(
            "v1/ConfigMap",
            "v1/ConfigMap",
            "v1/Service",
            "apps/v1/Deployment",
            "v1/Namespace",
            "v1/PersistentVolumeClaim",
            "v1/PersistentVolume",
            "apps/v1/StatefulSet",
            "apiextensions.k8s.io/v1/CustomResourceDefinition");
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);
    private final Set<ResourceKey> kept = new HashSet<>();
    private final Set<ResourceKey> asked = new HashSet<>();

    private boolean rarely() {
        return random.nextInt(8) == 0;
    }

    private Map<String, Object> metadata(ResourceKey key, boolean deleted) {
        Map<String, Object> labels = new LinkedHashMap<>(Map.of("applyset.kubernetes.io/part-of", OWN));
        Map<String, Object> annotations = new LinkedHashMap<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (deleted && rarely()) {
            kept.add(key);
            switch (random.nextInt(8)) {
                case 0 -> annotations.put("argocd.argoproj.io/sync-options", "Validate=false, Prune=false");
                case 1 -> annotations.put("helm.sh/resource-policy", "keep");
                case 2 -> annotations.put("kustomize.toolkit.fluxcd.io/prune", "disabled");
                case 3 -> annotations.put("cli-utils.sigs.k8s.io/on-remove", "keep");
                case 4 -> annotations.put("argocd.argoproj.io/tracking-id", "app:x");
                case 5 -> labels.put("applyset.kubernetes.io/part-of", "applyset-other-v1");
                case 6 -> labels.put("kustomize.toolkit.fluxcd.io/name", "apps");
                default ->
                    metadata.put(
                            "ownerReferences", List.of(Map.of("kind", "Deployment", "name", "d", "controller", true)));
            }
        } else if (deleted && rarely()) {
            asked.add(key);
            annotations.put("argocd.argoproj.io/sync-options", "Prune=confirm");
        }
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        return metadata;
    }

    private ResourceDiff diff(int number, Action action) {
        String[] type = TYPES.get(random.nextInt(TYPES.size())).split("/(?=[^/]*$)");
        Gvk gvk = Gvk.of(type[0], type[1]);
        boolean clusterScoped = Set.of("Namespace", "PersistentVolume", "CustomResourceDefinition")
                .contains(type[1]);
        var key =
                new ResourceKey(gvk.group(), gvk.kind(), clusterScoped ? "" : "ns" + random.nextInt(4), "ns" + number);
        boolean delete = action == Action.DELETE;
        Map<String, Object> body = Map.of("metadata", metadata(key, delete));
        return new ResourceDiff(
                action,
                gvk,
                key,
                delete ? Optional.empty() : Optional.of(new Origin("a.yaml", 0, 1)),
                List.of(),
                delete ? Optional.empty() : Optional.of(Map.of()),
                action == Action.CREATE ? Optional.empty() : Optional.of(body),
                Optional.empty(),
                Optional.of("uid-" + number),
                Optional.of("7"),
                Optional.empty(),
                Optional.empty());
    }

    private Planner.Input state() {
        kept.clear();
        asked.clear();
        int size = 1 + random.nextInt(random.nextBoolean() ? 12 : 150);
        int share = random.nextInt(101);
        var diffs = new ArrayList<ResourceDiff>();
        int live = 0;
        Set<ResourceKey> elsewhere = new HashSet<>();
        for (int i = 0; i < size; i++) {
            boolean delete = random.nextInt(100) < share;
            Action action = delete
                    ? Action.DELETE
                    : List.of(Action.UNCHANGED, Action.UPDATE, Action.CREATE).get(random.nextInt(3));
            ResourceDiff diff = diff(i, action);
            diffs.add(diff);
            live += action == Action.CREATE ? 0 : 1;
            if (delete && rarely()) {
                elsewhere.add(diff.key());
                kept.add(diff.key());
            }
        }
        boolean prune = !rarely();
        boolean broken = rarely();
        if (!prune || broken || share == 100 || diffs.stream().allMatch(d -> d.action() == Action.DELETE)) {
            diffs.forEach(diff -> kept.add(diff.key()));
        }
        return new Planner.Input(
                new Planner.Target("prod", "eu", Optional.empty(), Optional.empty(), Instant.EPOCH),
                diffs,
                live,
                OWN,
                new SyncPolicy(
                        SyncPolicy.Mode.AUTO,
                        prune,
                        Duration.ofMinutes(1),
                        true,
                        SyncPolicy.observing().retry()),
                rarely() ? Protection.LOCKED : Protection.OPEN,
                broken ? List.of(finding()) : List.of(),
                elsewhere,
                Checks.NOTHING,
                List.of());
    }

    private static Finding finding() {
        return new Finding(
                Severity.ERROR,
                "YAML-001",
                Message.of("plan", "refused"),
                "a.yaml",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void noRandomStateDeletesWhatItShouldKeepNorManyUnasked() throws IOException {
        int cases = Integer.getInteger("driftless.cases", 2000);
        int deletes = 0;
        for (int i = 0; i < cases; i++) {
            Planner.Input input = state();
            SyncPlan plan = Planner.plan(input);
            String run = "state " + i + ", -Ddriftless.seed=" + seed;
            deletes += check(input, plan, run);
        }
        assertTrue(deletes > cases / 20, "only " + deletes + " deletes in " + cases + " states");
        CaseRecord.passed("prune", cases + " states, " + deletes + " deletes unasked", "all of them allowed");
    }

    /// @return how many deletes go through without a question
    private int check(Planner.Input input, SyncPlan plan, String run) {
        assertEquals(input.diffs().size(), plan.changes().size(), run);
        Set<ResourceKey> unasked = new HashSet<>();
        Set<ResourceKey> planned = new HashSet<>();
        Set<String> usedNamespaces = new HashSet<>();
        for (PlannedChange change : plan.changes()) {
            if (change.diff().action() == Action.DELETE) {
                planned.add(change.diff().key());
                assertTrue(
                        change.diff().uid().isPresent()
                                && change.diff().resourceVersion().isPresent(),
                        run);
            } else {
                usedNamespaces.add(change.diff().key().namespace());
            }
            if (Decision.about(change.diff(), plan, SyncApproval.plain()) instanceof Decision.Delete) {
                unasked.add(change.diff().key());
            }
        }
        Set<ResourceKey> members = new HashSet<>();
        input.diffs().stream().filter(d -> d.action() == Action.DELETE).forEach(d -> members.add(d.key()));
        for (ResourceKey key : planned) {
            assertTrue(members.contains(key), () -> run + ": not a member that went: " + key);
            assertTrue(!kept.contains(key), () -> run + ": is to be kept: " + key);
            assertTrue(
                    !key.kind().equals("Namespace") || !usedNamespaces.contains(key.name()),
                    () -> run + ": still used: " + key);
        }
        assertTrue(planned.containsAll(unasked), run);
        boolean many =
                planned.size() > Math.max(5, input.inventory() / 10.0) || planned.size() * 2 >= input.inventory();
        if (many || input.protection() == Protection.LOCKED) {
            assertEquals(Set.of(), unasked, () -> run + ": " + planned.size() + " of " + input.inventory());
        }
        for (ResourceKey key : unasked) {
            assertTrue(!PRECIOUS.contains(key.kind()) && !asked.contains(key), () -> run + ": unasked " + key);
        }
        return unasked.size();
    }
}
