package app.driftless.desktop.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.i18n.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class SyncViewModelTest {
    private static final SyncReport NEW = report("2", "api 2.14", "Mara Lind", Outcome.APPLIED, Outcome.FAILED);
    private static final SyncReport OLD = report("1", "storefront 5.8", "Jo Park", Outcome.APPLIED);

    private final ObjectProperty<List<ClusterSync>> syncs =
            new SimpleObjectProperty<>(List.of(sync(new SyncState.Done(NEW))));
    private final SyncViewModel model = new SyncViewModel(syncs, new SimpleObjectProperty<>(false), new NoSyncs());

    @Test
    void showsTheResultsOfTheLastSyncUntilAnEntryOfTheLedgerIsOpened() {
        assertEquals(2, model.results().size());
        model.open(OLD);
        assertEquals(OLD.results(), model.results());
        model.openNow();
        assertEquals(NEW.results(), model.results());
    }

    @Test
    void aSyncThatBeginsIsShownInsteadOfAFormerOne() {
        model.open(OLD);
        var plan = new SyncPlan(
                "production",
                "prod-eu",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of());
        syncs.set(List.of(sync(new SyncState.Applying(plan, List.of()))));
        assertTrue(model.opened().get().isEmpty());
        model.open(OLD);
        syncs.set(
                List.of(sync(new SyncState.Applying(plan, List.of(NEW.results().getFirst())))));
        assertEquals(Optional.of(OLD), model.opened().get(), "what was opened meanwhile stays");
    }

    @Test
    void narrowsResultsToAnOutcomeAndStillCountsAll() {
        model.filterProperty().set(Optional.of(Outcome.FAILED));
        assertEquals(1, model.results().size());
        assertEquals(1, model.counts().get().get(Outcome.APPLIED));
    }

    @Test
    void findsAFormerSyncByTheWordsOfItsCommitAndItsAuthor() {
        model.ledgerTextProperty().set("jo store");
        assertEquals(List.of(OLD), model.ledger());
        model.ledgerTextProperty().set("nobody");
        assertEquals(List.of(), model.ledger());
    }

    @Test
    void aSyncThatWasUndoneIsNotUndoneAgain() {
        assertTrue(model.undoable(NEW));
        var undo = new SyncReport(
                "3",
                "production",
                "prod-eu",
                NEW.commit(),
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                NEW.results(),
                Optional.empty(),
                Optional.of(NEW.id()));
        ClusterSync now = syncs.get().getFirst();
        syncs.set(List.of(
                new ClusterSync(now.environment(), now.cluster(), true, false, now.state(), List.of(undo, NEW, OLD))));
        assertFalse(model.undoable(NEW));
        assertTrue(model.undoable(OLD));
    }

    @Test
    void tellsWhatWasDoneAndWhatWentWrong() {
        var words = new Words(Locale.ENGLISH);
        assertEquals("~1", LedgerText.counts(NEW, words));
        assertEquals("1 failed", LedgerText.trouble(NEW, words));
        assertEquals("", LedgerText.trouble(OLD, words));
    }

    private static ClusterSync sync(SyncState state) {
        var environment = new Environment(
                "production",
                "clusters/production",
                RenderMode.AUTO,
                List.of("prod-eu"),
                SyncPolicy.observing(),
                Protection.CONFIRM,
                Optional.empty(),
                Optional.empty(),
                "file");
        return new ClusterSync(environment, "prod-eu", true, false, state, List.of(NEW, OLD));
    }

    private static SyncReport report(String id, String subject, String author, Outcome... outcomes) {
        var results = new ArrayList<ObjectResult>();
        for (Outcome outcome : outcomes) {
            results.add(new ObjectResult(
                    new ResourceKey("", "ConfigMap", "shop", "c" + results.size()),
                    Action.UPDATE,
                    outcome,
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH));
        }
        var commit = new Commit(id.repeat(40), "f".repeat(40), List.of(), author, "x@y", Instant.EPOCH, subject);
        return new SyncReport(
                id,
                "production",
                "prod-eu",
                commit,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                false,
                results,
                Optional.empty(),
                Optional.empty());
    }
}
