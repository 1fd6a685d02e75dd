package app.driftless.testkit.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stands before any server and passes bytes on, so that TLS goes through untouched. Faults may change while
/// connections last. Thread-safe.
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private volatile @Nullable ServerSocket socket;
    private volatile InetSocketAddress upstream;
    private volatile CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);
    private volatile boolean silent;
    private volatile List<TcpFault> toServer = List.of();
    private volatile List<TcpFault> toClient = List.of();

    private TcpProxy(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        ServerSocket first = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        port = first.getLocalPort();
        listen(first);
    }

    public static TcpProxy before(String host, int port) throws IOException {
        return new TcpProxy(new InetSocketAddress(host, port));
    }

    /// Where it listens, on 127.0.0.1.
    public int port() {
        return port;
    }

    /// How many connections were made to it.
    public int connections() {
        return connections.get();
    }

    /// What happens to what the client sends.
    public void onRequests(TcpFault... faults) {
        toServer = List.of(faults);
    }

    /// What happens to what the server sends.
    public void onReplies(TcpFault... faults) {
        toClient = List.of(faults);
    }

    /// Passes everything on as it is; connections that a fault broke stay broken.
    public void heal() {
        onRequests();
        onReplies();
        silent = false;
    }

    /// Accepts connections from now on, and passes nothing on, in either direction.
    public void silence() {
        silent = true;
    }

    /// New connections go to another server.
    public void swap(String host, int newPort) {
        upstream = new InetSocketAddress(host, newPort);
    }

    /// Breaks every connection with a reset.
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
        open.clear();
    }

    /// Refuses connections until [#up()], and breaks those there are.
    public void down() throws IOException {
        ServerSocket listening = socket;
        socket = null;
        if (listening != null) {
            listening.close();
            // Only then the system refuses: the port is free once nobody waits at it any more.
            accepting.join();
        }
        cut();
    }

    /// Listens again, at the same port.
    public void up() throws IOException {
        var again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        listen(again);
    }

    private void listen(ServerSocket listening) {
        socket = listening;
        accepting = CompletableFuture.runAsync(() -> accept(listening), threads);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        if (silent) {
            return;
        }
        try {
            var server = new Socket();
            server.connect(upstream, CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            open.add(server);
            threads.execute(new TcpFlow(client, server, () -> silent ? HOLE : toServer));
            threads.execute(new TcpFlow(server, client, () -> silent ? HOLE : toClient));
        } catch (IOException e) {
            // The server is away: so is this connection.
            closeQuietly(client);
        }
    }

    private static final List<TcpFault> HOLE = List.of(new TcpFault.Blackhole(0));

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        down();
        threads.shutdownNow();
    }
}
