package app.driftless.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One request on its way through an [ApiProxy].
///
/// @param hold blocks until somebody releases it
record ApiExchange(ApiUpstream upstream, HttpMessage request, OutputStream out, Hold hold) {
    /// Those that belong to a connection, and those that Java's client sets by itself.
    private static final Set<String> OWN =
            Set.of("connection", "upgrade", "http2-settings", "content-length", "transfer-encoding", "host", "expect");

    interface Hold {
        void await() throws InterruptedException;
    }

    /// @return false if the connection must break now
    boolean answer(Optional<ApiFault> fault) throws IOException, InterruptedException {
        if (fault.isEmpty()) {
            stream(send());
            return true;
        }
        switch (fault.get()) {
            case ApiFault.LoseRequest() -> {
                return false;
            }
            case ApiFault.LoseReply() -> {
                send().body().readAllBytes();
                return false;
            }
            case ApiFault.HoldReply() -> {
                HttpResponse<InputStream> response = send();
                byte[] body = response.body().readAllBytes();
                hold.await();
                whole(response, body);
            }
            case ApiFault.HoldRequest() -> {
                hold.await();
                stream(send());
            }
            case ApiFault.Delay(var time) -> {
                Thread.sleep(time);
                stream(send());
            }
            case ApiFault.Answer answer -> write(answer);
            case ApiFault.Replace(var answer) -> {
                send().body().readAllBytes();
                write(answer);
            }
            case ApiFault.CutReply(int bytes) -> {
                HttpResponse<InputStream> response = send();
                byte[] body = response.body().readAllBytes();
                head(response, "Content-Length: " + body.length);
                out.write(body, 0, Math.min(bytes, body.length));
                out.flush();
                return false;
            }
            case ApiFault.Rewrite(var change) -> {
                HttpResponse<InputStream> response = send();
                whole(response, change.apply(response.body().readAllBytes()));
            }
            case ApiFault.Before(var work) -> {
                work.run();
                stream(send());
            }
            case ApiFault.After(var work) -> {
                HttpResponse<InputStream> response = send();
                byte[] body = response.body().readAllBytes();
                work.run();
                whole(response, body);
            }
        }
        return true;
    }

    private HttpResponse<InputStream> send() throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(URI.create(upstream.server() + request.path()))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String header : request.headers()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon);
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, header.substring(colon + 1).strip());
            }
        }
        return upstream.client().send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /// As it comes, so that watches work.
    private void stream(HttpResponse<InputStream> response) throws IOException {
        head(response, "Transfer-Encoding: chunked");
        try (InputStream body = response.body()) {
            byte[] buffer = new byte[16 * 1024];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (count > 0) {
                    out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(buffer, 0, count);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void whole(HttpResponse<?> response, byte[] body) throws IOException {
        head(response, "Content-Length: " + body.length);
        out.write(body);
        out.flush();
    }

    private void head(HttpResponse<?> response, String length) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + response.statusCode() + " X\r\n");
        response.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(":") && !OWN.contains(lower)) {
                values.forEach(
                        value -> text.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        out.write(text.append(length).append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(ApiFault.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        var lines = new java.util.ArrayList<>(List.of("HTTP/1.1 " + answer.status() + " X"));
        lines.addAll(answer.headers());
        lines.addAll(Arrays.asList("Content-Type: application/json", "Content-Length: " + body.length, "", ""));
        out.write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
