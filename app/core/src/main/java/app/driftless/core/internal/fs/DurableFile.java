package app.driftless.core.internal.fs;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The only way in which Driftless writes files: temporary file in the same folder, its mode, fsync, atomic rename,
/// fsync of the folder (§5 of the trust reference). After a kill at any point the file is wholly old or wholly new.
public final class DurableFile {
    /// How the name of a half-written file begins.
    public static final String TEMPORARY = ".driftless-tmp-";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private DurableFile() {}

    /// The file is no longer what the writer started from.
    public static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;

        Changed(Path file) {
            super("Changed meanwhile: " + file);
        }
    }

    /// SHA-256 of the content in hex.
    public static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// Replaces `file`, whatever it holds. A new file is readable for its owner only.
    public static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        replace(file, content, true);
    }

    /// Replaces `file` if it still has the content with this hash; creates it if `expected` is empty and there is
    /// none.
    ///
    /// @throws Changed if not; nothing was written
    public static void compareAndWrite(Path file, byte[] content, Optional<String> expected) throws IOException {
        Optional<String> now;
        try {
            now = Optional.of(hash(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            now = Optional.empty();
        }
        if (!now.equals(expected)) {
            throw new Changed(file);
        }
        makeFolders(file.toAbsolutePath().getParent());
        replace(file, content, false);
    }

    private static void replace(Path file, byte[] content, boolean ownersOnly) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, temporaryOf(file), "");
        try {
            mode(file, temporary, ownersOnly);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            takePlace(temporary, file);
            syncFolder(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Of a fixed length, so that it fits where the file's own name does.
    private static String temporaryOf(Path file) {
        byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        return TEMPORARY + hash(name).substring(0, 8) + "-";
    }

    /// Removes what a kill in the middle of a write of this file left. Only for who alone writes it.
    public static void removeOrphansOf(Path file) throws IOException {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), temporaryOf(file) + "*")) {
            for (Path orphan : left) {
                Files.deleteIfExists(orphan);
            }
        }
    }

    private static void mode(Path file, Path temporary, boolean ownersOnly) throws IOException {
        var view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (Files.exists(file)) {
            view.setPermissions(Files.getPosixFilePermissions(file));
        } else {
            view.setPermissions(ownersOnly ? PRIVATE : PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void takePlace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("This file system can't replace files atomically: " + to, e);
        }
    }

    /// Moves a file, a link or a folder within one file system, making the folders above its new place. That nothing
    /// is in the way is the caller's care.
    public static void move(Path from, Path to) throws IOException {
        Path folder = to.toAbsolutePath().getParent();
        makeFolders(folder);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
        syncFolder(from.toAbsolutePath().getParent());
    }

    private static void makeFolders(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolders(folder.getParent());
            Files.createDirectory(folder);
            syncFolder(folder.getParent());
        }
    }

    /// Makes a rename in `folder` survive a power cut. Where a folder can't be opened (Windows) the system does it by
    /// itself or not at all.
    public static void syncFolder(@Nullable Path folder) throws IOException {
        if (folder == null || File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
