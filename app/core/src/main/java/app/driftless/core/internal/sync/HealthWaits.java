package app.driftless.core.internal.sync;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.health.Health;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.manifest.ApplySetLabel;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.sync.SyncTiming;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Objects that others of the same sync wait for until they are healthy (§5.4 of the engine reference): CRDs until
/// they are served, namespaces until they are active, waves until they are well. Who gives no signal, is suspended, or
/// waits for somebody outside for long is not waited for. Asked seldom and in lists. Used by one thread, except
/// [#look].
final class HealthWaits {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int WORTH_A_LIST = 4;
    private static final String DEFINITION = "CustomResourceDefinition";
    private static final Set<String> OF_THE_CLUSTER = Set.of(DEFINITION, "Namespace");

    private final Sender sender;
    private final SyncTiming timing;
    private final InstantSource clock;
    private final CancelToken halt;
    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();
    private Duration pause = FIRST;
    private long next = System.nanoTime();

    /// @param since in nanoseconds of the monotonic clock
    record Waiting(int node, Gvk type, ResourceKey key, long since, Health health) {
        boolean isDefinition() {
            return HealthWaits.isDefinition(key);
        }
    }

    /// What was found about one of them.
    record Seen(Waiting what, Health health, boolean late) {}

    HealthWaits(Sender sender, SyncTiming timing, InstantSource clock, CancelToken halt) {
        this.sender = sender;
        this.timing = timing;
        this.clock = clock;
        this.halt = halt;
    }

    static boolean isDefinition(ResourceKey key) {
        return key.kind().equals(DEFINITION) && key.group().equals("apiextensions.k8s.io");
    }

    /// False if there is nothing to wait for.
    ///
    /// @param live as it is known
    boolean add(int node, ResourceDiff diff, Map<String, Object> live) {
        Health health = HealthJudge.judge(live, HealthJudge.Surroundings.at(clock.instant()));
        var one = new Waiting(node, diff.type(), diff.key(), System.nanoTime(), health);
        if (!one.isDefinition() && well(one, health)) {
            return false;
        }
        waiting.put(node, one);
        pauseFor(FIRST);
        return true;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void pauseFor(Duration length) {
        pause = length;
        next = System.nanoTime() + length.toNanos();
    }

    /// How long it is until the next look.
    Duration untilLook() {
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    /// The one to name to a person.
    Optional<Waiting> first() {
        return waiting.values().stream().findFirst();
    }

    List<Waiting> all() {
        return List.copyOf(waiting.values());
    }

    /// Takes in what a look found.
    ///
    /// @return those that are through
    List<Seen> take(List<Seen> seen) {
        long grown = pause.toMillis() * 3 / 2;
        pauseFor(grown > LONGEST.toMillis() ? LONGEST : Duration.ofMillis(grown));
        var through = new ArrayList<Seen>();
        for (Seen one : seen) {
            Waiting what = one.what();
            if (one.late() || well(what, one.health())) {
                waiting.remove(what.node());
                through.add(one);
            } else {
                waiting.put(what.node(), new Waiting(what.node(), what.type(), what.key(), what.since(), one.health()));
            }
        }
        return through;
    }

    private boolean well(Waiting what, Health health) {
        return switch (health.status()) {
            case HEALTHY, NO_SIGNAL, SUSPENDED -> true;
            case PROGRESSING ->
                health.reason()
                                .map(Message::key)
                                .filter("external.waiting"::equals)
                                .isPresent()
                        && waited(what).compareTo(timing.external()) > 0;
            case MISSING, DEGRADED, UNKNOWN -> false;
        };
    }

    private static Duration waited(Waiting what) {
        return Duration.ofNanos(System.nanoTime() - what.since());
    }

    Duration limit(ResourceKey key) {
        return OF_THE_CLUSTER.contains(key.kind()) ? timing.established() : timing.healthy();
    }

    /// Asks how they are. Blocks; any thread.
    ///
    /// @throws Halt if the whole sync must stop
    List<Seen> look(List<Waiting> all) {
        record Group(Gvk type, String namespace) {}
        Map<Group, List<Waiting>> groups = new LinkedHashMap<>();
        all.forEach(
                one -> groups.computeIfAbsent(new Group(one.type(), one.key().namespace()), _ -> new ArrayList<>())
                        .add(one));
        var seen = new ArrayList<Seen>();
        groups.forEach((group, members) -> {
            Map<ResourceKey, LiveObject> live =
                    members.size() < WORTH_A_LIST ? oneByOne(members) : list(group.type(), group.namespace());
            var surroundings = new HealthJudge.Surroundings(
                    clock.instant(), LateBinding.classes(sender.cluster(), group.type(), halt));
            members.forEach(one -> seen.add(seen(one, Optional.ofNullable(live.get(one.key())), surroundings)));
        });
        served(seen);
        return seen;
    }

    private Map<ResourceKey, LiveObject> oneByOne(List<Waiting> members) {
        Map<ResourceKey, LiveObject> found = new HashMap<>();
        for (Waiting one : members) {
            ResourceKey key = one.key();
            sender.read(key.toString(), () -> sender.cluster().get(one.type(), key.namespace(), key.name()))
                    .ifPresent(live -> found.put(key, live));
        }
        return found;
    }

    private Map<ResourceKey, LiveObject> list(Gvk type, String namespace) {
        String ours = ApplySetLabel.NAME + "=" + sender.lease().setId();
        Map<ResourceKey, LiveObject> found = new HashMap<>();
        sender.read(type.toString(), () -> sender.cluster().list(type, namespace, ours, halt))
                .forEach(live -> found.put(live.key(), live));
        return found;
    }

    private Seen seen(Waiting one, Optional<LiveObject> live, HealthJudge.Surroundings surroundings) {
        Health health = live.map(object -> HealthJudge.judge(object.body(), surroundings))
                .orElseGet(() -> new Health(Health.Status.MISSING, Optional.empty()));
        boolean late = !well(one, health) && waited(one).compareTo(limit(one.key())) > 0;
        Optional<Health.Cause> cause = late && live.isPresent()
                ? StuckCauses.find(sender.cluster(), live.get().body(), health, clock.instant(), halt)
                : Optional.empty();
        return new Seen(one, health.because(cause), late);
    }

    /// A CRD that is established is served a moment later, and only then its objects can be addressed.
    private void served(List<Seen> seen) {
        boolean established =
                seen.stream().anyMatch(one -> one.what().isDefinition() && well(one.what(), one.health()));
        if (!established) {
            return;
        }
        Set<String> known = new java.util.HashSet<>();
        sender.read("", () -> sender.cluster().discovery(true))
                .forEach(kind -> known.add(kind.plural() + "." + kind.type().group()));
        seen.replaceAll(one -> {
            Waiting what = one.what();
            boolean notYet = what.isDefinition()
                    && well(what, one.health())
                    && !known.contains(what.key().name());
            return notYet
                    ? new Seen(
                            what,
                            new Health(Health.Status.PROGRESSING, Optional.of(Message.of("sync", "wait.served"))),
                            waited(what).compareTo(limit(what.key())) > 0)
                    : one;
        });
    }
}
