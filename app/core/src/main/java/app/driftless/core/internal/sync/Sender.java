package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.cluster.DeleteAnswer;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Sends the writes of one sync: never after a cancel, never without the lease, again while the server is too busy or
/// away, but not for ever. What may have been done is never sent again from here. Thread-safe.
final class Sender {
    private static final Set<ClusterProblem> AWAY =
            Set.of(ClusterProblem.UNREACHABLE, ClusterProblem.BUSY, ClusterProblem.TIMEOUT);
    private static final Duration FIRST_REST = Duration.ofMillis(400);
    private final Cluster cluster;
    private final Lease lease;
    private final CancelToken cancel;
    private final Courtesy courtesy;
    private final Limits limits;

    /// @param environment for messages
    record Limits(String environment, Duration giveUp) {}

    Sender(Cluster cluster, Lease lease, CancelToken cancel, Limits limits) {
        this.cluster = cluster;
        this.lease = lease;
        this.cancel = cancel;
        this.courtesy = new Courtesy(cancel);
        this.limits = limits;
    }

    /// The same for what must not be left half done: it goes on after a cancel, but not without the lease.
    Sender uncancelled() {
        return new Sender(cluster, lease, new CancelToken(), limits);
    }

    Cluster cluster() {
        return cluster;
    }

    /// Cancelled when nothing more may be sent.
    CancelToken cancel() {
        return cancel;
    }

    Lease lease() {
        return lease;
    }

    /// @throws Halt if nothing more may be written
    ApplyAnswer write(String subject, Supplier<ApplyAnswer> request) {
        return patient(
                subject,
                request,
                answer -> answer instanceof ApplyAnswer.Busy(var after)
                        ? Optional.of(after.orElse(Duration.ZERO))
                        : Optional.empty());
    }

    /// @throws Halt if nothing more may be written
    DeleteAnswer delete(String subject, Supplier<DeleteAnswer> request) {
        return patient(subject, request, answer -> switch (answer) {
            case DeleteAnswer.Busy(var after) -> Optional.of(after.orElse(Duration.ZERO));
            case DeleteAnswer.Refused(var problem)
            when problem.code() instanceof ClusterProblem code && AWAY.contains(code) -> Optional.of(Duration.ZERO);
            case DeleteAnswer.Deleted _,
                    DeleteAnswer.AlreadyGone _,
                    DeleteAnswer.Moved _,
                    DeleteAnswer.Refused _,
                    DeleteAnswer.Unknown _ -> Optional.empty();
        });
    }

    /// Before something is tried again that turned out not to have been done.
    ///
    /// @param round from 0
    void rest(int round) {
        long longest = FIRST_REST.toMillis() << Math.min(round, 5);
        Pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)), cancel);
    }

    /// A read that waits for a server that is away.
    <T> T read(String subject, Supplier<T> request) {
        return patient(subject, request, _ -> Optional.empty());
    }

    private <T> T patient(
            String subject, Supplier<T> request, java.util.function.Function<T, Optional<Duration>> busy) {
        long deadline = System.nanoTime() + limits.giveUp().toNanos();
        while (true) {
            Problem problem;
            Optional<Duration> named;
            try {
                T answer = courtesy.send(() -> {
                    checkRight();
                    return request.get();
                });
                named = busy.apply(answer);
                if (named.isEmpty()) {
                    courtesy.accepted();
                    return answer;
                }
                problem = Problem.of(
                        ClusterProblem.BUSY, subject, cluster.context().context());
            } catch (EngineException e) {
                if (!(e.problem().code() instanceof ClusterProblem code)) {
                    throw e;
                }
                if (code == ClusterProblem.UNAUTHORIZED || code == ClusterProblem.TLS_FAILED) {
                    throw new Halt(e.problem());
                }
                if (!AWAY.contains(code)) {
                    throw e;
                }
                problem = e.problem();
                named = Optional.empty();
            }
            // Who is asked to stay away for longer than we wait is told so at once.
            if (System.nanoTime() + named.orElse(Duration.ZERO).toNanos() - deadline > 0) {
                throw new Halt(problem);
            }
            courtesy.refused(named);
        }
    }

    private void checkRight() {
        if (cancel.isCancelled()) {
            throw new Halt(null);
        }
        if (!lease.held()) {
            throw new Halt(Problem.of(SyncProblem.LOCK_LOST, limits.environment()));
        }
    }
}
