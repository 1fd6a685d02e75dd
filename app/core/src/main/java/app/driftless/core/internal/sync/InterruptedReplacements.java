package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncScope;
import app.driftless.core.sync.SyncTiming;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Finishes replacements that a crash or a lost connection cut off between delete and create: creates what was
/// wanted, or puts the old object back where the cluster will not have the new one (R13 of the engine reference). A
/// write was approved for each of them, and an object that is simply missing is the one state that nobody asked for.
public final class InterruptedReplacements {
    private static final int RECENT = 20;
    private final Cluster cluster;
    private final Workers workers;
    private final InstantSource clock;
    private final SyncTiming timing;

    public InterruptedReplacements(Cluster cluster, Workers workers, InstantSource clock, SyncTiming timing) {
        this.cluster = cluster;
        this.workers = workers;
        this.clock = clock;
        this.timing = timing;
    }

    /// Looks at the recent syncs of this environment and cluster, settled ones only. Asks the cluster only where
    /// something is open, and takes the lease only to write.
    ///
    /// @param mayWrite asked before each write: *Pause all* stops this too, for nobody is there to be asked. What
    ///     stays open is finished by the next look that may, or by the next sync of a person
    /// @throws EngineException if the cluster cannot be asked, or somebody else is writing
    public void finish(SyncRecords records, OpenLedgers open, SyncScope scope, BooleanSupplier mayWrite) {
        if (open.of(records.folder(), RECENT).isEmpty()) {
            return;
        }
        Set<ResourceKey> later = new HashSet<>();
        for (LedgerFile ledger : LedgerFile.all(records.folder(), RECENT)) {
            if (ledger.report().environment().equals(scope.environment())
                    && ledger.report().cluster().equals(scope.cluster())) {
                if (ledger.ended()) {
                    finish(records, scope, ledger, later, mayWrite);
                }
                ledger.report().results().stream()
                        .filter(result -> result.outcome() == Outcome.APPLIED)
                        .forEach(result -> later.add(result.key()));
            }
        }
    }

    private void finish(
            SyncRecords records, SyncScope scope, LedgerFile ledger, Set<ResourceKey> later, BooleanSupplier mayWrite) {
        List<ResourceKey> open = ledger.report().results().stream()
                .filter(result -> result.action() == Action.REPLACE && result.outcome() == Outcome.UNKNOWN)
                .map(ObjectResult::key)
                .filter(key -> !later.contains(key))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        SyncImages images = records.images(ledger);
        Map<ResourceKey, Written> found = new LinkedHashMap<>();
        var missing = new ArrayList<ResourceKey>();
        for (ResourceKey key : open) {
            Optional<LiveObject> before = before(images, key);
            if (before.isEmpty()) {
                continue;
            }
            Optional<LiveObject> live = live(before.get());
            if (live.isEmpty()) {
                missing.add(key);
            } else if (!ObjectReplacer.leaving(live.get())) {
                found.put(key, new Written.Done(live.get()));
            }
        }
        if (!missing.isEmpty() && mayWrite.getAsBoolean()) {
            create(scope, ledger, new Open(images, missing, mayWrite), found);
        }
        note(records, ledger, images, found);
    }

    /// What of one sync is to be created.
    private record Open(SyncImages images, List<ResourceKey> missing, BooleanSupplier mayWrite) {}

    private void create(SyncScope scope, LedgerFile ledger, Open open, Map<ResourceKey, Written> found) {
        Set<String> namespaces = new HashSet<>();
        open.missing().forEach(key -> namespaces.add(key.namespace()));
        Lease lease = Lease.take(
                cluster,
                workers,
                new Lease.Holder(
                        SyncExecution.holder("finishing sync " + ledger.report().id()), timing.lease(), clock),
                new Lease.Claim(
                        scope,
                        ledger.report().commit().id(),
                        _ -> true,
                        true,
                        UnaryOperator.identity(),
                        new SetContents(Set.of(), namespaces)));
        try {
            var sender = new Sender(
                    cluster, lease, new CancelToken(), new Sender.Limits(scope.environment(), timing.giveUp()));
            for (ResourceKey key : open.missing()) {
                LiveObject before = before(open.images(), key).orElseThrow();
                if (live(before).isEmpty() && open.mayWrite().getAsBoolean()) {
                    found.put(key, new Recreation(sender, before).create(wanted(open.images(), key, before)));
                }
            }
        } catch (Halt e) {
            throw new EngineException(
                    Optional.ofNullable(e.problem())
                            .orElseGet(() -> Problem.of(SyncProblem.LOCK_LOST, scope.environment())),
                    e);
        } finally {
            lease.release(Optional.empty(), Optional.empty());
        }
    }

    private static Optional<LiveObject> before(SyncImages images, ResourceKey key) {
        return Optional.ofNullable(images.before().get(key)).flatMap(ObjectImage::object);
    }

    private static Resource wanted(SyncImages images, ResourceKey key, LiveObject before) {
        LiveObject wanted = Optional.ofNullable(images.wanted().get(key))
                .flatMap(ObjectImage::object)
                .orElse(before);
        return Resource.of(wanted.body(), ExactObject.NOWHERE);
    }

    private Optional<LiveObject> live(LiveObject before) {
        return cluster.get(before.type(), before.key().namespace(), before.key().name());
    }

    private void note(SyncRecords records, LedgerFile ledger, SyncImages images, Map<ResourceKey, Written> found) {
        var results = new ArrayList<ObjectResult>();
        var left = new ArrayList<ObjectImage>();
        found.forEach((key, written) -> {
            switch (written) {
                case Written.Done(var live) -> {
                    boolean same = before(images, key)
                            .filter(old -> old.uid().equals(live.uid()))
                            .isPresent();
                    results.add(result(key, same ? Outcome.SKIPPED : Outcome.APPLIED, Optional.empty()));
                    if (!same) {
                        left.add(new ObjectImage(live.type(), key, Optional.of(live)));
                    }
                }
                case Written.Failed(var problem) -> results.add(result(key, Outcome.FAILED, Optional.of(problem)));
                case Written.Held(var problem) -> results.add(result(key, Outcome.HELD, Optional.of(problem)));
                // It stays open: the next look tries again.
                case Written.Unknown _ -> {}
            }
        });
        if (results.isEmpty()) {
            return;
        }
        try {
            records.left(ledger, left);
            ledger.amend(results);
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(SyncProblem.LEDGER_UNWRITABLE, ledger.file().toString())
                            .causedBy(e),
                    e);
        }
    }

    private ObjectResult result(ResourceKey key, Outcome outcome, Optional<Problem> problem) {
        return new ObjectResult(key, Action.REPLACE, outcome, problem, Optional.empty(), clock.instant());
    }
}
