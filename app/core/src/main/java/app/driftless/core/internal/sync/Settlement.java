package app.driftless.core.internal.sync;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.health.HealthJudge;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out what became of the writes that a crash left without an outcome, by asking the cluster (F8, F9 of the
/// trust reference). It only reads the cluster: the next plan does what is left to do.
public final class Settlement {
    private static final int RECENT = 50;
    private final Cluster cluster;
    private final InstantSource clock;

    public Settlement(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /// Ends every interrupted record of this environment and cluster that no live process writes any more.
    ///
    /// @throws EngineException if the cluster cannot be asked; the records stay open then
    public void settle(SyncRecords records, OpenLedgers open, String environment, String clusterName) {
        for (LedgerFile ledger : open.of(records.folder(), RECENT)) {
            if (!ledger.ended()
                    && ledger.report().environment().equals(environment)
                    && ledger.report().cluster().equals(clusterName)) {
                settle(records, ledger);
            }
        }
    }

    private void settle(SyncRecords records, LedgerFile ledger) {
        Instant now = clock.instant();
        List<ObjectResult> found = new ArrayList<>();
        List<ObjectImage> left = new ArrayList<>();
        for (Map.Entry<ResourceKey, LedgerFile.Intent> open :
                ledger.unfinished().entrySet()) {
            LedgerFile.Intent intent = open.getValue();
            Optional<LiveObject> live = cluster.get(
                    intent.type(), intent.key().namespace(), intent.key().name());
            ObjectResult result = result(open.getKey(), intent, live, now);
            found.add(result);
            if (result.outcome() == Outcome.APPLIED) {
                boolean gone = intent.verb().equals("delete");
                left.add(new ObjectImage(intent.type(), open.getKey(), gone ? Optional.empty() : live));
            }
        }
        try {
            if (ledger.settle(found, now)) {
                records.left(ledger, left);
            }
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(SyncProblem.LEDGER_UNWRITABLE, ledger.file().toString())
                            .causedBy(e),
                    new UncheckedIOException(e));
        }
    }

    private static ObjectResult result(
            ResourceKey key, LedgerFile.Intent intent, Optional<LiveObject> live, Instant now) {
        Outcome outcome =
                switch (intent.verb()) {
                    case "delete" -> ofDelete(intent, live);
                    case "replace" -> ofReplacement(intent, live);
                    default -> ofWrite(intent, live);
                };
        return new ObjectResult(
                key,
                intent.action(),
                outcome,
                outcome == Outcome.UNKNOWN
                        ? Optional.of(Problem.of(SyncProblem.UNSETTLED, key.toString()))
                        : Optional.empty(),
                live.map(l -> HealthJudge.judge(l.body(), HealthJudge.Surroundings.at(now))),
                now);
    }

    private static Outcome ofDelete(LedgerFile.Intent intent, Optional<LiveObject> live) {
        boolean same = live.isPresent()
                && intent.uid().filter(live.get().uid()::equals).isPresent();
        boolean leaving = live.isPresent()
                && live.get().body().get("metadata") instanceof Map<?, ?> metadata
                && metadata.containsKey("deletionTimestamp");
        return same && !leaving ? Outcome.SKIPPED : Outcome.APPLIED;
    }

    /// Where the old one is gone or going and no new one is there, [InterruptedReplacements] has to finish it.
    private static Outcome ofReplacement(LedgerFile.Intent intent, Optional<LiveObject> live) {
        if (live.isEmpty() || ObjectReplacer.leaving(live.get())) {
            return Outcome.UNKNOWN;
        }
        return intent.uid().filter(live.get().uid()::equals).isPresent() ? Outcome.SKIPPED : Outcome.APPLIED;
    }

    /// Each write held only for the version that was planned on, so an object that still has it was not written.
    private static Outcome ofWrite(LedgerFile.Intent intent, Optional<LiveObject> live) {
        if (live.isEmpty()
                || intent.resourceVersion()
                        .filter(live.get().resourceVersion()::equals)
                        .isPresent()) {
            return Outcome.SKIPPED;
        }
        // Servers keep these times in whole seconds.
        Instant since = intent.at().truncatedTo(ChronoUnit.SECONDS);
        return lastApplied(live.get()).filter(time -> !time.isBefore(since)).isPresent()
                ? Outcome.APPLIED
                : Outcome.UNKNOWN;
    }

    private static Optional<Instant> lastApplied(LiveObject live) {
        if (live.body().get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("managedFields") instanceof List<?> entries) {
            for (Object item : entries) {
                if (item instanceof Map<?, ?> entry
                        && "driftless".equals(entry.get("manager"))
                        && "Apply".equals(entry.get("operation"))
                        && entry.get("time") instanceof String time) {
                    return Optional.of(Instant.parse(time));
                }
            }
        }
        return Optional.empty();
    }
}
