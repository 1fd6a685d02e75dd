package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Reads and writes files as text, byte for byte: line ends and byte-order mark stay as they are.
final class Texts {
    private static final long LARGEST = 5L << 20;
    private final Trees trees;
    private final FilteredPaths filtered;

    Texts(Trees trees, FilteredPaths filtered) {
        this.filtered = filtered;
        this.trees = trees;
    }

    FileText read(String path) throws IOException {
        Path file = trees.path(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw GitFailures.problem(RepoProblem.NO_SUCH_FILE, path);
        }
        if (Files.size(file) > LARGEST) {
            throw GitFailures.problem(RepoProblem.TOO_LARGE, path, Files.size(file));
        }
        FileText text = text(path, Files.readAllBytes(file), Files.isWritable(file));
        Optional<Problem> filter = filtered.filterOf(path).map(name -> Problem.of(RepoProblem.FILTERED, path, name));
        return new FileText(
                path, text.text(), text.contentHash(), text.readOnly().or(() -> filter));
    }

    /// The text of a file at a commit; empty where it has no such file.
    Optional<String> at(Commit commit, String path) {
        FileTree tree = trees.of(commit);
        return tree.exists(path) ? Optional.of(new String(tree.read(path), StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static FileText text(String path, byte[] bytes, boolean writable) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        String hash = DurableFile.hash(bytes);
        try {
            String text = decoder.decode(input).toString();
            Optional<Problem> readOnly =
                    writable ? Optional.empty() : Optional.of(Problem.of(RepoProblem.NOT_WRITABLE, path));
            return new FileText(path, text, hash, readOnly);
        } catch (CharacterCodingException e) {
            Problem problem = Problem.of(RepoProblem.NOT_UTF8, path, input.position());
            return new FileText(path, new String(bytes, StandardCharsets.ISO_8859_1), hash, Optional.of(problem));
        }
    }

    FileText save(String path, String text, Optional<String> expectedHash) throws IOException {
        Path file = trees.path(path);
        if (Files.isSymbolicLink(file)) {
            throw GitFailures.problem(RepoProblem.IS_A_LINK, path);
        }
        if (expectedHash.isEmpty()) {
            requireNew(file, path);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            DurableFile.compareAndWrite(file, bytes, expectedHash);
        } catch (DurableFile.Changed e) {
            throw new EngineException(Problem.of(RepoProblem.CHANGED_OUTSIDE, path), e);
        } catch (IOException e) {
            throw new EngineException(Problem.of(RepoProblem.SAVE_FAILED, path).causedBy(e), e);
        }
        return text(path, bytes, true);
    }

    private void requireNew(Path file, String path) throws IOException {
        FileNames.requirePortable(path);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw GitFailures.problem(RepoProblem.EXISTS, path);
        }
        FileNames.requireDistinct(trees.root(), path, Optional.empty());
    }
}
