package app.driftless.core.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server that answers as a test tells it, one connection for each request: for behaviour that no honest API
/// server shows.
public final class StubServer implements AutoCloseable {
    /// Writes the whole raw answer.
    public interface Handler {
        void answer(Request request, OutputStream out) throws IOException;
    }

    public record Request(String method, String path, String headers, String body) {}

    private final ServerSocket socket;
    private final Handler handler;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public StubServer(Handler handler) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.handler = handler;
        Thread.ofVirtual().start(this::accept);
    }

    public static String response(int status, String body, String... headers) {
        var text = new StringBuilder(
                "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /// A handler that greets as an API server does and gives the rest to `other`.
    public static Handler behindGreeting(Handler other) {
        return (request, out) -> {
            String body =
                    switch (request.path()) {
                        case "/version" -> "{\"gitVersion\":\"v1.36.3\"}";
                        case "/api/v1/namespaces/kube-system" ->
                            "{\"metadata\":{\"uid\":\"u-1\",\"name\":\"kube-system\"}}";
                        case "/api" -> """
                            {"kind":"APIGroupDiscoveryList","items":[{"metadata":{},"versions":[{"version":"v1","resources":[
                            {"resource":"configmaps","responseKind":{"group":"","version":"v1","kind":"ConfigMap"},"scope":"Namespaced","verbs":["get","list","watch","patch"]},
                            {"resource":"secrets","responseKind":{"group":"","version":"v1","kind":"Secret"},"scope":"Namespaced","verbs":["get"]}
                            ]}]}]}""";
                        case "/apis" -> "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[]}";
                        default -> null;
                    };
            if (body == null) {
                other.answer(request, out);
            } else {
                out.write(response(200, body).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    public String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public long count(String method, String pathPrefix) {
        return requests.stream()
                .filter(r -> r.method().equals(method) && r.path().startsWith(pathPrefix))
                .count();
    }

    /// A kubeconfig with the context `stub` for this server.
    public Path kubeconfig(Path folder, String user) throws IOException {
        return Files.writeString(folder.resolve("stub.yaml"), """
                apiVersion: v1
                kind: Config
                current-context: stub
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: %s}]
                contexts: [{name: stub, context: {cluster: c, user: u}}]
                """.formatted(url(), user));
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            String head = readHead(in);
            if (!head.contains("\r\n")) {
                // Cut off, or no HTTP: somebody began to speak TLS.
                return;
            }
            String[] first = head.substring(0, head.indexOf("\r\n")).split(" ");
            int length = 0;
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            var request = new Request(first[0], first[1], head, body);
            requests.add(request);
            handler.answer(request, connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // The client went away, which some tests are about.
            return;
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        int c;
        while (!head.toString().endsWith("\r\n\r\n") && (c = in.read()) >= 0) {
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
