package app.driftless.testkit.fault;

import app.driftless.testkit.cluster.ControlPlane;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands before a real API server, reads every request, and does to chosen ones what an [ApiFault] says. Speaks
/// plain HTTP/1.1 to the client and comes to the server as the control plane's administrator. Thread-safe.
public final class ApiProxy implements AutoCloseable {
    private final ApiUpstream upstream;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Semaphore held = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);

    /// The requests that a fault is for: of those that `which` accepts, the `first` to the `last`, counted from 1.
    private record Rule(Predicate<ApiCall> which, int first, int last, ApiFault fault, AtomicInteger seen) {
        boolean matches(ApiCall call) {
            if (!which.test(call)) {
                return false;
            }
            int count = seen.incrementAndGet();
            return count >= first && count <= last;
        }
    }

    private ApiProxy(ApiUpstream upstream) throws IOException {
        this.upstream = upstream;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public static ApiProxy before(ControlPlane plane) throws IOException {
        return new ApiProxy(ApiUpstream.of(plane));
    }

    /// Writes a kubeconfig with the context `proxied` for what is behind the proxy.
    public Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("proxied-" + socket.getLocalPort() + ".yaml"), """
                apiVersion: v1
                kind: Config
                current-context: proxied
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {}}]
                contexts: [{name: proxied, context: {cluster: c, user: u}}]
                """.formatted(socket.getLocalPort()));
    }

    /// Every request that `which` accepts meets this.
    public void always(Predicate<ApiCall> which, ApiFault fault) {
        rules.add(new Rule(which, 1, Integer.MAX_VALUE, fault, new AtomicInteger()));
    }

    /// The `nth` request (from 1) that `which` accepts from now on meets this.
    public void nth(Predicate<ApiCall> which, int nth, ApiFault fault) {
        rules.add(new Rule(which, nth, nth, fault, new AtomicInteger()));
    }

    /// Does nothing to requests any more; what is held goes on.
    public void heal() {
        rules.clear();
        release();
    }

    /// Lets everything go on that is held now.
    public void release() {
        released.release(held.drainPermits());
    }

    /// Waits until something is held.
    public void awaitHeld() throws InterruptedException {
        held.acquire();
        held.release();
    }

    /// Breaks every connection to a client.
    public void cut() {
        for (Socket connection : open) {
            try {
                connection.setSoLinger(true, 0);
                connection.close();
            } catch (IOException e) {
                // It ended by itself.
                continue;
            }
        }
    }

    /// All requests so far, in the order in which they came.
    public List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    public List<ApiCall> calls(Predicate<ApiCall> which) {
        return calls.stream().filter(which).toList();
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
        open.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                Optional<HttpMessage> message = HttpMessage.read(in);
                if (message.isEmpty()) {
                    return;
                }
                HttpMessage request = message.get();
                var call = new ApiCall(
                        numbers.incrementAndGet(), request.method(), request.path(), request.body(), System.nanoTime());
                calls.add(call);
                Optional<ApiFault> fault = rules.stream()
                        .filter(rule -> rule.matches(call))
                        .map(Rule::fault)
                        .findFirst();
                var exchange = new ApiExchange(upstream, request, connection.getOutputStream(), this::hold);
                if (!exchange.answer(fault)) {
                    connection.setSoLinger(true, 0);
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away, or the server did: both end this connection.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private void hold() throws InterruptedException {
        held.release();
        released.acquire();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        heal();
        cut();
        threads.shutdownNow();
        upstream.client().shutdownNow();
    }
}
