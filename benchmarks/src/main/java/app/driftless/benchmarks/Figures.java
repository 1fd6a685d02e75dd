package app.driftless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The document's figures. Each block stands between two comments; what is outside is written by people and stays.
final class Figures {
    private static final String END = "<!-- /figures -->";
    private final Path document;

    Figures(Path document) {
        this.document = document;
    }

    /// @throws IllegalStateException if the document has no place for them
    void write(String name, String figures) throws IOException {
        String text = Files.readString(document);
        String begin = "<!-- figures: " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(END, from);
        if (from < 0 || to < 0) {
            throw new IllegalStateException(document + " lacks " + begin + " … " + END);
        }
        Files.writeString(
                document,
                text.substring(0, from + begin.length()) + "\n" + figures.strip() + "\n" + text.substring(to));
    }
}
