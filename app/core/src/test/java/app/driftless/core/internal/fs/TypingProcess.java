package app.driftless.core.internal.fs;

import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ProfileSeal;
import app.driftless.core.repo.Drafts.Draft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Types into two files without end in a process of its own, to be killed. It first says what it recovered of the
/// last process, then `typed N AT` after each keystroke, with the time in milliseconds.
final class TypingProcess {
    static final List<String> FILES = List.of("a.yaml", "sub/b.yaml");
    private static final int KEYSTROKE_MILLIS = 20;

    private TypingProcess() {}

    /// @param arguments journal, repository, number of the first keystroke, length of the texts
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path journal = Path.of(arguments[0]);
        Path repository = Path.of(arguments[1]);
        int length = Integer.parseInt(arguments[3]);
        try (var workers = new Workers();
                var drafts = new JournalDrafts(journal, seal(journal), workers)) {
            for (Draft draft : drafts.of(repository)) {
                System.out.println("recovered " + draft.path() + " " + number(draft.text()));
            }
            System.out.println("ready");
            for (int i = Integer.parseInt(arguments[2]); ; i++) {
                String path = FILES.get(i % FILES.size());
                drafts.put(new Draft(repository, path, text(i, length), Optional.of("base"), Instant.now()));
                System.out.println("typed " + i + " " + System.currentTimeMillis());
                Thread.sleep(KEYSTROKE_MILLIS);
            }
        }
    }

    /// Its key stands elsewhere than the journal.
    static DraftSeal seal(Path journal) {
        return new ProfileSeal(journal.getParent().resolveSibling("profile"));
    }

    /// A text that shows where it is torn.
    private static String text(int number, int length) {
        String line = "number: " + number + "\n";
        return line.repeat(Math.max(1, length / line.length()));
    }

    /// The number of a whole text; -1 for a torn one.
    private static int number(String text) {
        String first = text.lines().findFirst().orElse("");
        boolean whole = text.endsWith("\n") && text.lines().allMatch(first::equals) && first.startsWith("number: ");
        return whole ? Integer.parseInt(first.substring(8)) : -1;
    }
}
