package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.resources.ResourcesViewModel;
import app.driftless.desktop.resources.StateFilter;
import app.driftless.desktop.resources.TreeRow;
import app.driftless.desktop.resources.TreeRow.Subject;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

/// The environment tree's view model, without a toolkit.
class TreeTest {
    private final ObjectProperty<List<EnvironmentEntry>> environments =
            new SimpleObjectProperty<>(Story.environments());
    private final List<OpenTarget> opened = new ArrayList<>();
    private final List<Subject.OfCluster> clusters = new ArrayList<>();
    private final List<ResourcesViewModel.SyncTarget> synced = new ArrayList<>();
    private final ResourcesViewModel model =
            new ResourcesViewModel(environments, opened::add, clusters::add, _ -> {}, synced::add);

    private TreeRow row(String id) {
        return model.rows().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private boolean shows(String id) {
        return model.rows().stream().anyMatch(r -> r.id().equals(id));
    }

    @Test
    void aClusterHasARowOnlyAmongSeveralOrWhenItIsAway() {
        assertFalse(shows("staging@staging-eu"));
        assertTrue(shows("production@prod-eu"));
        assertTrue(shows("production@prod-us"));
    }

    @Test
    void aParentShowsTheWorstOfItsChildren() {
        var payments = row("production/payments");
        assertEquals("DELETE", payments.state().action().orElseThrow().name());
        assertEquals(
                "DEGRADED",
                row("production/catalog").state().health().orElseThrow().name());
    }

    @Test
    void foldingHidesChildrenAndSurvivesARefresh() {
        model.fold(row("production/payments"), true);
        assertFalse(shows("production/payments/apps/Deployment payments/api"));
        environments.set(List.copyOf(Story.environments()));
        assertFalse(shows("production/payments/apps/Deployment payments/api"));
        model.toggle(row("production/payments"));
        assertTrue(shows("production/payments/apps/Deployment payments/api"));
    }

    @Test
    void theFilterTakesWordsInAnyOrderAndOpensWhatItFinds() {
        model.fold(row("production"), true);
        model.textProperty().set("cronjob pay");
        assertTrue(shows("production/payments/batch/CronJob payments/settle-legacy"));
        assertFalse(shows("production/web"));
    }

    @Test
    void aChipShowsOnlyItsState() {
        model.filterProperty().set(StateFilter.CREATE);
        long resources = model.rows().stream()
                .filter(r -> r.subject() instanceof Subject.OfResource)
                .count();
        assertEquals(model.counts().get().get(StateFilter.CREATE).longValue(), resources);
        assertFalse(shows("staging"));
    }

    @Test
    void byKindGroupsByKind() {
        model.byKindProperty().set(true);
        assertTrue(shows("production/Deployment"));
        assertFalse(shows("production/payments"));
    }

    @Test
    void activatingOpensTheSourceOfAResourceAndTheScreenOfACluster() {
        model.activate(row("production/payments/apps/Deployment payments/api"));
        assertEquals("production", opened.getFirst().environment().orElseThrow());
        assertEquals("api", opened.getFirst().resource().orElseThrow().name());
        model.activate(row("production@prod-us"));
        assertEquals("prod-us", clusters.getFirst().cluster().name());
    }

    @Test
    void aParentNamesTheResourceToLookAtFirst() {
        assertEquals("index", row("production").unwell().orElseThrow().key().name());
        assertTrue(row("staging").unwell().isEmpty());
    }

    @Test
    void whatDiffersCanBeSyncedAloneInEachClusterThatIsSeen() {
        var targets = model.syncTargets(row("production/payments/apps/Deployment payments/api"));
        assertEquals(List.of("prod-eu"), targets.stream().map(t -> t.cluster()).toList());
        assertEquals(List.of(), model.syncTargets(row("production/payments/apps/Deployment payments/worker")));
    }
}
