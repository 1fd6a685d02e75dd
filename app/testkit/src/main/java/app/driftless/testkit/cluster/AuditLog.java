package app.driftless.testkit.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// What the API server did since this log was opened: the oracle of tests for what was written, in which order and in
/// how many requests. The requests of the cluster's own parts are not in it.
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger MARKS = new AtomicInteger();
    private static final String MARK = "/version?audit-mark=";

    private final ControlPlane plane;
    private final long from;

    AuditLog(ControlPlane plane) {
        this.plane = plane;
        from = mark();
    }

    /// Every request since, in the order in which they were answered. Watches appear when they end.
    public List<AuditEvent> events() {
        String text = read(from, mark());
        var events = new ArrayList<AuditEvent>();
        for (String line : text.lines().toList()) {
            if (!line.contains(MARK)) {
                try {
                    events.add(AuditEvent.of(JSON.readTree(line)));
                } catch (IOException e) {
                    throw new UncheckedIOException("Not an audit event: " + line, e);
                }
            }
        }
        return events;
    }

    /// The changes in a namespace since, the dry runs left out.
    public List<AuditEvent> writes(String namespace) {
        return events().stream()
                .filter(event -> event.write() && event.namespace().equals(namespace))
                .toList();
    }

    /// A request is recorded a moment after it was answered. So this makes one that can be told apart, and waits for
    /// it.
    ///
    /// @return where the file ends then
    private long mark() {
        String mark = MARK + ProcessHandle.current().pid() + "-" + MARKS.incrementAndGet() + "\"";
        plane.kubectl("get", "--raw", mark.substring(0, mark.length() - 1));
        await(() -> Files.exists(plane.auditLog()) && read(from, size()).contains(mark));
        return size();
    }

    private long size() {
        try {
            return Files.size(plane.auditLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From `start` up to the last whole line before `end`.
    private String read(long start, long end) {
        Path file = plane.auditLog();
        try (var channel = Files.newByteChannel(file)) {
            var buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
            channel.position(start);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The audit log lacks a request that was answered 10 s ago");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
