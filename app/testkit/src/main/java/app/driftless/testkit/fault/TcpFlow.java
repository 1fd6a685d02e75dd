package app.driftless.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// One direction of one connection. Runs on a thread of its own until either end is closed.
final class TcpFlow implements Runnable {
    private static final int PIECE = 16 * 1024;
    private final Socket from;
    private final Socket to;
    private final Supplier<List<TcpFault>> faults;
    private long passed;

    /// What is left of a piece, and what comes after it.
    private enum Then {
        GO_ON,
        CLOSE,
        RESET,
        NOTHING
    }

    /// @param faults asked for each piece, so that they may change while a connection lasts
    TcpFlow(Socket from, Socket to, Supplier<List<TcpFault>> faults) {
        this.from = from;
        this.to = to;
        this.faults = faults;
    }

    @Override
    public void run() {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            Then then = Then.GO_ON;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (then != Then.NOTHING) {
                    then = pass(Arrays.copyOf(buffer, count), out);
                }
                if (then == Then.CLOSE || then == Then.RESET) {
                    end(then == Then.RESET);
                    return;
                }
            }
            if (then != Then.NOTHING && !blackhole()) {
                slowly();
                to.shutdownOutput();
            }
        } catch (IOException e) {
            // One end broke the connection: then the other has to learn of it, unless a fault hides just that.
            if (!blackhole()) {
                end(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Then pass(byte[] piece, OutputStream out) throws IOException, InterruptedException {
        byte[] data = piece;
        Then then = Then.GO_ON;
        int slice = Integer.MAX_VALUE;
        Duration pause = Duration.ZERO;
        for (TcpFault fault : faults.get()) {
            switch (fault) {
                case TcpFault.Latency latency -> Thread.sleep(latency.delay());
                case TcpFault.Bandwidth width -> Thread.sleep(data.length * 1000L / width.bytesPerSecond());
                case TcpFault.Slicer slicer -> {
                    slice = slicer.bytes();
                    pause = slicer.pause();
                }
                case TcpFault.Limit limit
                when passed + piece.length >= limit.bytes() -> {
                    data = upTo(data, limit.bytes());
                    then = Then.CLOSE;
                }
                case TcpFault.Reset reset
                when passed + piece.length >= reset.bytes() -> {
                    data = upTo(data, reset.bytes());
                    then = Then.RESET;
                }
                case TcpFault.Blackhole hole
                when passed + piece.length >= hole.bytes() -> {
                    data = upTo(data, hole.bytes());
                    then = Then.NOTHING;
                }
                case TcpFault.Corrupt wrong
                when within(wrong.offset(), piece) -> {
                    data = data.clone();
                    data[(int) (wrong.offset() - passed)] ^= 1;
                }
                case TcpFault.Duplicate twice when within(twice.offset(), piece) -> data = doubled(data, twice);
                case TcpFault.Limit _,
                        TcpFault.Reset _,
                        TcpFault.Blackhole _,
                        TcpFault.Corrupt _,
                        TcpFault.Duplicate _,
                        TcpFault.SlowClose _ -> {}
            }
        }
        passed += piece.length;
        for (int start = 0; start < data.length; start += slice) {
            out.write(data, start, Math.min(slice, data.length - start));
            out.flush();
            Thread.sleep(pause);
            if (slice == Integer.MAX_VALUE) {
                break;
            }
        }
        return then;
    }

    private byte[] upTo(byte[] data, long offset) {
        return Arrays.copyOf(data, (int) Math.max(0, Math.min(data.length, offset - passed)));
    }

    private boolean within(long offset, byte[] data) {
        return offset >= passed && offset < passed + data.length;
    }

    private byte[] doubled(byte[] data, TcpFault.Duplicate twice) {
        int start = (int) (twice.offset() - passed);
        int end = Math.min(data.length, start + twice.length());
        var out = new ByteArrayOutputStream();
        out.write(data, 0, end);
        out.write(data, start, data.length - start);
        return out.toByteArray();
    }

    private boolean blackhole() {
        return faults.get().stream().anyMatch(TcpFault.Blackhole.class::isInstance);
    }

    private void slowly() throws InterruptedException {
        for (TcpFault fault : faults.get()) {
            if (fault instanceof TcpFault.SlowClose(Duration delay)) {
                Thread.sleep(delay);
            }
        }
    }

    private void end(boolean reset) {
        for (Socket socket : List.of(to, from)) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException e) {
                // It is closed already, which is what was wanted.
                continue;
            }
        }
    }
}
