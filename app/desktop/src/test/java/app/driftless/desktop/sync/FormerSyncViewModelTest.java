package app.driftless.desktop.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.Outcome;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncProblem;
import app.driftless.core.sync.SyncReport;
import app.driftless.desktop.diff.Sides;
import app.driftless.desktop.sync.FormerSyncViewModel.Seen;
import app.driftless.desktop.sync.FormerSyncViewModel.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FormerSyncViewModelTest {
    private static final ResourceKey FLAGS = new ResourceKey("", "ConfigMap", "shop", "flags");
    private static final ResourceKey API = new ResourceKey("apps", "Deployment", "shop", "api");
    private static final ResourceKey JOB = new ResourceKey("batch", "Job", "shop", "reindex");
    private static final ResourceKey SAME = new ResourceKey("", "Service", "shop", "api");
    private static final Commit COMMIT = new Commit(
            "1".repeat(40), "f".repeat(40), List.of(), "Jo Park", "jo@example.org", Instant.EPOCH, "Three pages");
    private static final SyncReport REPORT = new SyncReport(
            "s1",
            "production",
            "prod-eu",
            COMMIT,
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(3),
            false,
            List.of(
                    result(SAME, Action.UNCHANGED, ObjectResult.Outcome.SKIPPED),
                    result(FLAGS, Action.UPDATE, ObjectResult.Outcome.APPLIED),
                    result(API, Action.UPDATE, ObjectResult.Outcome.HELD),
                    result(JOB, Action.REPLACE, ObjectResult.Outcome.UNKNOWN)),
            Optional.empty(),
            Optional.empty());

    private final List<Consumer<Outcome<Optional<SyncDetails>>>> waiting = new ArrayList<>();
    private final FormerSyncViewModel model = new FormerSyncViewModel(REPORT, waiting::add);

    @Test
    void listsWhatTheSyncWasAboutToWriteAndBeginsWithTheFirst() {
        assertEquals(
                List.of(FLAGS, API, JOB),
                model.objects().stream().map(ObjectResult::key).toList());
        assertEquals(FLAGS, model.chosenProperty().get().orElseThrow().key());
        assertInstanceOf(Seen.Reading.class, model.seenProperty().get());
    }

    @Test
    void showsAnObjectBeforeAndAfterTheSync() {
        answer(new SyncDetails(REPORT, true, List.of(written(FLAGS))));
        var seen = assertInstanceOf(Seen.Compared.class, model.seenProperty().get());
        assertEquals(FLAGS, seen.diff().diff().key());
        assertEquals(
                new Sides.Written(COMMIT.shortId(), Instant.EPOCH), seen.diff().sides());
    }

    @Test
    void saysWhyThereIsNothingToCompare() {
        answer(new SyncDetails(REPORT, true, List.of(written(FLAGS))));
        assertEquals(Why.NOT_WRITTEN, why(API));
        assertEquals(Why.LOST, why(JOB));
    }

    @Test
    void saysThatTheCopiesAreGone() {
        answer(new SyncDetails(REPORT, false, List.of()));
        assertEquals(Why.GONE, why(FLAGS));
        assertEquals(Why.NOT_WRITTEN, why(API), "there never was a copy");
    }

    @Test
    void aLedgerThatCannotBeReadIsTold() {
        var problem = Problem.of(SyncProblem.UNBOUND, "production", "prod-eu");
        waiting.getFirst().accept(new Outcome.Failed<>(problem));
        assertEquals(new Seen.Failed(problem), model.seenProperty().get());
    }

    @Test
    void anObjectThatWasNotToBeWrittenIsNotChosen() {
        model.choose(API);
        model.choose(SAME);
        assertEquals(API, model.chosenProperty().get().orElseThrow().key());
    }

    private Why why(ResourceKey key) {
        model.choose(key);
        return assertInstanceOf(Seen.Unknown.class, model.seenProperty().get()).why();
    }

    private void answer(SyncDetails details) {
        waiting.getFirst().accept(new Outcome.Done<>(Optional.of(details)));
    }

    private static ObjectResult result(ResourceKey key, Action action, ObjectResult.Outcome outcome) {
        return new ObjectResult(key, action, outcome, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private static ResourceDiff written(ResourceKey key) {
        return new ResourceDiff(
                Action.UPDATE,
                new Gvk(key.group(), "v1", key.kind()),
                key,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
