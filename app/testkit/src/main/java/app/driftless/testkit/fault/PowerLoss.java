package app.driftless.testkit.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// What a loss of power makes of a file that was written shortly before.
public enum PowerLoss {
    EMPTY(bytes -> new byte[0]),
    HALF(bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
    ZEROS(bytes -> new byte[bytes.length]);

    private final UnaryOperator<byte[]> how;

    PowerLoss(UnaryOperator<byte[]> how) {
        this.how = how;
    }

    public void hit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 2 || !file.toFile().setWritable(true)) {
            throw new AssertionError(file + " can't be damaged");
        }
        Files.write(file, how.apply(bytes));
    }
}
