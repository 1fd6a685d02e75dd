package app.driftless.testkit.size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The lengths of the Java files below a folder, in lines.
///
/// @param files longest first
public record FileSizes(Path folder, List<SourceFile> files) {
    /// From here on one looks for the second class.
    public static final int LOOK_AGAIN = 240;
    /// From here on there nearly always is one.
    public static final int TOO_LONG = 400;

    /// @param lines all lines, blank ones and comments too
    public record SourceFile(Path path, int lines) {}

    public FileSizes {
        files = files.stream()
                .sorted(Comparator.comparingInt(SourceFile::lines).reversed())
                .toList();
    }

    /// @throws UncheckedIOException if the folder can't be read
    public static FileSizes below(Path folder) {
        try (var paths = Files.walk(folder)) {
            return new FileSizes(
                    folder,
                    paths.filter(path -> path.toString().endsWith(".java"))
                            .map(path -> new SourceFile(folder.relativize(path), lines(path)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<SourceFile> longerThan(int lines) {
        return files.stream().filter(file -> file.lines() > lines).toList();
    }

    /// The distribution in one line, then a line for each file that asks for a second look.
    public String report() {
        var text = new StringBuilder("%s: %d files, median %d, p95 %d, max %d lines"
                .formatted(folder, files.size(), at(0.5), at(0.95), at(1)));
        for (SourceFile file : longerThan(LOOK_AGAIN)) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(file.lines())
                    .append("  ")
                    .append(file.path());
        }
        return text.toString();
    }

    private int at(double share) {
        int last = files.size() - 1;
        return last < 0 ? 0 : files.get(last - (int) Math.round(share * last)).lines();
    }

    private static int lines(Path path) {
        try {
            return Files.readAllLines(path).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
