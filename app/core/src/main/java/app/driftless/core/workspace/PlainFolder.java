package app.driftless.core.workspace;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import app.driftless.core.repo.TreeEntry.EntryKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A folder on disk that is no Git work tree, read as it is at the moment of asking. Links are listed, never
/// followed.
/// Every failure is an [EngineException] with [WorkspaceProblem#UNREADABLE].
public final class PlainFolder implements FileTree {
    private static final long LARGEST = 5L << 20;
    private final Path root;

    /// @param root an existing folder
    public PlainFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Commit> commit() {
        return Optional.empty();
    }

    @Override
    public List<TreeEntry> files(String folder) {
        Path start = root.resolve(folder).normalize();
        if (!start.startsWith(root) || !Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var found = new ArrayList<TreeEntry>();
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean git = dir.getFileName() != null
                            && dir.getFileName().toString().equals(".git");
                    return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    found.add(entry(file, attributes));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw failed(folder, e);
        }
        found.sort(Comparator.comparing(TreeEntry::path));
        return found;
    }

    @Override
    public byte[] read(String path) {
        Path file = root.resolve(path).normalize();
        try {
            if (!file.startsWith(root)
                    || !file.toRealPath().equals(root.toRealPath().resolve(root.relativize(file)))
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LARGEST) {
                throw new EngineException(Problem.of(WorkspaceProblem.UNREADABLE, path));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public boolean exists(String path) {
        Path file = root.resolve(path).normalize();
        return file.startsWith(root) && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private TreeEntry entry(Path file, BasicFileAttributes attributes) throws IOException {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (attributes.isSymbolicLink()) {
            return new TreeEntry(
                    path,
                    EntryKind.LINK,
                    blobId(bytes(Files.readSymbolicLink(file).toString())),
                    0);
        }
        if (!attributes.isRegularFile()) {
            return new TreeEntry(path, EntryKind.SPECIAL, "", 0);
        }
        // A larger one can't be read, so nothing is ever kept under its id: size and time do.
        String id = attributes.size() > LARGEST
                ? blobId(bytes(attributes.size() + " " + attributes.lastModifiedTime()))
                : blobId(Files.readAllBytes(file));
        return new TreeEntry(path, EntryKind.FILE, id, attributes.size());
    }

    /// As Git names the same bytes.
    private static String blobId(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes("blob " + content.length + "\0"));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EngineException failed(String path, IOException e) {
        return new EngineException(Problem.of(WorkspaceProblem.UNREADABLE, path).causedBy(e), e);
    }
}
