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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to one server over fabric8's HTTP client: whole answers up to 64 MiB within 30 s, a bounded number
/// at a time, no redirects, credentials to this server only. Repeats what has no effect: on 429 when the server says
/// so, and once after a lost connection. A write is sent exactly once.
final class Transport implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int BUSY_TRIES = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private final Target target;
    private final Duration deadline;
    private final HttpClient client;
    private final HttpClient watchClient;
    private final RequestWindow window = new RequestWindow();
    private final Failures failures;

    Transport(Target target, Workers workers) {
        this(target, workers, DEADLINE);
    }

    /// @param deadline for a whole call, from sending it to the last byte of its answer
    Transport(Target target, Workers workers, Duration deadline) {
        this.target = target;
        this.deadline = deadline;
        this.client = Clients.build(target, workers.io());
        // Watches on connections of their own: they would take streams from bursts.
        this.watchClient = Clients.build(target, workers.io());
        this.failures = new Failures(target.server().toString(), deadline);
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
            if (reply.status() == 429) {
                Duration pause = pause(reply, tries);
                window.busy(pause);
                if (call.repeatable() && tries < BUSY_TRIES) {
                    rest(pause);
                    continue;
                }
            }
            return reply;
        }
    }

    private static Duration pause(Reply reply, int tries) {
        Duration asked = reply.retryAfter().orElse(Duration.ofMillis(500L << Math.min(tries, 5)));
        long jitter = ThreadLocalRandom.current().nextLong(1 + asked.toMillis() / 10);
        Duration pause = asked.plusMillis(jitter);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
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
        HttpRequest request = request(client, call, deadline);
        try {
            window.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        boolean served = false;
        try {
            Reply reply = exchange(call, request);
            served = reply.status() != 429;
            return reply;
        } finally {
            window.leave(served);
        }
    }

    private Reply exchange(Call call, HttpRequest request) {
        long end = System.nanoTime() + deadline.toNanos();
        var sink = new BodySink();
        CompletableFuture<HttpResponse<AsyncBody>> answer = open(client, request, sink::accept);
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
            throw failures.timeout(call);
        } catch (ExecutionException e) {
            if (sink.tooLarge()) {
                throw failures.tooLarge(call);
            }
            throw failures.of(call, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.lost(call, e);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        String value = response.header("Retry-After");
        return value != null && value.matches("\\d{1,5}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : Optional.empty();
    }

    /// Opens a stream that lasts until it is cancelled. Only the wait for its head is bounded.
    CompletableFuture<HttpResponse<AsyncBody>> stream(Call call, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return open(watchClient, request(watchClient, call, Duration.ZERO), consumer);
    }

    private static CompletableFuture<HttpResponse<AsyncBody>> open(
            HttpClient via, HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        try {
            return via.consumeBytes(request, consumer);
        } catch (IllegalStateException e) {
            if (via.isClosed()) {
                // Whoever closed the cluster wants no more answers.
                throw new CancellationException();
            }
            throw e;
        }
    }

    Failures failures() {
        return failures;
    }

    private HttpRequest request(HttpClient via, Call call, Duration timeout) {
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
        watchClient.close();
    }
}
