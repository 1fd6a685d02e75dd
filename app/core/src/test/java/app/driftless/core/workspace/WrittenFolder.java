package app.driftless.core.workspace;

import app.driftless.core.repo.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder on disk that tests write files into, and its tree.
public record WrittenFolder(Path root) {
    public FileTree tree() {
        return new PlainFolder(root);
    }

    public WrittenFolder with(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WrittenFolder withConfigMap(String path, String name) {
        return with(path, configMap(name));
    }

    public static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
    }
}
