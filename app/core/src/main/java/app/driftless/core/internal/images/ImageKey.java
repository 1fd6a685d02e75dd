package app.driftless.core.internal.images;

import app.driftless.core.internal.fs.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key that pre-images are encrypted with: random, made when it is first needed, in a file that only its owner
/// may read, in another folder than what it encrypts.
///
/// It keeps secrets out of what leaves this computer without it: a copied or backed-up folder of syncs, a search
/// index, a report of a problem. It does **not** protect them from who can read the files of this login, as any
/// program that this person runs can, nor from an administrator; and a backup of the whole state folder holds key and
/// data.
public final class ImageKey {
    private static final Logger LOG = LoggerFactory.getLogger(ImageKey.class);
    private static final int BYTES = 32;
    private static final Object TURN = new Object();

    private ImageKey() {}

    /// The key of the profile whose state is in this folder.
    ///
    /// @throws IOException if it cannot be read or made
    public static SecretKey of(Path stateFolder) throws IOException {
        Path file = stateFolder.resolve("keys").resolve("images.key");
        Optional<SecretKey> known = read(file);
        return known.isPresent() ? known.get() : made(file);
    }

    private static SecretKey made(Path file) throws IOException {
        Path folder = PrivateFiles.folder(Objects.requireNonNull(file.getParent()));
        // Locks are for processes; threads of one process have to take turns by themselves.
        synchronized (TURN) {
            try (FileChannel turn = FileChannel.open(
                            folder.resolve("images.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = turn.lock()) {
                Optional<SecretKey> known = read(file);
                if (known.isPresent()) {
                    return known.get();
                }
                if (Files.exists(file)) {
                    Path kept = file.resolveSibling("images.key.broken-" + System.currentTimeMillis());
                    Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
                    LOG.warn("{} is no key and was kept as {}; what it encrypted cannot be read any more", file, kept);
                }
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                DurableFile.write(file, random);
                return new SecretKeySpec(random, "AES");
            }
        }
    }

    private static Optional<SecretKey> read(Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            // Zeros are what a loss of power leaves, and no secret.
            boolean key = bytes.length == BYTES && !Arrays.equals(bytes, new byte[BYTES]);
            return key ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
