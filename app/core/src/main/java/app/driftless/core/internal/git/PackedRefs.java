package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;

/// The file `packed-refs`, as far as it can be read.
///
/// @param lines those before the first that is torn
/// @param names of the refs in these lines
/// @param lost refs that have a reflog, but are neither in these lines nor loose
/// @param broken whether a loss of power damaged it; an empty one is, if it lacks what has a reflog
record PackedRefs(Path gitDir, List<String> lines, List<String> names, List<String> lost, boolean broken) {
    private static final Pattern LINE = Pattern.compile("#[^\\u0000]*|\\^[0-9a-f]{40}|[0-9a-f]{40} refs/[^\\u0000]+");
    private static final int NAME = 41;

    static PackedRefs of(Path gitDir) throws IOException {
        Path file = gitDir.resolve(Constants.PACKED_REFS);
        if (!Files.isRegularFile(file)) {
            return new PackedRefs(gitDir, List.of(), List.of(), List.of(), false);
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        var lines = new ArrayList<String>();
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            String line = text.substring(at, end);
            if (!LINE.matcher(line).matches()) {
                break;
            }
            lines.add(line);
            at = end + 1;
        }
        List<String> names = lines.stream()
                .filter(line -> Character.digit(line.charAt(0), 16) >= 0)
                .map(line -> line.substring(NAME))
                .toList();
        List<String> lost = lost(gitDir, names);
        boolean torn = at < text.length();
        return new PackedRefs(gitDir, lines, names, lost, torn || text.isEmpty() && !lost.isEmpty());
    }

    private static List<String> lost(Path gitDir, List<String> names) throws IOException {
        var lost = new ArrayList<String>();
        Path logs = gitDir.resolve("logs");
        for (Path log : BrokenRefs.files(logs.resolve("refs"))) {
            String name = BrokenRefs.name(logs, log);
            if (!names.contains(name)
                    && !Files.exists(gitDir.resolve(name))
                    && RefLog.of(gitDir, name).last().isPresent()) {
                lost.add(name);
            }
        }
        return lost;
    }

    /// Without what is torn.
    void rewrite() throws IOException {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        DurableFile.write(gitDir.resolve(Constants.PACKED_REFS), text.getBytes(StandardCharsets.UTF_8));
    }
}
