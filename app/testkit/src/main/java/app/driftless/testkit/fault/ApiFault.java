package app.driftless.testkit.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// What becomes of one request to an API server and of its reply.
public sealed interface ApiFault {
    /// The connection breaks before the request arrives.
    record LoseRequest() implements ApiFault {}

    /// The server does it; the connection breaks before its reply arrives.
    record LoseReply() implements ApiFault {}

    /// The server does it; its reply arrives only after [ApiProxy#release()].
    record HoldReply() implements ApiFault {}

    /// It goes to the server only after [ApiProxy#release()].
    record HoldRequest() implements ApiFault {}

    record Delay(Duration time) implements ApiFault {}

    /// The server never sees it; this is answered.
    ///
    /// @param headers as `Name: value`
    record Answer(int status, String body, List<String> headers) implements ApiFault {
        public static Answer of(int status, String... headers) {
            return new Answer(status, "{}", List.of(headers));
        }
    }

    /// The server does it; somebody on the way answers this instead, as a load balancer does.
    record Replace(Answer answer) implements ApiFault {}

    /// The server does it; its reply breaks off after so many bytes.
    record CutReply(int bytes) implements ApiFault {}

    /// The server does it; the body of its reply is changed.
    record Rewrite(UnaryOperator<byte[]> body) implements ApiFault {}

    /// Runs something before the request goes on, such as a kill.
    record Before(Runnable work) implements ApiFault {}

    /// Runs something after the server did it, before its reply goes on.
    record After(Runnable work) implements ApiFault {}
}
