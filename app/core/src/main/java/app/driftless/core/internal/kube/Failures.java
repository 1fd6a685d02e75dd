package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.Problem;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Says why no answer came.
record Failures(String server, Duration deadline) {
    TransportException of(Call call, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            switch (t) {
                case SSLException _, CertificateException _ -> {
                    return made(ClusterProblem.TLS_FAILED, true, cause);
                }
                case HttpConnectTimeoutException _, ConnectException _, UnresolvedAddressException _ -> {
                    return made(ClusterProblem.UNREACHABLE, true, cause);
                }
                case HttpTimeoutException _, TimeoutException _ -> {
                    return timeout(call);
                }
                default -> {}
            }
        }
        return lost(call, cause);
    }

    private TransportException made(ClusterProblem code, boolean notSent, Throwable cause) {
        return new TransportException(Problem.of(code, server).causedBy(cause), notSent, cause);
    }

    TransportException timeout(Call call) {
        return new TransportException(
                Problem.of(ClusterProblem.TIMEOUT, call.title(), deadline.toSeconds(), server), false, null);
    }

    TransportException tooLarge(Call call) {
        return new TransportException(
                Problem.of(ClusterProblem.TOO_LARGE, call.title(), BodySink.MAX_BYTES >> 20, server), false, null);
    }

    /// The server is too busy for everybody, and its time to be asked again is too far away.
    TransportException toldToWait(Call call, Duration left) {
        return new TransportException(
                Problem.of(ClusterProblem.BUSY, call.title(), "Retry-After: " + left.toSeconds()), true, null);
    }

    TransportException lost(Call call, Throwable cause) {
        return new TransportException(
                Problem.of(ClusterProblem.OUTCOME_UNKNOWN, call.title(), server).causedBy(cause), false, cause);
    }
}
