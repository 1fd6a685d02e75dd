package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import app.driftless.core.sync.SyncState;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.fx.Overlay;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Notices;
import app.driftless.desktop.notice.Surroundings;
import app.driftless.desktop.sync.ClusterSync;
import app.driftless.desktop.sync.NoSyncs;
import app.driftless.desktop.sync.SyncView;
import app.driftless.desktop.sync.SyncViewModel;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;

class SyncViewTest {
    /// A button that is made anew between press and release loses the click, and the focus.
    @Test
    void theButtonOfAClusterStaysWhileItsStateChanges() throws InterruptedException {
        Stagehand.start();
        Stagehand.onFx(() -> {
            ObjectProperty<List<ClusterSync>> syncs = new SimpleObjectProperty<>(Story.syncs());
            var words = new Words(Locale.ENGLISH);
            var around = new Surroundings(
                    words,
                    new Ages(words, ZoneOffset.UTC),
                    new SimpleObjectProperty<>(Story.NOW),
                    new Overlay(),
                    FxBridge.ofPlatform(),
                    new Notices(InstantSource.fixed(Story.NOW)));
            var model = new SyncViewModel(syncs, new SimpleObjectProperty<>(false), new NoSyncs());
            var scene = new Scene((Parent) new SyncView(model, around).node());
            List<Button> before = buttons(scene);
            assertFalse(before.isEmpty());
            List<ClusterSync> planning = new ArrayList<>();
            for (ClusterSync sync : Story.syncs()) {
                planning.add(new ClusterSync(
                        sync.environment(), sync.cluster(), true, false, new SyncState.Planning(), sync.ledger()));
            }
            syncs.set(planning);
            List<Button> after = buttons(scene);
            assertEquals(before.size(), after.size());
            for (int i = 0; i < before.size(); i++) {
                assertSame(before.get(i), after.get(i));
                assertEquals(words.text("sync.cancel"), after.get(i).getText());
            }
            return true;
        });
    }

    private static List<Button> buttons(Scene scene) {
        return scene.getRoot().lookupAll(".sync-card").stream()
                .flatMap(card -> card.lookupAll(".button").stream())
                .map(Button.class::cast)
                .toList();
    }
}
