package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncMark;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to write an environment, taken in the inventory's parent by compare-and-swap and renewed until it is
/// released (R25 of the engine reference). Thread-safe.
final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final int TRIES = 8;
    private final Cluster cluster;
    private final InstantSource clock;
    private final Duration length;
    private final String holder;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile ParentObject parent;
    private volatile long heldUntil;
    private volatile boolean lost;
    private Optional<SyncMark> before = Optional.empty();
    private Subscription renewal = () -> {};

    /// What is asked for.
    ///
    /// @param descends whether the commit is, or comes after, the one with this id
    /// @param rollback whether a person approved going back
    /// @param marking what the mark becomes before the first write
    record Claim(
            SyncScope scope,
            String commit,
            Predicate<String> descends,
            boolean rollback,
            UnaryOperator<ParentObject> marking,
            SetContents contents) {}

    /// Who asks, and for how long at a time.
    record Holder(String name, Duration length, InstantSource clock) {}

    private Lease(Cluster cluster, Holder holder, ParentObject parent) {
        this.cluster = cluster;
        this.clock = holder.clock();
        this.length = holder.length();
        this.holder = holder.name();
        this.parent = parent;
    }

    /// @throws EngineException [SyncProblem#LOCKED], [SyncProblem#BACKWARDS] or [SyncProblem#FOREIGN_PARENT] if it is
    /// refused
    static Lease take(Cluster cluster, Workers workers, Holder holder, Claim claim) {
        var store = new InventoryStore(cluster, workers);
        var writer = new ParentWriter(cluster);
        for (int i = 0; i < TRIES; i++) {
            Optional<ParentObject> found =
                    store.find(claim.scope(), claim.contents().namespaces());
            found.ifPresent(parent -> check(parent, holder, claim));
            long sent = System.nanoTime();
            Optional<ParentObject> taken = found.isPresent()
                    ? writer.put(claimed(found.get(), holder, claim))
                    : writer.create(
                            InventoryStore.places(
                                    claim.scope(), claim.contents().namespaces()),
                            place -> claimed(ParentObject.fresh(claim.scope(), place), holder, claim));
            if (taken.isPresent()) {
                var lease = new Lease(cluster, holder, taken.get());
                lease.before = found.flatMap(ParentObject::mark);
                lease.heldUntil = sent + holder.length().toNanos();
                lease.renewal = workers.every(holder.length().dividedBy(3), "lease " + claim.scope(), lease::renew);
                return lease;
            }
        }
        throw new EngineException(
                Problem.of(SyncProblem.LOCKED, claim.scope().environment(), "?", "?", String.valueOf(holder.length())));
    }

    private static void check(ParentObject parent, Holder holder, Claim claim) {
        Optional<SyncMark> mark = parent.mark();
        if (mark.isEmpty()) {
            return;
        }
        String environment = claim.scope().environment();
        Optional<Instant> expiry = mark.get().expiry();
        boolean live = expiry.isPresent() && holder.clock().instant().isBefore(expiry.get());
        if (live
                && mark.get()
                        .holder()
                        .filter(other -> !other.equals(holder.name()))
                        .isPresent()) {
            throw new EngineException(Problem.of(
                    SyncProblem.LOCKED,
                    environment,
                    mark.get().holder().get(),
                    shortId(mark.get().commit()),
                    expiry.get().toString()));
        }
        if (!claim.rollback() && !claim.descends().test(mark.get().commit())) {
            throw new EngineException(Problem.of(
                    SyncProblem.BACKWARDS,
                    environment,
                    shortId(claim.commit()),
                    shortId(mark.get().commit())));
        }
    }

    private static String shortId(String commit) {
        return commit.substring(0, Math.min(7, commit.length()));
    }

    private static ParentObject claimed(ParentObject parent, Holder holder, Claim claim) {
        var kinds = new TreeSet<>(parent.groupKinds());
        kinds.addAll(claim.contents().groupKinds());
        var namespaces = new TreeSet<>(parent.namespaces());
        namespaces.addAll(claim.contents().namespaces());
        return claim.marking()
                .apply(parent.containing(kinds, namespaces))
                .held(holder.name(), holder.clock().instant().plus(holder.length()));
    }

    /// Whether writing is still ours. A holder that was stalled beyond its lease finds out here: the monotonic clock
    /// stands still while a computer sleeps, the other one may be set back, so both are asked.
    boolean held() {
        return !lost
                && System.nanoTime() - heldUntil < 0
                && parent.expiry().filter(clock.instant()::isBefore).isPresent();
    }

    /// The mark as it was before the lease was taken.
    Optional<SyncMark> before() {
        return before;
    }

    String setId() {
        return parent.id();
    }

    private void renew() {
        change(p -> p.held(holder, clock.instant().plus(length)));
    }

    /// Gives the right back.
    ///
    /// @param synced the commit, if everything of it is in the cluster
    /// @param contains what the set holds now; empty keeps the union
    void release(Optional<String> synced, Optional<SetContents> contents) {
        renewal.close();
        change(p -> {
            ParentObject next = p.free();
            if (contents.isPresent()) {
                next = next.containing(
                        contents.get().groupKinds(), contents.get().namespaces());
            }
            return synced.isPresent() ? next.synced(synced.get(), clock.instant()) : next;
        });
        lost = true;
    }

    private void change(UnaryOperator<ParentObject> step) {
        writing.lock();
        try {
            for (int i = 0; i < TRIES && !lost; i++) {
                long sent = System.nanoTime();
                Optional<ParentObject> written = new ParentWriter(cluster).put(step.apply(parent));
                if (written.isPresent()) {
                    parent = written.get();
                    heldUntil = sent + length.toNanos();
                    return;
                }
                Optional<LiveObject> now = cluster.get(ParentObject.TYPE, parent.namespace(), parent.name());
                if (now.map(ParentObject::of)
                        .flatMap(ParentObject::holder)
                        .filter(holder::equals)
                        .isEmpty()) {
                    lost = true;
                } else {
                    parent = ParentObject.of(now.orElseThrow());
                }
            }
        } catch (EngineException e) {
            // The lease runs out by itself if the server stays away; until then the next renewal tries again.
            LOG.info("The lease of {} could not be written: {}", parent.name(), e.getMessage());
        } finally {
            writing.unlock();
        }
    }
}
