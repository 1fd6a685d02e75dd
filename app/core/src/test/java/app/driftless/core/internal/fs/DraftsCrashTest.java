package app.driftless.core.internal.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.crash.KilledProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Typing that is killed (F1 of the trust reference): at most a second of it is lost, and the files themselves stay
/// as they were. Each next process goes on with the journal that the one before left. Every second one types long
/// texts, so that kills land in the writing and in the rewriting of the journal as well.
class DraftsCrashTest {
    private static final int SHORT_RUN = 3;
    private static final long ALLOWED_MILLIS = 1000;
    private static final int SHORT = 2_000;
    private static final int LONG = 1_500_000;
    private final long seed = KillRecord.seed();
    private final Random random = new Random(seed);
    private final KillRecord record = new KillRecord("Draft", seed);

    @TempDir
    Path folder;

    /// A keystroke that was acknowledged.
    private record Typed(int number, long at) {
        static Typed of(String line) {
            String[] words = line.split(" ");
            return new Typed(Integer.parseInt(words[1]), Long.parseLong(words[2]));
        }
    }

    @Test
    void aKillLosesAtMostASecondOfTyping() throws Exception {
        Path journal = folder.resolve("state/drafts.journal");
        Path repository = Files.createDirectories(folder.resolve("repo/sub")).getParent();
        for (String path : TypingProcess.FILES) {
            Files.writeString(repository.resolve(path), "saved: true\n");
        }
        Map<String, Integer> needed = new HashMap<>();
        int next = 1;
        while (record.kills() < KillRecord.wanted(SHORT_RUN)) {
            int length = record.kills() % 2 == 0 ? SHORT : LONG;
            try (var process = KilledProcess.start(
                    TypingProcess.class,
                    journal.toString(),
                    repository.toString(),
                    String.valueOf(next),
                    String.valueOf(length))) {
                checkRecovered(process.until("ready"), needed);
                var said = new ArrayList<>(process.until("typed"));
                Thread.sleep(50 + random.nextInt(length == SHORT ? 2500 : 4000));
                long killed = System.currentTimeMillis();
                said.addAll(process.kill());
                List<Typed> typed = said.stream().map(Typed::of).toList();
                record.landed(step(journal));
                note(typed, killed, journal, needed);
                next = typed.getLast().number() + 1;
                record.found("keystrokes acknowledged", typed.size());
                record.write();
            }
            for (String path : TypingProcess.FILES) {
                assertEquals("saved: true\n", Files.readString(repository.resolve(path)), record.toString());
            }
        }
        try (var process = KilledProcess.start(
                TypingProcess.class, journal.toString(), repository.toString(), String.valueOf(next), "100")) {
            checkRecovered(process.until("ready"), needed);
        }
    }

    /// By the bytes that it left, not by our own reading of them.
    private static String step(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal.getParent())) {
            if (files.anyMatch(file -> file.getFileName().toString().startsWith(DurableFile.TEMPORARY))) {
                return "3 while the journal was rewritten";
            }
        }
        if (!Files.exists(journal)) {
            return "0 before the journal was made";
        }
        return wholeBytes(journal) < Files.size(journal) ? "2 in the middle of a record" : "1 between two writes";
    }

    private static long wholeBytes(Path journal) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(journal));
        int whole = 0;
        while (bytes.remaining() >= 4 && bytes.getInt(whole) + 12 <= bytes.limit() - whole) {
            whole += bytes.getInt(whole) + 12;
            bytes.position(whole);
        }
        return whole;
    }

    /// What the next process must find: everything that was typed a second before the kill or earlier.
    private void note(List<Typed> typed, long killed, Path journal, Map<String, Integer> needed) throws IOException {
        for (Typed keystroke : typed) {
            if (keystroke.at() <= killed - ALLOWED_MILLIS) {
                needed.put(
                        TypingProcess.FILES.get(keystroke.number() % TypingProcess.FILES.size()), keystroke.number());
            }
        }
        int kept = lastKept(journal);
        long lost = typed.stream()
                .filter(keystroke -> keystroke.number() > kept)
                .findFirst()
                .map(first -> killed - first.at())
                .orElse(0L);
        record.longest("longest loss of typing, in ms (allowed: " + ALLOWED_MILLIS + ")", lost);
    }

    /// The last keystroke of any file in the journal, read from a copy.
    private int lastKept(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return 0;
        }
        Path copy = folder.resolve("copy");
        Files.copy(journal, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(copy));
        int last = 0;
        DraftSeal seal = TypingProcess.seal(journal);
        for (var entry = DraftRecord.next(bytes, seal); entry.isPresent(); entry = DraftRecord.next(bytes, seal)) {
            String first =
                    entry.get().draft().orElseThrow().text().lines().findFirst().orElseThrow();
            last = Math.max(last, Integer.parseInt(first.substring(8)));
        }
        return last;
    }

    private void checkRecovered(List<String> said, Map<String, Integer> needed) throws IOException {
        Map<String, Integer> recovered = new HashMap<>();
        for (String line : said) {
            String[] words = line.split(" ");
            if (words[0].equals("recovered")) {
                recovered.put(words[1], Integer.parseInt(words[2]));
            }
        }
        needed.forEach((path, number) -> assertTrue(
                recovered.getOrDefault(path, -1) >= number,
                () -> record + ": " + path + " is back as " + recovered + ", needed is " + number));
        assertTrue(!recovered.containsValue(-1), () -> record + ": torn " + recovered);
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertTrue(files.count() <= 1, () -> record + ": something is left beside the journal");
        }
        record.found("drafts recovered whole; torn: 0", recovered.size());
    }
}
