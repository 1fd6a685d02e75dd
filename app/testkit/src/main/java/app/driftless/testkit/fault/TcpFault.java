package app.driftless.testkit.fault;

import java.time.Duration;

/// What happens to the bytes of one direction of a connection. Offsets count from the first byte of a connection.
public sealed interface TcpFault {
    /// Each piece arrives so much later.
    record Latency(Duration delay) implements TcpFault {}

    record Bandwidth(long bytesPerSecond) implements TcpFault {}

    /// Goes on in pieces of so many bytes, with a pause between two.
    record Slicer(int bytes, Duration pause) implements TcpFault {}

    /// Closes the connection properly after so many bytes.
    record Limit(long bytes) implements TcpFault {}

    /// Resets the connection after so many bytes.
    record Reset(long bytes) implements TcpFault {}

    /// Swallows everything after so many bytes, the end of the connection too, which stays open at this side.
    record Blackhole(long bytes) implements TcpFault {}

    /// Sends the byte at this offset wrong.
    record Corrupt(long offset) implements TcpFault {}

    /// Sends the `length` bytes from this offset on twice.
    record Duplicate(long offset, int length) implements TcpFault {}

    /// Passes the end of the connection on so much later.
    record SlowClose(Duration delay) implements TcpFault {}
}
