package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Collects a body up to 64 MiB and refuses the rest.
final class BodySink {
    static final int MAX_BYTES = 64 << 20;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private volatile boolean tooLarge;

    void accept(List<ByteBuffer> buffers, AsyncBody body) throws IOException {
        for (ByteBuffer buffer : buffers) {
            if (bytes.size() + buffer.remaining() > MAX_BYTES) {
                tooLarge = true;
                throw new IOException("body too large");
            }
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.write(chunk);
        }
        body.consume();
    }

    boolean tooLarge() {
        return tooLarge;
    }

    /// Only after the body is done.
    byte[] bytes() {
        return bytes.toByteArray();
    }
}
