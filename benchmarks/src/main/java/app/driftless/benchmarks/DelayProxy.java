package app.driftless.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A way to a port of this computer that takes `delay` milliseconds each way, whatever the amount.
final class DelayProxy implements AutoCloseable {
    /// Bytes to be passed on at a time; none of them ends the direction.
    private record Parcel(byte[] bytes, long due) {}

    private final ServerSocket listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int target;
    private final long delayNanos;

    DelayProxy(int target, long delayMillis) throws IOException {
        this.target = target;
        this.delayNanos = delayMillis * 1_000_000;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                pass(client, server);
                pass(server, client);
            } catch (SocketException e) {
                // Closed: the measurement is over.
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pass(Socket from, Socket to) {
        var way = new LinkedBlockingQueue<Parcel>();
        threads.execute(() -> {
            try (from) {
                byte[] buffer = new byte[1 << 16];
                for (int n = from.getInputStream().read(buffer);
                        n >= 0;
                        n = from.getInputStream().read(buffer)) {
                    way.add(new Parcel(Arrays.copyOf(buffer, n), System.nanoTime() + delayNanos));
                }
            } catch (IOException e) {
                // The other side went away: what came so far is still delivered.
            } finally {
                way.add(new Parcel(new byte[0], System.nanoTime() + delayNanos));
            }
        });
        threads.execute(() -> {
            try (to) {
                for (Parcel parcel = way.take(); parcel.bytes().length > 0; parcel = way.take()) {
                    Thread.sleep(java.time.Duration.ofNanos(Math.max(0, parcel.due() - System.nanoTime())));
                    to.getOutputStream().write(parcel.bytes());
                }
            } catch (IOException e) {
                // The receiver went away and wants no more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
