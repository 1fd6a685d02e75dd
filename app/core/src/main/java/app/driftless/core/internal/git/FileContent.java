package app.driftless.core.internal.git;

import app.driftless.core.diff.SourceLine;
import app.driftless.core.repo.FileSide;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// A file of a commit, the index or the work tree, as it is or would be committed.
///
/// @param id zero where it was not read
/// @param size in bytes
/// @param bytes null where it is no regular file or too large to be compared
record FileContent(FileMode mode, ObjectId id, long size, byte @Nullable [] bytes) {
    /// As Git does: a NUL in what comes first makes a file binary.
    private static final int LOOKED_AT = 8000;

    static FileContent absent() {
        return new FileContent(FileMode.MISSING, ObjectId.zeroId(), 0, null);
    }

    boolean isAbsent() {
        return FileMode.MISSING.equals(mode);
    }

    /// The bytes, where they are lines of text; else null.
    byte @Nullable [] text() {
        byte[] content = bytes;
        if (content == null || FileMode.SYMLINK.equals(mode)) {
            return null;
        }
        for (int i = 0; i < Math.min(content.length, LOOKED_AT); i++) {
            if (content[i] == 0) {
                return null;
            }
        }
        return content;
    }

    FileSide side() {
        if (isAbsent()) {
            return new FileSide.Absent();
        }
        String octal = mode.toString();
        if (FileMode.GITLINK.equals(mode)) {
            return new FileSide.Submodule(id.name(), octal);
        }
        byte[] content = bytes;
        if (content == null) {
            return new FileSide.TooLarge(id.equals(ObjectId.zeroId()) ? "" : id.name(), octal, size);
        }
        if (FileMode.SYMLINK.equals(mode)) {
            return new FileSide.Link(id.name(), octal, Commits.clean(new String(content, StandardCharsets.UTF_8)));
        }
        byte[] text = text();
        return text == null
                ? new FileSide.Binary(id.name(), octal, size)
                : new FileSide.Text(id.name(), octal, lines(text));
    }

    private static List<SourceLine> lines(byte[] text) {
        var lines = ByteLines.of(text);
        return IntStream.range(0, lines.size()).mapToObj(lines::line).toList();
    }
}
