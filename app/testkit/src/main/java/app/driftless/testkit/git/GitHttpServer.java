package app.driftless.testkit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/// Serves bare repositories over HTTP or HTTPS, with `git http-backend` doing the work, and misbehaves on demand.
/// On plain sockets, so that it can fall silent or die at any byte.
public final class GitHttpServer implements AutoCloseable {
    /// One request, as it came.
    public record Request(String method, String path, Map<String, String> headers) {
        boolean isPush() {
            return method.equals("POST") && path.endsWith("/git-receive-pack");
        }
    }

    private final GitHttpBackend backend;
    private final ServerSocket socket;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Semaphore hanging = new Semaphore(0);
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private volatile Optional<String> login = Optional.empty();
    private volatile Optional<GitServerFault> fault = Optional.empty();

    private GitHttpServer(Path folder, ServerSocket socket, String scheme) {
        this.backend = new GitHttpBackend(folder);
        this.socket = socket;
        this.scheme = scheme;
        threads.execute(this::accept);
    }

    /// Serves the repositories in `folder`.
    public static GitHttpServer http(Path folder) throws IOException {
        return new GitHttpServer(folder, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
    }

    public static GitHttpServer https(Path folder, SSLContext tls) throws IOException {
        return new GitHttpServer(
                folder,
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                "https");
    }

    /// The address of a repository.
    public String url(String repository) {
        return scheme + "://127.0.0.1:" + socket.getLocalPort() + "/" + repository;
    }

    /// Lets in only who says this name and password.
    public void require(String name, String password) {
        login = Optional.of("Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /// Sends who asks below `from` on to the same place below `to`.
    public void redirect(String from, String to) {
        moved.put(from, to);
    }

    public void misbehave(GitServerFault how) {
        fault = Optional.of(how);
    }

    public void behave() {
        fault = Optional.empty();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Waits until somebody is held by a [GitServerFault.Hang] or a [GitServerFault.HoldPush].
    public void awaitHanging() throws InterruptedException {
        hanging.acquire();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            String[] first = line(in).split(" ");
            if (first.length < 2) {
                return;
            }
            var headers = new HashMap<String, String>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            var request = new Request(first[0], first[1], headers);
            requests.add(request);
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            if (request.isPush()) {
                push(request, connection, length);
            } else {
                send(connection.getOutputStream(), answer(request, in.readNBytes(length)));
            }
        } catch (IOException e) {
            // The client went away, which is the point of some tests.
            requests.add(new Request("broken", String.valueOf(e.getMessage()), Map.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(Request request, Socket connection, int length) throws IOException, InterruptedException {
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream();
        switch (fault.orElse(new GitServerFault.Cut(Integer.MAX_VALUE))) {
            case GitServerFault.HoldPush hold
            when hold.taken() -> {
                answer(request, in.readNBytes(length));
                hold();
            }
            case GitServerFault.HoldPush ignored -> hold();
            case GitServerFault.CutPush cut -> in.readNBytes(Math.min(length, cut.bytes()));
            case GitServerFault.CutPushed cut -> {
                byte[] answer = answer(request, in.readNBytes(length));
                out.write(answer, 0, Math.min(answer.length, cut.bytes()));
                out.flush();
            }
            case GitServerFault.Answer ignored -> send(out, answer(request, in.readNBytes(length)));
            case GitServerFault.Cut ignored -> send(out, answer(request, in.readNBytes(length)));
            case GitServerFault.Hang ignored -> send(out, answer(request, in.readNBytes(length)));
        }
    }

    private void hold() throws InterruptedException {
        hanging.release();
        Thread.sleep(60_000);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private byte[] answer(Request request, byte[] body) throws IOException, InterruptedException {
        if (fault.isPresent() && fault.get() instanceof GitServerFault.Answer answer) {
            return response(answer.head(), answer.body().getBytes(StandardCharsets.UTF_8));
        }
        if (login.isPresent() && !login.get().equals(request.headers().get("authorization"))) {
            return response("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"test\"", new byte[0]);
        }
        for (var move : moved.entrySet()) {
            if (request.path().startsWith(move.getKey())) {
                String place =
                        move.getValue() + request.path().substring(move.getKey().length());
                return response("301 Moved Permanently\r\nLocation: " + url(place.substring(1)), new byte[0]);
            }
        }
        return backend.answer(request, body);
    }

    static byte[] response(String head, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private void send(OutputStream out, byte[] answer) throws IOException, InterruptedException {
        GitServerFault now = fault.orElse(new GitServerFault.Answer("", ""));
        switch (now) {
            case GitServerFault.Cut cut when answer.length > cut.bytes() -> out.write(answer, 0, cut.bytes());
            case GitServerFault.Hang hang
            when answer.length > hang.bytes() -> {
                out.write(answer, 0, hang.bytes());
                out.flush();
                hold();
            }
            case GitServerFault.Answer ignored -> out.write(answer);
            case GitServerFault.Cut ignored -> out.write(answer);
            case GitServerFault.Hang ignored -> out.write(answer);
            case GitServerFault.HoldPush ignored -> out.write(answer);
            case GitServerFault.CutPush ignored -> out.write(answer);
            case GitServerFault.CutPushed ignored -> out.write(answer);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
