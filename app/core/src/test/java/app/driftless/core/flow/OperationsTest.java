package app.driftless.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.problem.Message;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final Message TITLE = Message.of("flow", "test");
    private final Workers workers = new Workers();
    private final EventLog log = new EventLog(InstantSource.system());
    private final Operations operations = new Operations(workers, InstantSource.system(), log);

    @AfterEach
    void end() {
        workers.close();
    }

    @Test
    void showsProgressWhileItRunsAndNothingAfterwards() {
        var seen = Collections.synchronizedList(new ArrayList<Long>());
        operations.running().subscribe(list -> list.forEach(state -> seen.add(state.done())));
        var operation = operations.<String>start(TITLE, (progress, _) -> {
            progress.begin(TITLE, 3);
            progress.advance(2);
            return "done";
        });
        assertEquals(new Outcome.Done<>("done"), operation.outcome().join());
        assertTrue(seen.contains(2L), seen::toString);
        assertEquals(List.of(), operations.running().get());
    }

    @Test
    void aCancelEndsItAsCancelled() {
        var started = new CountDownLatch(1);
        var told = new AtomicBoolean();
        var operation = operations.start(TITLE, (_, cancel) -> {
            var released = new CountDownLatch(1);
            cancel.onCancel(() -> {
                told.set(true);
                released.countDown();
            });
            started.countDown();
            released.await();
            cancel.throwIfCancelled();
            return 1;
        });
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        operation.cancel().cancel();
        assertInstanceOf(Outcome.Cancelled.class, operation.outcome().join());
        assertTrue(told.get());
    }

    @Test
    void anUnexpectedExceptionBecomesAProblemWithItsCause() {
        var operation = operations.start(TITLE, (_, _) -> {
            throw new IllegalStateException("why not");
        });
        var failed = assertInstanceOf(Outcome.Failed.class, operation.outcome().join());
        assertEquals(FlowProblem.UNEXPECTED, failed.problem().code());
        assertTrue(String.valueOf(failed.problem().details()).contains("why not"));
    }

    @Test
    void aLaneRunsOneTaskAtATimeInOrder() {
        Lane lane = workers.lane("test");
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        for (int i = 0; i < 100; i++) {
            int number = i;
            lane.execute(() -> order.add(number));
        }
        assertEquals(100, lane.call(order::size));
        assertEquals(order.stream().sorted().toList(), order);
    }
}
