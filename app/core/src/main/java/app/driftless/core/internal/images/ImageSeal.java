package app.driftless.core.internal.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts the records of one sync with AES-GCM, each with a random nonce and bound to the sync and its place in the
/// file, so that none can be moved, changed or taken from another sync unnoticed. They are compressed before.
record ImageSeal(SecretKey key, String id) {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int BUFFER = 8192;

    byte[] seal(long place, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place, compressed(plain));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /// @throws IOException if it is not what was sealed here with this key
    byte[] open(long place, byte[] sealed) throws IOException {
        if (sealed.length < NONCE) {
            throw new IOException("The record " + place + " is too short");
        }
        byte[] nonce = new byte[NONCE];
        byte[] rest = new byte[sealed.length - NONCE];
        ByteBuffer.wrap(sealed).get(nonce).get(rest);
        try {
            return expanded(cipher(Cipher.DECRYPT_MODE, nonce, place, rest));
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new IOException("The record " + place + " cannot be decrypted", e);
        }
    }

    private byte[] cipher(int mode, byte[] nonce, long place, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
            cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(place).array());
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
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
