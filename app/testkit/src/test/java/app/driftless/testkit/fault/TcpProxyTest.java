package app.driftless.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = TcpProxy.before("127.0.0.1", echo("").getLocalPort());
        opened.add(proxy);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    /// A server that sends back what it gets, each piece behind `prefix`.
    private ServerSocket echo(String prefix) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    Thread.ofVirtual().start(() -> echo(connection, prefix));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server;
    }

    private static void echo(Socket connection, String prefix) {
        try (connection) {
            byte[] buffer = new byte[4096];
            for (int count = connection.getInputStream().read(buffer);
                    count >= 0;
                    count = connection.getInputStream().read(buffer)) {
                connection.getOutputStream().write(prefix.getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // A fault broke it.
            return;
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(3000);
        opened.add(socket);
        return socket;
    }

    private static byte[] said(Socket socket) throws IOException {
        socket.getOutputStream().write(TEXT);
        return socket.getInputStream().readNBytes(TEXT.length);
    }

    private static long millis(Socket socket) throws IOException {
        long start = System.nanoTime();
        assertArrayEquals(TEXT, said(socket));
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    void withoutAFaultEverythingPasses() throws IOException {
        Socket socket = connect();
        assertArrayEquals(TEXT, said(socket));
        assertArrayEquals(TEXT, said(socket));
        assertEquals(1, proxy.connections());
    }

    @Test
    void latencyBandwidthAndSlicesTakeTheirTime() throws IOException {
        Socket socket = connect();
        proxy.onReplies(new TcpFault.Latency(Duration.ofMillis(150)));
        assertTrue(millis(socket) >= 150);
        proxy.onReplies(new TcpFault.Bandwidth(50));
        assertTrue(millis(socket) >= 200);
        proxy.onReplies(new TcpFault.Slicer(2, Duration.ofMillis(40)));
        assertTrue(millis(socket) >= 160);
    }

    @Test
    void aLimitEndsTheConnectionAndAResetBreaksIt() throws IOException {
        proxy.onReplies(new TcpFault.Limit(4));
        assertArrayEquals(Arrays.copyOf(TEXT, 4), said(connect()));
        proxy.onReplies(new TcpFault.Reset(0));
        Socket socket = connect();
        assertThrows(SocketException.class, () -> said(socket));
    }

    @Test
    void aBlackholeKeepsTheConnectionAndIsSilent() throws IOException {
        Socket socket = connect();
        assertArrayEquals(TEXT, said(socket));
        proxy.onReplies(new TcpFault.Blackhole(TEXT.length + 3));
        socket.setSoTimeout(300);
        socket.getOutputStream().write(TEXT);
        assertArrayEquals(Arrays.copyOf(TEXT, 3), socket.getInputStream().readNBytes(3));
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    }

    @Test
    void bytesAreCorruptedOrDoubledWhereItWasAsked() throws IOException {
        proxy.onReplies(new TcpFault.Corrupt(3));
        assertEquals("0122456789", new String(said(connect()), StandardCharsets.US_ASCII));
        proxy.onRequests(new TcpFault.Duplicate(2, 3));
        proxy.onReplies();
        Socket socket = connect();
        socket.getOutputStream().write(TEXT);
        assertEquals(
                "0123423456789",
                new String(socket.getInputStream().readNBytes(TEXT.length + 3), StandardCharsets.US_ASCII));
    }

    @Test
    void theEndOfAConnectionMayComeLate() throws IOException {
        proxy.onRequests(new TcpFault.SlowClose(Duration.ofMillis(300)));
        Socket socket = connect();
        assertArrayEquals(TEXT, said(socket));
        long start = System.nanoTime();
        socket.shutdownOutput();
        assertEquals(-1, socket.getInputStream().read());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 300);
    }

    @Test
    void aServerMayBeSilentAwayBackOrAnother() throws IOException {
        Socket first = connect();
        assertArrayEquals(TEXT, said(first));
        proxy.silence();
        first.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, () -> said(first));
        proxy.down();
        assertThrows(IOException.class, this::connect);
        assertThrows(SocketException.class, () -> said(first));
        proxy.heal();
        proxy.up();
        assertArrayEquals(TEXT, said(connect()));
        proxy.swap("127.0.0.1", echo("other").getLocalPort());
        Socket swapped = connect();
        assertEquals("other01234", new String(said(swapped), StandardCharsets.US_ASCII));
    }
}
