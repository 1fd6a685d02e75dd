package app.driftless.core.internal.kube;

import app.driftless.core.flow.Workers;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// The streams of watches, on connections of their own: they would take the places of bursts. Thread-safe.
final class Streams implements AutoCloseable {
    private final Transport transport;
    private final RenewedClient client;
    private final Workers workers;
    private final ReentrantLock signs = new ReentrantLock();
    private volatile long heardAt = System.nanoTime();

    Streams(Transport transport, RenewedClient client, Workers workers) {
        this.transport = transport;
        this.client = client;
        this.workers = workers;
    }

    /// Opens a stream that lasts until it is cancelled. Only the wait for its head is bounded.
    CompletableFuture<HttpResponse<AsyncBody>> open(Call call, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        transport.enter(call);
        HttpClient via = client.get();
        CompletableFuture<HttpResponse<AsyncBody>> answer =
                client.open(via, transport.request(via, call, Duration.ZERO), (value, body) -> {
                    heardAt = System.nanoTime();
                    consumer.consume(value, body);
                });
        var entered = new AtomicBoolean(true);
        answer.whenComplete((response, _) -> {
            if (entered.getAndSet(false)) {
                if (response == null) {
                    transport.left();
                } else {
                    heardAt = System.nanoTime();
                    transport.answered(response.code(), Transport.retryAfter(response), 0);
                }
            }
        });
        // A head that never comes must not keep others out.
        workers.after(transport.timing().call(), "head of a watch", () -> {
            if (entered.getAndSet(false)) {
                transport.left();
            }
        });
        return answer;
    }

    /// How long nothing may be heard before [#alive(HttpClient)] asks for a sign.
    Duration untilQuiet() {
        return Duration.ofNanos(Math.max(0, transport.timing().quiet().toNanos() - (System.nanoTime() - heardAt)));
    }

    /// What the streams that are opened now go over.
    HttpClient connection() {
        return client.get();
    }

    /// Whether this connection of streams still carries anything. Asked by who has heard nothing for a while; one
    /// that carries nothing is given up, with every stream on it.
    boolean alive(HttpClient connection) {
        return answers(
                connection, System.nanoTime() - transport.timing().quiet().toNanos());
    }

    /// As [#alive(HttpClient)], where only what was heard after `since` ([System#nanoTime()]) counts.
    boolean answers(HttpClient connection, long since) {
        signs.lock();
        try {
            if (client.get() != connection) {
                return false;
            }
            if (heardAt - since > 0) {
                return true;
            }
            HttpRequest request = transport.request(
                    connection, Call.get("/version"), transport.timing().sign());
            var answer = client.open(connection, request, new BodySink()::accept);
            try {
                AsyncBody body = answer.get(transport.timing().sign().toMillis(), TimeUnit.MILLISECONDS)
                        .body();
                body.cancel();
                heardAt = System.nanoTime();
                return true;
            } catch (TimeoutException | ExecutionException e) {
                answer.cancel(true);
                if (client.replace(connection)) {
                    connection.close();
                }
                heardAt = System.nanoTime();
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        } finally {
            signs.unlock();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
