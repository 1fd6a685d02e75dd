package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Workers;
import app.driftless.core.repo.Commit;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.notice.Notices;
import app.driftless.desktop.repository.NextStep;
import app.driftless.desktop.repository.RepositoryActions;
import app.driftless.desktop.repository.RepositoryViewModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The work tree's view model, without a toolkit: this thread plays the FX thread.
class RepositoryModelTest {
    private final Workers workers = new Workers();
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final StoryRepository repository = new StoryRepository();
    private final Notices notices = new Notices(InstantSource.fixed(Story.NOW));
    private final RepositoryViewModel model = new RepositoryViewModel(
            new RepositoryActions(
                    repository,
                    new Operations(
                            workers, InstantSource.fixed(Story.NOW), new EventLog(InstantSource.fixed(Story.NOW)))),
            new FxBridge(fx::add),
            notices,
            InstantSource.fixed(Story.NOW));

    @AfterEach
    void end() {
        model.close();
        workers.close();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not happen within 5 s");
            Runnable task = fx.poll(50, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        }
    }

    @Test
    void changesAreSortedIntoStagedAndOthers() {
        assertEquals(2, model.staged().size());
        assertEquals(2, model.unstaged().size());
    }

    @Test
    void aCommitNeedsAMessageAndSomethingStaged() {
        assertFalse(model.canCommit().get());
        model.messageProperty().set("payments: api 2.14.0");
        assertTrue(model.canCommit().get());
        repository.become(StoryRepository.state(List.of(), 2));
        fx.remove().run();
        while (!fx.isEmpty()) {
            fx.remove().run();
        }
        assertFalse(model.canCommit().get());
    }

    @Test
    void theMessageIsClearedOnlyWhenTheCommitWentThrough() throws InterruptedException {
        var made = new ArrayList<Commit>();
        model.onCommitted(made::add);
        model.messageProperty().set("payments: api 2.14.0");
        model.commit();
        assertTrue(model.working().get());
        assertEquals("payments: api 2.14.0", model.messageProperty().get());
        until(() -> !model.working().get());
        assertEquals("", model.messageProperty().get());
        assertEquals(List.of("commit payments: api 2.14.0"), repository.asked);
        assertEquals(1, made.size());
    }

    @Test
    void aPushThatIsAskedForWhileACommitIsOnItsWayFollowsIt() throws InterruptedException {
        var told = new ArrayList<Boolean>();
        model.following().onWaiting(told::add);
        model.messageProperty().set("payments: api 2.14.0");
        model.commit();
        assertTrue(model.following().committing().get());
        model.push();
        assertEquals(List.of(true), told);
        until(() -> repository.asked.contains("push"));
        assertEquals(List.of("commit payments: api 2.14.0", "push"), repository.asked);
    }

    @Test
    void aPushDoesNotFollowACommitThatFailed() throws InterruptedException {
        var told = new ArrayList<Boolean>();
        model.following().onWaiting(told::add);
        repository.refuseCommits();
        model.messageProperty().set("payments: api 2.14.0");
        model.commit();
        model.push();
        until(() -> told.size() == 2);
        assertEquals(List.of(true, false), told);
        assertFalse(model.following().committing().get());
        assertFalse(repository.asked.contains("push"));
        assertEquals(1, notices.toasts().size(), "why it failed");
    }

    @Test
    void aPushGoesAtOnceWhenTheCommitIsMade() throws InterruptedException {
        model.messageProperty().set("payments: api 2.14.0");
        model.commit();
        until(() -> !model.working().get());
        model.push();
        until(() -> repository.asked.contains("push"));
    }

    @Test
    void theNextStepIsPushWhileCommitsAreAhead() {
        assertInstanceOf(NextStep.Push.class, model.nextStep().getValue());
        assertInstanceOf(NextStep.Nothing.class, NextStep.of(StoryRepository.state(List.of(), 0)));
    }
}
