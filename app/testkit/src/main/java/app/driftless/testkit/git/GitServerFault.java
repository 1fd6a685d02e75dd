package app.driftless.testkit.git;

/// How a [GitHttpServer] misbehaves.
public sealed interface GitServerFault {
    /// Answers everything with these lines: a status line and headers.
    record Answer(String head, String body) implements GitServerFault {}

    /// Closes the connection after so many bytes of the first answer that is longer.
    record Cut(int bytes) implements GitServerFault {}

    /// Sends so many bytes of each answer, then no more, and keeps the connection.
    record Hang(int bytes) implements GitServerFault {}

    /// Keeps who pushes waiting: before anything of the push is read, or after the repository took it.
    record HoldPush(boolean taken) implements GitServerFault {}

    /// Closes the connection of a push after so many bytes of it, of which the repository gets none.
    record CutPush(int bytes) implements GitServerFault {}

    /// Lets the repository take a push, and closes the connection after so many bytes of the answer.
    record CutPushed(int bytes) implements GitServerFault {}
}
