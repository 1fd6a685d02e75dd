package app.driftless.desktop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRules;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.Loadable;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderMode;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.diff.Choices;
import app.driftless.desktop.diff.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class PlanViewModelTest {
    private static final ResourceKey API = new ResourceKey("apps", "Deployment", "shop", "api");
    private static final ResourceKey OLD = new ResourceKey("batch", "CronJob", "shop", "old");
    private static final ResourceKey JOB = new ResourceKey("batch", "Job", "shop", "reindex");
    private static final ResourceKey FLAGS = new ResourceKey("", "ConfigMap", "shop", "flags");
    private static final String IMAGE = ".spec.image";
    private static final String TRACE = ".metadata.annotations.trace";

    private final ObjectProperty<List<PlanEntry>> entries = new SimpleObjectProperty<>(List.of());
    private final Choices choices = new Choices();
    private final List<SyncApproval> run = new ArrayList<>();
    private final List<Decision> remembered = new ArrayList<>();
    private String commit = "a".repeat(40);
    private TakeOverRules takeOver = TakeOverRules.NONE;
    private final PlanViewModel model = new PlanViewModel(entries, choices, new PlanActions() {
        @Override
        public void planAgain() {}

        @Override
        public List<String> unpushed() {
            return List.of();
        }

        @Override
        public void consent(PlanEntry entry, Risk loosening) {}

        @Override
        public void run(PlanEntry entry, Consent consent) {
            run.add(consent.given().approval());
        }

        @Override
        public void runOnly(PlanEntry entry, ResourceKey key) {}

        @Override
        public void remember(PlanEntry entry, List<Decision> decisions) {
            remembered.addAll(decisions);
        }

        @Override
        public void showRules(SyncPlan plan) {}
    });

    @Test
    void aLockedPlanWaitsForTheNameAndForEachDelete() {
        plan(Protection.LOCKED, change(Action.DELETE, OLD), change(Action.CREATE, API));
        assertFalse(model.readyProperty().get());
        model.consent().typedNameProperty().set("prod-us");
        model.consent().tick(OLD, true);
        assertFalse(model.readyProperty().get(), "another cluster's name is no consent");
        model.consent().typedNameProperty().set("prod-eu ");
        assertTrue(model.readyProperty().get());
        model.run();
        assertTrue(run.getFirst().of(OLD).delete());
    }

    @Test
    void whatWouldBeRefusedHoldsTheWholePlanUntilItIsLeftOut() {
        plan(Protection.OPEN, change(Action.CREATE, API), change(Action.ERROR, FLAGS));
        assertFalse(model.readyProperty().get());
        model.consent().withoutRefusedProperty().set(true);
        assertTrue(model.readyProperty().get());
        model.run();
        assertTrue(run.getFirst().withoutRefused());
    }

    @Test
    void goingOnWithoutWhatIsRefusedIsAskedAnewOnceNothingIsRefused() {
        plan(Protection.OPEN, change(Action.ERROR, FLAGS));
        model.consent().withoutRefusedProperty().set(true);
        plan(Protection.OPEN, change(Action.CREATE, API));
        plan(Protection.OPEN, change(Action.CREATE, API), change(Action.ERROR, FLAGS));
        assertFalse(model.readyProperty().get());
    }

    @Test
    void aReplacementIsHeldUnlessItIsAllowed() {
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        assertTrue(model.readyProperty().get());
        model.run();
        assertFalse(run.getFirst().of(JOB).replace());
        model.consent().tick(JOB, true);
        model.run();
        assertTrue(run.get(1).of(JOB).replace());
        assertFalse(run.get(1).of(JOB).delete());
    }

    @Test
    void whatWasAllowedSurvivesAComparisonThatFailsForAMoment() {
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        model.consent().tick(JOB, true);
        plan(Protection.CONFIRM, change(Action.ERROR, JOB));
        assertFalse(model.readyProperty().get());
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        model.run();
        assertTrue(run.getFirst().of(JOB).replace());
    }

    @Test
    void whatWasAllowedForACommitIsAskedAnewForTheNext() {
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        model.consent().tick(JOB, true);
        commit = "b".repeat(40);
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        model.run();
        assertFalse(run.getFirst().of(JOB).replace());
    }

    @Test
    void aYesIsAboutThePlanThatWasShown() {
        plan(Protection.CONFIRM, change(Action.REPLACE, JOB));
        model.consent().tick(JOB, true);
        Consent.Given given = model.consent().given();
        plan(Protection.CONFIRM, change(Action.CREATE, API));
        assertTrue(given.approval().of(JOB).replace());
        assertEquals(JOB, given.plan().changes().getFirst().diff().key());
        assertFalse(model.consent().given().approval().of(JOB).replace());
    }

    @Test
    void anUndecidedConflictIsHeldAndADecisionSurvivesPlanningAnew() {
        plan(Protection.CONFIRM, conflicting());
        assertTrue(model.holds(model.listed().getFirst()));
        assertEquals(List.of(API), model.consent().facts().orElseThrow().held());
        choices.choose(new Choices.Field("production", "prod-eu", API, IMAGE), Choice.TAKE_OVER);
        plan(Protection.CONFIRM, conflicting());
        assertFalse(model.holds(model.listed().getFirst()));
        model.run();
        assertEquals(Set.of(IMAGE), run.getFirst().of(API).taken());
        assertEquals(Set.of(), run.getFirst().of(API).left());
    }

    @Test
    void aConflictThatARuleOfTheRepositorySettlesIsNotHeld() {
        Difference image = conflicting().diff().differences().getFirst();
        takeOver = new TakeOverRules(List.of(TakeOverRule.of(API, image)));
        plan(Protection.CONFIRM, conflicting());
        assertFalse(model.holds(model.listed().getFirst()));
        assertEquals(List.of(), model.consent().facts().orElseThrow().held());
    }

    @Test
    void onlyWhatWasDecidedAboutAConflictIsRemembered() {
        plan(Protection.CONFIRM, conflicting());
        PlannedChange api = model.listed().getFirst();
        assertEquals(List.of(), model.decisions(api));
        choices.choose(new Choices.Field("production", "prod-eu", API, IMAGE), Choice.LEAVE);
        choices.choose(new Choices.Field("production", "prod-eu", API, TRACE), Choice.REMOVE);
        model.remember(api);
        assertEquals(List.of(new Decision(API, api.diff().differences().getFirst(), Choice.LEAVE)), remembered);
    }

    @Test
    void whatARuleSaysAlreadyIsNotRememberedAgain() {
        Difference image = conflicting().diff().differences().getFirst();
        takeOver = new TakeOverRules(List.of(TakeOverRule.of(API, image)));
        plan(Protection.CONFIRM, conflicting());
        choices.choose(new Choices.Field("production", "prod-eu", API, IMAGE), Choice.TAKE_OVER);
        assertEquals(List.of(), model.decisions(model.listed().getFirst()));
    }

    @Test
    void leavingAndRemovingAreSaidPerField() {
        plan(Protection.CONFIRM, conflicting());
        choices.choose(new Choices.Field("production", "prod-eu", API, IMAGE), Choice.LEAVE);
        choices.choose(new Choices.Field("production", "prod-eu", API, TRACE), Choice.REMOVE);
        model.run();
        assertEquals(Set.of(IMAGE), run.getFirst().of(API).left());
        assertEquals(Set.of(TRACE), run.getFirst().of(API).removed());
    }

    @Test
    void aDecisionAboutWhatNoLongerDiffersDoesNotCount() {
        choices.choose(new Choices.Field("production", "prod-eu", API, IMAGE), Choice.TAKE_OVER);
        plan(Protection.CONFIRM, change(Action.UPDATE, API));
        model.run();
        assertEquals(Set.of(), run.getFirst().of(API).taken());
    }

    @Test
    void onlyOneFieldTakesThatFieldAndLeavesOtherConflicts() {
        var consent = new Consent(choices);
        PlanEntry entry = entry(Protection.CONFIRM, conflicting());
        SyncPlan plan = entry.plan().latest().orElseThrow().value();
        Difference image = plan.changes().getFirst().diff().differences().getFirst();
        consent.ask(Optional.of(ConsentFacts.of(entry, plan, new Extent.OneField(API, image), 0, choices)));
        SyncApproval approval = consent.given().approval();
        assertEquals(Set.of(API), approval.only());
        assertEquals(SyncApproval.Conflicts.LEAVE, approval.conflicts());
        assertEquals(Set.of(IMAGE), approval.of(API).taken());
        assertEquals(Set.of(IMAGE), approval.of(API).onlyFields());
    }

    @Test
    void onlyOneObjectAsksForItsOwnDeleteAndNothingElse() {
        PlanEntry entry = entry(Protection.LOCKED, change(Action.DELETE, OLD), change(Action.ERROR, FLAGS));
        SyncPlan plan = entry.plan().latest().orElseThrow().value();
        var facts = ConsentFacts.of(entry, plan, new Extent.OneObject(OLD), 0, choices);
        assertEquals(List.of(OLD), facts.askedDeletes());
        assertEquals(List.of(), facts.refused());
        var other = ConsentFacts.of(entry, plan, new Extent.OneObject(API), 0, choices);
        assertEquals(List.of(), other.askedDeletes());
    }

    @Test
    void risksComeFirst() {
        plan(Protection.LOCKED, change(Action.CREATE, API), change(Action.DELETE, OLD));
        assertEquals(OLD, model.listed().getFirst().diff().key());
    }

    private void plan(Protection protection, PlannedChange... changes) {
        entries.set(List.of(entry(protection, changes)));
    }

    private PlanEntry entry(Protection protection, PlannedChange... changes) {
        List<Risk> risks = List.of(changes).stream()
                .filter(c -> c.diff().action() == Action.DELETE)
                .map(c -> new Risk(Risk.Kind.DELETE, c.diff().key(), Message.of("plan", "delete.locked"), true))
                .toList();
        var plan = new SyncPlan(
                "production",
                "prod-eu",
                Optional.of(new Commit(commit, "t", List.of(), "Mia", "mia@example.org", Instant.EPOCH, "Change")),
                Optional.empty(),
                Instant.EPOCH,
                List.of(changes),
                risks,
                List.of(),
                IgnoreRules.NONE,
                takeOver);
        var environment = new Environment(
                "production",
                "clusters/production",
                RenderMode.AUTO,
                List.of("prod-eu"),
                SyncPolicy.observing(),
                protection,
                Optional.empty(),
                Optional.empty(),
                "file");
        return new PlanEntry(environment, "prod-eu", new Loadable.Ready<>(plan, Instant.EPOCH), true);
    }

    private static PlannedChange conflicting() {
        return change(Action.UPDATE, API, difference(IMAGE, true, false), difference(TRACE, false, true));
    }

    private static Difference difference(String path, boolean conflict, boolean byHand) {
        return new Difference(
                JsonPointer.of(path),
                path,
                DiffClass.DRIFT,
                conflict,
                Difference.Side.of("a"),
                Difference.Side.of("b"),
                Difference.Side.of("a"),
                Optional.of("kubectl-edit"),
                Optional.empty(),
                byHand);
    }

    private static PlannedChange change(Action action, ResourceKey key, Difference... differences) {
        var diff = new ResourceDiff(
                action,
                new Gvk(key.group(), "v1", key.kind()),
                key,
                Optional.empty(),
                List.of(differences),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                action == Action.ERROR
                        ? Optional.of(Problem.of(ClusterProblem.FORBIDDEN, key.toString(), "patch"))
                        : Optional.empty(),
                Optional.empty());
        return new PlannedChange(diff, 1);
    }
}
