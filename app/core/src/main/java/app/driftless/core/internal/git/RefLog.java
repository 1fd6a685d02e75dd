package app.driftless.core.internal.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a reflog says, as far as it can be read: Git and JGit write it before the ref itself, so that its last
/// record is what the ref held, or was about to.
///
/// @param records oldest first
/// @param whole whether nothing follows the last record
record RefLog(List<Entry> records, boolean whole) {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) [^\\t\\u0000]*(?:\\t([^\\u0000]*))?");
    private static final String NOTHING = "0".repeat(40);

    /// @param id what the ref held then
    record Entry(String id, String message) {}

    /// @param ref `HEAD` or a full name
    static RefLog of(Path gitDir, String ref) throws IOException {
        Path file = gitDir.resolve("logs").resolve(ref);
        if (!Files.isRegularFile(file)) {
            return new RefLog(List.of(), true);
        }
        var records = new ArrayList<Entry>();
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            var line = LINE.matcher(end < 0 ? "" : text.substring(at, end));
            if (!line.matches()) {
                return new RefLog(records, false);
            }
            records.add(new Entry(line.group(2), line.group(3) == null ? "" : line.group(3)));
            at = end + 1;
        }
        return new RefLog(records, true);
    }

    /// What the ref held last, if there is no doubt about it.
    Optional<Entry> last() {
        return whole && !records.isEmpty() && !records.getLast().id().equals(NOTHING)
                ? Optional.of(records.getLast())
                : Optional.empty();
    }
}
