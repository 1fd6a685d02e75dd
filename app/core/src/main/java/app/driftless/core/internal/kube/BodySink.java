package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Collects a body up to 64 MiB and refuses the rest.
final class BodySink {
    static final int MAX_BYTES = 64 << 20;
    private final List<byte[]> chunks = new ArrayList<>();
    private int size;
    private volatile boolean tooLarge;

    void accept(List<ByteBuffer> buffers, AsyncBody body) throws IOException {
        for (ByteBuffer buffer : buffers) {
            if (size + buffer.remaining() > MAX_BYTES) {
                tooLarge = true;
                chunks.clear();
                throw new IOException("body too large");
            }
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            chunks.add(chunk);
            size += chunk.length;
        }
        body.consume();
    }

    boolean tooLarge() {
        return tooLarge;
    }

    /// Only after the body is done.
    byte[] bytes() {
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, whole, at, chunk.length);
            at += chunk.length;
        }
        return whole;
    }
}
