package app.driftless.core.internal.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Paths inside a repository: relative, with `/`, without a leading one; empty for the root.
public final class RepoPaths {
    private RepoPaths() {}

    /// What `written` means when it stands in a file of `folder`, as a clean path.
    ///
    /// Empty if it is absolute, names a home or a drive, or leaves the repository. Back slashes are refused rather
    /// than read: they separate on one system and name a file on another.
    public static Optional<String> resolve(String folder, String written) {
        if (written.isBlank()
                || written.startsWith("/")
                || written.startsWith("~")
                || written.indexOf('\\') >= 0
                || written.indexOf('\0') >= 0
                || written.matches("[A-Za-z]:.*")) {
            return Optional.empty();
        }
        Deque<String> parts = new ArrayDeque<>();
        if (!folder.isEmpty()) {
            parts.addAll(List.of(folder.split("/")));
        }
        for (String part : written.split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    public static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    public static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static boolean isUnder(String path, String folder) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }
}
