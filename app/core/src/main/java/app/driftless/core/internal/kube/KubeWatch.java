package app.driftless.core.internal.kube;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one collection: lists, watches from there, takes the watch up again where it broke, lists again when the
/// server has forgotten that place (410) or was silent for a minute. Runs on the thread that calls [#run()] until
/// closed.
final class KubeWatch implements Runnable, Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(KubeWatch.class);
    private static final Duration LIVELY = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 30_000;

    interface Lister {
        Listings.Listing list(CancelToken cancel);
    }

    private final CollectionScope scope;
    private final Transport transport;
    private final Lister lister;
    private final KnownSecrets secrets;
    private final Cluster.WatchListener listener;
    private final CancelToken closed = new CancelToken();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean stale;
    private boolean useful;
    /// Taken up again where it broke: what happened meanwhile is on its way, and a bookmark says when it is all here.
    private boolean behind;
    private String resourceVersion = "";
    private long pause = FIRST_PAUSE;

    KubeWatch(
            CollectionScope scope,
            Transport transport,
            Lister lister,
            KnownSecrets secrets,
            Cluster.WatchListener listener) {
        this.scope = scope;
        this.transport = transport;
        this.lister = lister;
        this.secrets = secrets;
        this.listener = listener;
        closed.onCancel(ended::countDown);
    }

    @Override
    public void run() {
        while (!closed.isCancelled()) {
            try {
                if (resourceVersion.isEmpty()) {
                    listener.current(false);
                    relist();
                }
                long start = System.nanoTime();
                useful = false;
                follow();
                // A connection that was cut may look like a stream that ended in order: what happened since is
                // unknown.
                missing();
                if (useful || System.nanoTime() - start > LIVELY.toNanos()) {
                    pause = FIRST_PAUSE;
                } else {
                    // A server or proxy that ends each watch at once must not be asked in a tight loop (T20).
                    rest();
                }
            } catch (CancellationException e) {
                return;
            } catch (EngineException | TransportException | IOException e) {
                lost(e);
            } catch (RuntimeException e) {
                LOG.error("The listener of a watch on {} failed; it is given the whole list again", scope.type(), e);
                resourceVersion = "";
                rest();
            }
        }
    }

    private void relist() {
        var listing = lister.list(closed);
        closed.throwIfCancelled();
        listener.listed(listing.objects());
        resourceVersion = listing.resourceVersion();
        behind = false;
        listener.current(true);
        fresh();
    }

    private void follow() throws IOException {
        try (var lines = new LineStream(transport, Call.get(scope.watch(resourceVersion)))) {
            Subscription stop = closed.onCancel(lines::close);
            try (stop) {
                lines.open();
                if (lines.status() == 403) {
                    throw new EngineException(
                            Problem.of(ClusterProblem.FORBIDDEN, scope.type().kind(), "watch"));
                }
                if (lines.status() != 200) {
                    resourceVersion = "";
                    lines.retryAfter().ifPresent(time -> pause = Math.max(pause, time.toMillis()));
                    throw new IOException("the watch was answered with status " + lines.status());
                }
                fresh();
                while (!closed.isCancelled()) {
                    byte[] line = next(lines);
                    if (line == null) {
                        return;
                    }
                    if (!event(Json.object(line))) {
                        return;
                    }
                }
            }
        }
    }

    /// Null at the end of the stream, and after so long a silence that only a new list tells what was missed.
    private byte @Nullable [] next(LineStream lines) throws IOException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < transport.timing().silence().toNanos()) {
            byte[] line = lines.next(transport.streams().untilQuiet());
            if (line != null || !lines.silent()) {
                return line;
            }
            if (!lines.alive()) {
                throw new IOException("the connection of the watch is dead");
            }
            proven();
        }
        resourceVersion = "";
        return null;
    }

    /// @return false if the place in the stream is lost
    private boolean event(Map<String, Object> event) throws IOException {
        String kind = Trees.text(event, "type");
        Map<String, Object> body = Trees.map(event, "object");
        if (kind.equals("ERROR")) {
            resourceVersion = "";
            if (Long.valueOf(410).equals(body.get("code"))) {
                return false;
            }
            throw new IOException("the watch ended with an error: " + Trees.text(body, "message"));
        }
        var object = secrets.read(Answers.item(scope.type(), scope.namespace(), body));
        resourceVersion = object.resourceVersion();
        useful = true;
        switch (kind) {
            case "ADDED", "MODIFIED" -> listener.changed(object);
            case "DELETED" -> listener.deleted(object);
            default ->
                // A bookmark carries nothing but its resourceVersion.
                behind = false;
        }
        proven();
        return true;
    }

    private void missing() {
        behind = true;
        listener.current(false);
    }

    private void proven() {
        if (!behind) {
            listener.current(true);
        }
    }

    private void fresh() {
        if (stale) {
            stale = false;
            listener.stale(false);
        }
    }

    private void lost(Exception cause) {
        if (closed.isCancelled()) {
            return;
        }
        LOG.debug("A watch on {} was lost", scope.type(), cause);
        missing();
        if (cause instanceof EngineException e && e.problem().code() == ClusterProblem.FORBIDDEN) {
            notAllowed();
            return;
        }
        if (!stale) {
            stale = true;
            listener.stale(true);
        }
        rest();
    }

    /// Who may list but not watch is shown a new list now and then, which is late, not lost.
    private void notAllowed() {
        resourceVersion = "";
        fresh();
        pauseFor(LONGEST_PAUSE);
    }

    private void rest() {
        pauseFor(pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
    }

    private void pauseFor(long millis) {
        try {
            ended.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.cancel();
        }
    }

    @Override
    public void close() {
        closed.cancel();
    }
}
