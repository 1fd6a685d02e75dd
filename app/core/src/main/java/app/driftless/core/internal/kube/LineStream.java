package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An answer that comes line by line. One thread reads; any may close.
final class LineStream implements AutoCloseable {
    private static final byte[] END = new byte[0];
    /// No object of a real server comes near it.
    private static final int LONGEST_LINE = 8 << 20;
    private final Streams streams;
    private final HttpClient connection;
    private final CompletableFuture<HttpResponse<AsyncBody>> answer;
    private final Duration patience;
    private final Duration quiet;
    private final LinkedBlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private @Nullable AsyncBody body;
    private int status;
    private Optional<Duration> retryAfter = Optional.empty();
    private boolean silent;
    private volatile boolean ended;

    LineStream(Transport transport, Call call) {
        this.streams = transport.streams();
        this.connection = streams.connection();
        this.answer = streams.open(call, this::take);
        this.patience = transport.timing().call();
        this.quiet = transport.timing().quiet();
    }

    private void take(List<ByteBuffer> buffers, AsyncBody source) {
        var chunk = new ByteArrayOutputStream();
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            chunk.writeBytes(bytes);
        }
        if (chunk.size() == 0) {
            source.consume();
        } else {
            chunks.add(chunk.toByteArray());
        }
    }

    /// Waits for the head of the answer. A connection that dies meanwhile is given up: asked again on it, each
    /// further watch would wait in vain, too.
    void open() throws IOException {
        try {
            var response = head();
            status = response.code();
            retryAfter = Transport.retryAfter(response);
            AsyncBody source = response.body();
            body = source;
            source.done().whenComplete((_, _) -> chunks.add(END));
            source.consume();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the watch did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpResponse<AsyncBody> head()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Duration first = quiet.compareTo(patience) < 0 ? quiet : patience;
        try {
            return answer.get(first.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!streams.answers(connection, System.nanoTime())) {
                throw new IOException("the connection died before the watch started", e);
            }
        }
        return answer.get(patience.minus(first).toNanos(), TimeUnit.NANOSECONDS);
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /// Whether the last [#next] ended because nothing came.
    boolean silent() {
        return silent;
    }

    /// Whether the server can still be heard over its connection; may ask it.
    boolean alive() {
        return streams.alive(connection);
    }

    /// The next line, or null at the end, or when nothing came for so long.
    byte @Nullable [] next(Duration longest) throws IOException {
        silent = false;
        while (lines.isEmpty()) {
            byte[] chunk;
            try {
                chunk = ended ? END : chunks.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (chunk == null) {
                silent = true;
                return null;
            }
            if (chunk.length == 0) {
                return null;
            }
            split(chunk);
            if (body != null) {
                body.consume();
            }
        }
        return lines.poll();
    }

    private void split(byte[] chunk) throws IOException {
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                rest.write(chunk, start, i - start);
                if (rest.size() > 0) {
                    lines.add(rest.toByteArray());
                }
                rest.reset();
                start = i + 1;
            }
        }
        rest.write(chunk, start, chunk.length - start);
        if (rest.size() > LONGEST_LINE) {
            throw new IOException("a line of the watch is too large");
        }
    }

    @Override
    public void close() {
        ended = true;
        chunks.add(END);
        answer.whenComplete((response, _) -> {
            if (response != null) {
                response.body().cancel();
            }
        });
    }
}
