package app.driftless.desktop.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.FlowProblem;
import app.driftless.core.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices(InstantSource.fixed(Instant.EPOCH));

    @Test
    void newsTakeThePlaceOfEarlierNewsAndTheBellKeepsThemAll() {
        notices.tell("Committed");
        notices.tell("Pushed");
        assertEquals(
                List.of("Pushed"), notices.toasts().stream().map(Notice::text).toList());
        assertEquals(
                List.of("Pushed", "Committed"),
                notices.history().stream().map(Notice::text).toList());
    }

    @Test
    void aProblemStaysUntilItIsDismissed() {
        notices.fail(Problem.of(FlowProblem.UNEXPECTED, "sync"));
        notices.tell("Pushed");
        notices.tell("Committed");
        assertEquals(2, notices.toasts().size());
        assertEquals(
                FlowProblem.UNEXPECTED,
                notices.toasts().getFirst().problem().orElseThrow().code());
        notices.dismiss(notices.toasts().getFirst());
        assertEquals(
                List.of("Committed"),
                notices.toasts().stream().map(Notice::text).toList());
    }
}
