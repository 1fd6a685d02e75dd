package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Settings;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who has compared before finds what somebody finds who never has (R19), whatever changes in between: the
/// objects, the manifests, what was synced last, the rules of what is ignored. `-Ddriftless.cases=200
/// -Ddriftless.seed=N` for more.
class RepeatedComparisonTest {
    private static final int CASES = Integer.getInteger("driftless.cases", 15);
    private static final long SEED = Long.getLong("driftless.seed", 20261121L);
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    private final Random random = new Random(SEED);
    private final RandomEdit edit = new RandomEdit(random);
    private final Masking masking = new Masking();
    private List<Resource> desired = List.of();
    private List<Resource> baseline = List.of();
    private IgnoreRules ignored = IgnoreRules.NONE;
    private Set<String> migrate = Set.of();

    @BeforeAll
    static void connect() {
        cluster = Connected.toShared(WORKERS);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    private LiveDiff differ() {
        return new LiveDiff(
                WORKERS, masking, new PersonsTools(Settings.initial().personsTools()));
    }

    private List<ResourceDiff> compare(LiveDiff differ) {
        return differ.diff(
                cluster,
                AsSynced.request(desired, baseline, List.of(), migrate, ignored),
                _ -> {},
                Progress.none(),
                new CancelToken());
    }

    private static void apply(Resource resource) {
        cluster.apply(new ApplyRequest(AsSynced.labelled(resource), false, true, Optional.empty()));
    }

    @Test
    void findsWhatAFirstOneWould() throws Exception {
        String namespace = PLANE.namespace("repeated");
        List<Resource> objects = Manifests.builtIn(namespace).stream()
                .filter(resource -> resource.key().namespace().equals(namespace))
                .toList();
        objects.forEach(RepeatedComparisonTest::apply);
        desired = objects;
        baseline = objects;
        var others = new OtherClient(PLANE.kubeconfig());
        LiveDiff resident = differ();
        compare(resident);
        int unchanged = 0;
        for (int i = 0; i < CASES; i++) {
            change(others, objects);
            List<ResourceDiff> first = compare(differ());
            assertSame(first, compare(resident), "case " + i + " of seed " + SEED);
            assertSame(first, compare(resident), "case " + i + " again, of seed " + SEED);
            unchanged += (int) first.stream()
                    .filter(diff -> diff.action() == Action.UNCHANGED)
                    .count();
        }
        // Else nothing was remembered.
        assertTrue(unchanged > CASES, unchanged + " unchanged");
        CaseRecord.passed(
                "remembered",
                CASES + " changes of objects, manifests and rules",
                "found what a first comparison finds");
    }

    private static void assertSame(List<ResourceDiff> expected, List<ResourceDiff> found, String message) {
        assertEquals(expected.size(), found.size(), message);
        for (int i = 0; i < found.size(); i++) {
            ResourceDiff one = expected.get(i);
            ResourceDiff other = found.get(i);
            assertEquals(one.action(), other.action(), message);
            // The server gives a Job that is made anew another random uid each time.
            if (one.action() != Action.REPLACE) {
                assertEquals(parts(one), parts(other), message);
            }
        }
    }

    /// All of it; the facts by what they know.
    private static List<Object> parts(ResourceDiff diff) {
        return List.of(
                diff.type(),
                diff.key(),
                diff.origin(),
                diff.differences(),
                diff.desired(),
                diff.live(),
                diff.predicted(),
                diff.uid(),
                diff.resourceVersion(),
                diff.facts().map(facts -> List.of(facts.managers(), facts.fingerprint())),
                diff.problem().map(Problem::code),
                diff.approximate(),
                diff.migrations());
    }

    private void change(OtherClient others, List<Resource> objects) throws Exception {
        int index = random.nextInt(objects.size());
        Resource object = objects.get(index);
        switch (random.nextInt(6)) {
            case 0 -> {
                LiveObject live = cluster.get(
                                object.type(),
                                object.key().namespace(),
                                object.key().name())
                        .orElseThrow();
                others.patch(
                        OtherClient.path(cluster, object),
                        "kubectl-edit",
                        "application/json-patch+json",
                        new ObjectMapper().writeValueAsString(List.of(edit.operation(live.body()))));
            }
            case 1 -> apply(object);
            case 2 -> desired = with(desired, index, Resource.of(edit.edited(object.body()), object.origin()));
            case 3 -> baseline = with(baseline, index, Resource.of(edit.edited(object.body()), object.origin()));
            case 4 ->
                ignored = random.nextBoolean()
                        ? IgnoreRules.NONE
                        : new IgnoreRules(List.of(new IgnoreRule(
                                1,
                                1,
                                IgnoreRule.Objects.just(object.key()),
                                List.of("/spec", "/data", "/metadata/labels"),
                                List.of(),
                                Optional.empty())));
            default -> migrate = random.nextBoolean() ? Set.of() : Set.of("kubectl-edit");
        }
    }

    private static List<Resource> with(List<Resource> all, int index, Resource other) {
        var changed = new ArrayList<>(all);
        changed.set(index, other);
        return changed;
    }
}
