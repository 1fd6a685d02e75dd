package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// An HTTP client that is replaced when its connection seems dead. Java's client would go on to use an HTTP/2
/// connection on which nothing arrives any more, and let each request wait for its deadline (F66). Thread-safe.
final class RenewedClient implements AutoCloseable {
    private final Supplier<HttpClient> maker;
    private HttpClient current;
    private boolean closed;

    RenewedClient(Supplier<HttpClient> maker) {
        this.maker = maker;
        this.current = maker.get();
    }

    synchronized HttpClient get() {
        return current;
    }

    /// Sends a request over `via`, which was current a moment ago. If it was given up since, the answer fails.
    ///
    /// @throws CancellationException if this was closed: whoever did that wants no more answers
    CompletableFuture<HttpResponse<AsyncBody>> open(
            HttpClient via, HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        try {
            return via.consumeBytes(request, consumer);
        } catch (IllegalStateException e) {
            if (isClosed()) {
                throw new CancellationException();
            }
            if (via.isClosed()) {
                return CompletableFuture.failedFuture(new IOException("this connection was given up", e));
            }
            throw e;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// Takes another client from now on; the old one is left to the caller to close.
    ///
    /// @return whether `dead` was still in use
    synchronized boolean replace(HttpClient dead) {
        if (closed || current != dead) {
            return false;
        }
        current = maker.get();
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
    }
}
