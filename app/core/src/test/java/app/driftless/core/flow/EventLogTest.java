package app.driftless.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.EventLog.Event;
import app.driftless.core.flow.EventLog.Happening;
import app.driftless.core.flow.EventLog.Level;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventLogTest {
    private static final Message TITLE = Message.of("flow", "test");
    private final EventLog log = new EventLog(InstantSource.system());

    @Test
    void keepsTheLastTwoThousandInOrder() {
        for (int i = 1; i <= EventLog.KEPT + 10; i++) {
            log.add(Level.INFO, new Happening.Begun(TITLE));
        }
        List<Event> kept = log.after(0);
        assertEquals(EventLog.KEPT, kept.size());
        assertEquals(11, kept.getFirst().serial());
        assertEquals(log.newest().get(), kept.getLast().serial());
        assertEquals(List.of(kept.getLast()), log.after(EventLog.KEPT + 9));
    }

    @Test
    void toldHowEachOperationBeganAndEnded() {
        try (var workers = new Workers()) {
            var operations = new Operations(workers, InstantSource.system(), log);
            operations.start(TITLE, (_, _) -> 1).outcome().join();
            operations
                    .start(TITLE, (_, _) -> {
                        throw new CancellationException();
                    })
                    .outcome()
                    .join();
            operations
                    .start(TITLE, (_, _) -> {
                        throw new EngineException(Problem.of(FlowProblem.UNEXPECTED, "it"));
                    })
                    .outcome()
                    .join();
        }
        List<Happening> bodies = log.after(0).stream().map(Event::what).toList();
        assertEquals(6, bodies.size());
        assertInstanceOf(Happening.Begun.class, bodies.get(0));
        assertInstanceOf(Happening.Done.class, bodies.get(1));
        assertInstanceOf(Happening.Cancelled.class, bodies.get(3));
        assertInstanceOf(Happening.Failed.class, bodies.get(5));
        assertEquals(Level.ERROR, log.after(5).getFirst().level());
    }

    @Test
    void whatPartsLogComesInWithoutCredentialsAndEscapesAndEndsWithTheSubscription() {
        var logger = LoggerFactory.getLogger("app.driftless.core.flow.Sample");
        try (Subscription _ = log.followLoggers()) {
            logger.warn(
                    "Asked {}",
                    "https://mara:hunter2@git.example/x \u001b[31mpassword=hunter3",
                    new IllegalStateException("token: hunter4"));
            logger.debug("Never seen");
            LoggerFactory.getLogger("com.example.Library").info("Chatter of a library");
        }
        logger.warn("Too late");
        assertEquals(1, log.after(0).size());
        Event event = log.after(0).getFirst();
        assertEquals(Level.WARNING, event.level());
        var said = assertInstanceOf(Happening.Said.class, event.what());
        assertEquals("Sample", said.source());
        assertTrue(said.text().startsWith("Asked https://"), said::text);
        assertTrue(said.text().contains("IllegalStateException"), said::text);
        assertFalse(said.text().contains("hunter"), said::text);
        assertFalse(said.text().contains("\u001b"), said::text);
    }

    @Test
    void aSubscriberThatFailsDoesNotFillTheLogForEver() {
        log.newest().subscribe(serial -> {
            if (serial > 0) {
                throw new IllegalStateException("a bad subscriber");
            }
        });
        try (Subscription _ = log.followLoggers()) {
            LoggerFactory.getLogger("app.driftless.core.flow.Sample").warn("Once");
        }
        assertTrue(log.after(0).size() <= 2, "It went round");
    }
}
