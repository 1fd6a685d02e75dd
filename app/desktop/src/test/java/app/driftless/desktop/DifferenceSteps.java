package app.driftless.desktop;

import app.driftless.core.diff.Action;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

/// What a person does with drift beside putting it back: the source follows the cluster, or a rule leaves the field
/// to somebody else. Each ends with a Deployment that does not differ, what was done committed and pushed.
final class DifferenceSteps {
    /// What the journey lends.
    interface Journey {
        String text(String key, Object... arguments);

        /// In the namespace of the Deployment.
        String kubectl(String... arguments);

        /// Waits until the tree, which is shown, says one of these of the Deployment.
        void sees(String what, Action... actions);

        /// Opens the Deployment from the tree.
        void openDeployment();

        /// Opens the menu of the Deployment in the tree.
        void askDeploymentForMenu();

        /// Stages and commits all that was saved, by hand, and pushes it.
        ///
        /// @param file the name of a file that was saved
        void commitAndPush(String message, String file);

        /// Shows the plan, once it can run.
        void plan();

        /// Of the Deployment.
        String image();

        void answerYes();

        void picture(String name);
    }

    private final Person person;
    private final Journey journey;

    DifferenceSteps(Person person, Journey journey) {
        this.person = person;
        this.journey = journey;
    }

    /// Somebody's image is right after all: Git takes it over, and the cluster is not written.
    void adopt() {
        drift("set", "image", "deploy/status-page", "*=nginx:adopted");
        String before = generation();
        person.clickText(journey.text("diff.deed.adopt"));
        person.sees("the lines that change", n -> n.getStyleClass().contains("edit-line"));
        journey.picture("adopt");
        journey.answerYes();
        person.seesText(journey.text("adopt.done", "status-page.yaml"));
        journey.commitAndPush("Adopt the image", "status-page.yaml");
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        journey.sees("Git says what is live", Action.OWNERSHIP, Action.UNCHANGED);
        person.until("the cluster was not written", () -> generation().equals(before));
    }

    /// The replicas are somebody else's from now on: a rule with a reason, in the repository.
    void ignore() {
        drift("scale", "deploy/status-page", "--replicas=2");
        person.clickText(journey.text("diff.deed.ignore"));
        person.sees("the lines that come", n -> n.getStyleClass().contains("edit-line"));
        person.click(
                "the reason",
                n -> n instanceof TextInputControl field
                        && journey.text("ignore.reason").equals(field.getPromptText()));
        person.type("Scaled by hand");
        journey.picture("ignore");
        journey.answerYes();
        person.seesText(journey.text("ignore.done", ".driftless.yaml"));
        journey.commitAndPush("Leave the replicas to people", ".driftless.yaml");
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        journey.sees("the rule leaves it alone", Action.OWNERSHIP, Action.UNCHANGED);
        journey.openDeployment();
        person.clickText(journey.text("diff.chip.hidden", journey.text("diff.class.ignored"), 1));
        choose("diff.class.ignored");
        journey.picture("ignored");
    }

    /// What was decided about a conflict counts from now on, without a question.
    void remember() {
        drift("set", "image", "deploy/status-page", "*=nginx:hotfix");
        journey.plan();
        person.clickText(journey.text("diff.choice.take-over"));
        person.seesText(journey.text("plan.decided"));
        person.clickText(journey.text("diff.deed.remember"));
        person.sees("the lines that come", n -> n.getStyleClass().contains("edit-line"));
        journey.picture("remember");
        journey.answerYes();
        person.seesText(journey.text("ignore.done", ".driftless.yaml"));
        journey.commitAndPush("Take hotfixes back", ".driftless.yaml");
        journey.plan();
        String rules = journey.text("ignore.uses", 1, 1) + "\n" + journey.text("takeOver.uses", 1, 1);
        person.clickText(rules);
        person.seesText(journey.text("rules.takeOver"));
        journey.picture("rules");
        person.press(KeyCode.ESCAPE);
    }

    /// From the menu of the object in the tree; its conflict is settled by the rule.
    void syncOnlyThis() {
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        journey.sees("the drift is still there", Action.UPDATE);
        journey.askDeploymentForMenu();
        person.clickText(journey.text("tree.menu.syncOnly", "sandbox"));
        person.sees("the question", n -> n.getStyleClass().contains("consent-pane"));
        journey.picture("sync-only");
        journey.answerYes();
        person.until("the hotfix is gone", () -> !journey.image().contains("hotfix"));
        journey.sees("nothing differs any more", Action.OWNERSHIP, Action.UNCHANGED);
    }

    private void drift(String... change) {
        person.press(KeyCode.ALT, KeyCode.DIGIT1);
        journey.sees("nothing differs yet", Action.OWNERSHIP, Action.UNCHANGED);
        journey.kubectl(change);
        journey.sees("the drift is seen", Action.UPDATE);
        journey.openDeployment();
        person.clickText(journey.text("aspect.live-diff"));
        chooseDrift();
    }

    void chooseDrift() {
        choose("diff.class.drift");
    }

    /// Walks the differences by F7 until the sentence below is about this class.
    private void choose(String kind) {
        person.until("the difference is chosen: " + kind, () -> {
            if (says(journey.text(kind))) {
                return true;
            }
            person.press(KeyCode.F7);
            return false;
        });
    }

    /// Whether the sentence below the comparison is about this class.
    private boolean says(String kind) {
        String title = (kind + journey.text("diff.title-end")).strip();
        return Stagehand.onFx(() -> person.find(n -> n instanceof Labeled l && title.equals(l.getText()))
                .isPresent());
    }

    private String generation() {
        return journey.kubectl("get", "deploy", "status-page", "-o", "jsonpath={.metadata.generation}");
    }
}
