package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to one server over fabric8's HTTP client: whole answers up to 64 MiB within 30 s, a bounded number
/// at a time, no redirects, credentials to this server only. Repeats what has no effect: on 429 when the server says
/// so, and once after a lost connection. A write is sent exactly once.
final class Transport implements AutoCloseable {
    private static final int BUSY_TRIES = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private final Target target;
    private final Workers workers;
    private final Timing timing;
    private final RenewedClient client;
    private final Streams streams;
    private final RequestWindow window = new RequestWindow();
    private final Failures failures;

    Transport(Target target, Workers workers) {
        this(target, workers, Timing.usual());
    }

    Transport(Target target, Workers workers, Timing timing) {
        this.target = target;
        this.workers = workers;
        this.timing = timing;
        this.client = new RenewedClient(() -> Clients.build(target, workers.io()));
        this.streams = new Streams(this, new RenewedClient(() -> Clients.build(target, workers.io())), workers);
        this.failures = new Failures(target.server().toString(), timing.call());
    }

    Timing timing() {
        return timing;
    }

    /// Blocks until the answer is here. Status codes are answers, except 401 and redirects.
    ///
    /// @throws TransportException if none came
    /// @throws EngineException if the server does not accept who we are
    Reply send(Call call) {
        boolean renewed = false;
        boolean reconnected = false;
        for (int tries = 1; ; tries++) {
            Reply reply;
            try {
                reply = once(call);
            } catch (TransportException e) {
                if (reconnected || !e.lost() || !(call.repeatable() || e.notSent())) {
                    throw e;
                }
                reconnected = true;
                continue;
            }
            if (reply.status() == 401 && !renewed && target.credentials().renew()) {
                renewed = true;
                continue;
            }
            if (reply.status() == 401) {
                throw new EngineException(
                        Problem.of(ClusterProblem.UNAUTHORIZED, target.server().toString()));
            }
            if (reply.status() >= 300 && reply.status() < 400) {
                throw new EngineException(Problem.of(
                        ClusterProblem.REDIRECTED, call.title(), target.server().toString()));
            }
            if (RetryAfter.busy(reply.status(), reply.retryAfter()) && call.repeatable() && tries < BUSY_TRIES) {
                Duration pause = RetryAfter.pause(reply.retryAfter(), tries);
                if (pause.compareTo(LONGEST_PAUSE) <= 0) {
                    rest(pause);
                    continue;
                }
            }
            return reply;
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private Reply once(Call call) {
        enter(call);
        long start = System.nanoTime();
        Optional<Reply> reply = Optional.empty();
        try {
            reply = Optional.of(exchange(call));
            return reply.get();
        } finally {
            long took = call.body() == null ? 0 : System.nanoTime() - start;
            reply.ifPresentOrElse(answer -> answered(answer.status(), answer.retryAfter(), took), this::left);
        }
    }

    /// Waits until another request may be sent. Each is followed by [#answered] or [#left].
    void enter(Call call) {
        try {
            if (!window.enter(call.ahead())) {
                throw failures.toldToWait(call, window.closedFor());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /// @param nanos see [RequestWindow#served]
    void answered(int status, Optional<Duration> retryAfter, long nanos) {
        if (RetryAfter.busy(status, retryAfter)) {
            window.refused(retryAfter.orElse(Duration.ZERO));
        } else {
            window.served(nanos);
        }
    }

    /// It got no answer.
    void left() {
        window.left();
    }

    private Reply exchange(Call call) {
        HttpClient via = client.get();
        HttpRequest request = request(via, call, timing.call());
        long end = System.nanoTime() + timing.call().toNanos();
        var sink = new BodySink();
        CompletableFuture<HttpResponse<AsyncBody>> answer = client.open(via, request, sink::accept);
        try {
            HttpResponse<AsyncBody> response = answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            AsyncBody body = response.body();
            try {
                body.consume();
                body.done().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } finally {
                body.cancel();
            }
            return new Reply(call, response.code(), retryAfter(response), sink.bytes());
        } catch (TimeoutException e) {
            answer.cancel(true);
            retire(via);
            throw failures.timeout(call);
        } catch (ExecutionException e) {
            if (sink.tooLarge()) {
                throw failures.tooLarge(call);
            }
            TransportException failure = failures.of(call, e.getCause() == null ? e : e.getCause());
            if (failure.problem().code() == ClusterProblem.TIMEOUT) {
                retire(via);
            }
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.lost(call, e);
        }
    }

    /// Whatever else is under way on that connection has its own deadline, by which it is over.
    private void retire(HttpClient dead) {
        if (client.replace(dead)) {
            workers.after(timing.call(), "old connection", dead::close);
        }
    }

    static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return RetryAfter.parse(response.header("Retry-After"), Instant.now());
    }

    Streams streams() {
        return streams;
    }

    Failures failures() {
        return failures;
    }

    HttpRequest request(HttpClient via, Call call, Duration timeout) {
        HttpRequest.Builder builder = via.newHttpRequestBuilder()
                .uri(URI.create(target.server() + call.path()))
                .header("Accept", call.accept())
                .header("User-Agent", "driftless");
        target.credentials().authorization().ifPresent(value -> builder.header("Authorization", value));
        if (!timeout.isZero()) {
            builder.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        byte[] body = call.body();
        String type = call.contentType();
        if (body != null && type != null) {
            builder.method(call.method(), type, new java.io.ByteArrayInputStream(body), body.length);
        } else {
            builder.method(call.method(), null, null);
        }
        return builder.build();
    }

    @Override
    public void close() {
        client.close();
        streams.close();
    }
}
