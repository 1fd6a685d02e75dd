package app.driftless.desktop;

import app.driftless.core.diff.Action;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncReport;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/// Reading what former syncs did, by the keyboard alone: from the ledger into the results of a sync, into an object
/// before and after it, and all the way back.
final class LedgerSteps {
    private final Person person;
    private final DifferenceSteps.Journey journey;

    LedgerSteps(Person person, DifferenceSteps.Journey journey) {
        this.person = person;
        this.journey = journey;
    }

    void read() {
        person.press(KeyCode.ALT, KeyCode.DIGIT4);
        focused("the ledger", SyncReport.class);
        person.press(KeyCode.END);
        person.seesText(journey.text("sync.now"));
        person.press(KeyCode.ENTER);
        walkTo("the Deployment", result -> isDeployment(result));
        person.seesText(journey.text("sync.result.compare"));
        journey.picture("ledger");
        person.press(KeyCode.ESCAPE);
        focused("the ledger", SyncReport.class);
        goUpTo("Three pages");
        person.press(KeyCode.ENTER);
        walkTo("the changed Deployment", result -> isDeployment(result) && result.action() == Action.UPDATE);
        person.press(KeyCode.ENTER);
        person.seesText(journey.text("diff.after"));
        person.seesText("minReadySeconds");
        focused("the objects of the sync", ObjectResult.class);
        person.press(KeyCode.ENTER);
        person.until(
                "the comparison has the focus",
                () -> has(n -> n.isFocused() && n.getStyleClass().contains("diff-list")));
        person.press(KeyCode.F7);
        journey.picture("before-after");
        person.press(KeyCode.ESCAPE);
        focused("the objects of the sync", ObjectResult.class);
        person.press(KeyCode.ESCAPE);
        person.seesText(journey.text("sync.now"));
        person.press(KeyCode.ESCAPE);
        focused("the ledger", SyncReport.class);
        person.press(KeyCode.ESCAPE);
        person.until(
                "the present is shown",
                () -> !has(
                        n -> n instanceof Labeled l && journey.text("sync.now").equals(l.getText())));
    }

    private static boolean isDeployment(ObjectResult result) {
        return result.key().kind().equals("Deployment");
    }

    private void goUpTo(String subject) {
        walk("the sync of " + subject, KeyCode.UP, SyncReport.class, r -> r.commit()
                .subject()
                .equals(subject));
    }

    private void walkTo(String what, Predicate<ObjectResult> which) {
        walk(what, KeyCode.DOWN, ObjectResult.class, which);
    }

    /// Presses an arrow until the list with the focus has the right row.
    private <T> void walk(String what, KeyCode arrow, Class<T> rows, Predicate<T> which) {
        focused(what, rows);
        person.until(what + " is chosen", () -> {
            if (has(n -> isFocusedList(n, rows)
                    && which.test(
                            rows.cast(((ListView<?>) n).getSelectionModel().getSelectedItem())))) {
                return true;
            }
            person.press(arrow);
            return false;
        });
    }

    private void focused(String what, Class<?> rows) {
        person.until(what + " has the focus", () -> has(n -> isFocusedList(n, rows)));
    }

    private static boolean isFocusedList(Node node, Class<?> rows) {
        return node instanceof ListView<?> list
                && list.isFocused()
                && !list.getItems().isEmpty()
                && rows.isInstance(list.getItems().getFirst());
    }

    private boolean has(Predicate<Node> which) {
        return Stagehand.onFx(() -> person.find(which).isPresent());
    }
}
