package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A whole answer.
///
/// @param retryAfter empty if the server did not say
record Reply(Call call, int status, Optional<Duration> retryAfter, byte[] body) {
    private static final int SHOWN = 500;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The body as JSON object.
    ///
    /// @throws EngineException if it is not one
    Map<String, Object> json() {
        try {
            return Json.object(body);
        } catch (IOException e) {
            throw new EngineException(Problem.of(ClusterProblem.BAD_ANSWER, call.title(), "it is not a JSON object")
                    // What Jackson says quotes the body.
                    .withDetails(e.getClass().getName()));
        }
    }

    /// The body as `Status`, or one made of the text where it is not JSON.
    Map<String, Object> failure() {
        try {
            var json = Json.object(body);
            if ("Status".equals(json.get("kind"))) {
                return json;
            }
        } catch (IOException e) {
            // Proxies and old handlers answer in plain text, which is the message then.
            return plain();
        }
        return plain();
    }

    private Map<String, Object> plain() {
        String text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return Map.of("message", text);
    }
}
