package app.driftless.testkit.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/// A class path whose folders are archives instead. A class in a folder is a file that is opened when the class is
/// first used, so that a process killed at each opening of a file would mostly be killed at those.
final class PackedClasses {
    private static final Map<String, String> ARCHIVES = new ConcurrentHashMap<>();

    private PackedClasses() {}

    /// The same class path; what is packed is packed once in this process, and gone with it.
    static String of(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Files.isDirectory(Path.of(entry))
                        ? ARCHIVES.computeIfAbsent(entry, PackedClasses::pack)
                        : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String pack(String folder) {
        Path root = Path.of(folder);
        try {
            Path archive = Files.createTempFile("driftless-classes", ".jar");
            archive.toFile().deleteOnExit();
            try (var out = new JarOutputStream(Files.newOutputStream(archive))) {
                Files.walkFileTree(root, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        out.putNextEntry(
                                new JarEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
                        Files.copy(file, out);
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
            return archive.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
