package app.driftless.core.internal.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What an HTTP server answered instead of what was asked for.
///
/// @param words what it says itself, if that is plain text; else the name of the status
/// @param retryAfter when to come back, in the server's words; empty if it does not say
record ServerAnswer(int status, String words, String retryAfter) {
    private static final int LONGEST = 2_000;
    private static final Map<Integer, String> NAMES = Map.of(
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            407, "Proxy Authentication Required",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    static ServerAnswer of(HttpResponse<InputStream> response, Conversation conversation) throws IOException {
        String said = "";
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain")) {
            byte[] text = conversation.await(() -> response.body().readNBytes(LONGEST));
            said = Commits.clean(new String(text, StandardCharsets.UTF_8)).strip();
        }
        int status = response.statusCode();
        return new ServerAnswer(
                status,
                said.isEmpty() ? NAMES.getOrDefault(status, "") : said,
                Commits.clean(response.headers().firstValue("Retry-After").orElse("")));
    }

    /// The status and what the server says, such as `503 Service Unavailable`.
    String told() {
        String text = (status + " " + words).strip();
        return retryAfter.isEmpty() ? text : text + " (Retry-After: " + retryAfter + ")";
    }
}
