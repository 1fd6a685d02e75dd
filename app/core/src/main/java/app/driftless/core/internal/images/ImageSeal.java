package app.driftless.core.internal.images;

import app.driftless.core.internal.secret.Sealing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.SecretKey;

/// Encrypts the records of one sync with AES-GCM, each with a random nonce and bound to the sync and its place in the
/// file, so that none can be moved, changed or taken from another sync unnoticed. They are compressed before.
record ImageSeal(SecretKey key, String id) {
    private static final int BUFFER = 8192;

    byte[] seal(long place, byte[] plain) {
        return new Sealing(key).seal(compressed(plain), context(place));
    }

    /// @throws IOException if it is not what was sealed here with this key
    byte[] open(long place, byte[] sealed) throws IOException {
        try {
            return expanded(new Sealing(key).open(sealed, context(place)));
        } catch (GeneralSecurityException | DataFormatException e) {
            throw new IOException("The record " + place + " cannot be decrypted", e);
        }
    }

    private byte[] context(long place) {
        byte[] sync = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(sync.length + Long.BYTES)
                .put(sync)
                .putLong(place)
                .array();
    }

    private static byte[] compressed(byte[] plain) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            var out = new ByteArrayOutputStream(plain.length / 2 + 64);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] expanded(byte[] compressed) throws DataFormatException {
        try (var inflater = new Inflater()) {
            inflater.setInput(compressed);
            var out = new ByteArrayOutputStream(compressed.length * 4);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("It ends too early");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        }
    }
}
