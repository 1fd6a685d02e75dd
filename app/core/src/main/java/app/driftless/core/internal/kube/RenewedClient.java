package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.http.HttpClient;
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
