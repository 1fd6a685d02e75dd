package app.driftless.core.internal.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.core.internal.images.ProfileSeal;
import app.driftless.core.repo.Drafts.Draft;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDraftsTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    @Test
    void draftsSurviveARestartAndRemovedOnesDoNot() throws IOException {
        Path repository = folder.resolve("repo");
        var kept = new Draft(repository, "a.yaml", "text: ü", Optional.of("hash"), Instant.ofEpochMilli(5));
        try (var drafts =
                new JournalDrafts(folder.resolve("journal"), new ProfileSeal(folder.resolve("state")), workers)) {
            drafts.put(kept);
            drafts.put(new Draft(repository, "b.yaml", "gone", Optional.empty(), Instant.EPOCH));
            drafts.flush();
            drafts.remove(repository, "b.yaml");
        }
        try (var again =
                new JournalDrafts(folder.resolve("journal"), new ProfileSeal(folder.resolve("state")), workers)) {
            assertEquals(List.of(kept), again.of(repository));
        }
    }

    @Test
    void aTornTailIsCutAndWritingGoesOn() throws IOException {
        Path journal = folder.resolve("journal");
        Path repository = folder.resolve("repo");
        var first = new Draft(repository, "a.yaml", "one", Optional.empty(), Instant.EPOCH);
        var second = new Draft(repository, "b.yaml", "two", Optional.empty(), Instant.EPOCH);
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            drafts.put(first);
        }
        Files.write(journal, new byte[] {0, 0, 1, 0, 9, 9}, StandardOpenOption.APPEND);
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            assertEquals(List.of(first), drafts.of(repository));
            drafts.put(second);
        }
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            assertEquals(List.of(first, second), drafts.of(repository));
        }
    }

    @Test
    void whereverTheFileIsCutAllWholeRecordsAreThere() throws IOException {
        Path journal = folder.resolve("journal");
        Path repository = folder.resolve("repo");
        List<Draft> typed = Stream.of("a.yaml", "b.yaml", "c.yaml")
                .map(path -> new Draft(repository, path, "text of " + path, Optional.empty(), Instant.EPOCH))
                .toList();
        var ends = new ArrayList<Long>(List.of(0L));
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            for (Draft draft : typed) {
                drafts.put(draft);
                drafts.flush();
                ends.add(Files.size(journal));
            }
        }
        byte[] whole = Files.readAllBytes(journal);
        for (int cut = 0; cut <= whole.length; cut++) {
            Path copy = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, cut));
            long length = cut;
            int kept = (int) ends.stream().filter(end -> end <= length).count() - 1;
            try (var drafts = new JournalDrafts(copy, new ProfileSeal(folder.resolve("state")), workers)) {
                assertEquals(typed.subList(0, kept), drafts.of(repository), "cut after " + cut + " bytes");
            }
            assertEquals(ends.get(kept), Files.size(copy), "the torn tail is gone");
        }
    }

    @Test
    void manyLongTextsDoNotLetTheFileGrowWithoutEnd() throws IOException {
        Path journal = folder.resolve("journal");
        Path repository = folder.resolve("repo");
        String text = "long: text\n".repeat(60_000);
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            for (int i = 0; i < 40; i++) {
                drafts.put(new Draft(repository, "a.yaml", i + text, Optional.empty(), Instant.EPOCH));
                drafts.flush();
            }
        }
        assertTrue(Files.size(journal) < 6L << 20, "rewritten with the last text only");
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            assertEquals(39 + text, drafts.of(repository).getFirst().text());
        }
    }

    @Test
    void whatIsTypedStandsNowhereOnTheDiskAsItIsAndEarlierJournalsAreStillRead() throws IOException {
        Path journal = folder.resolve("journal");
        Path repository = folder.resolve("repo");
        var typed = new Draft(repository, "a.yaml", "password: correct-horse", Optional.empty(), Instant.EPOCH);
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            drafts.put(typed);
        }
        assertFalse(new String(Files.readAllBytes(journal), StandardCharsets.ISO_8859_1).contains("correct-horse"));
        Files.write(journal, plainRecord(repository, "a.yaml", "text: old"));
        try (var drafts = new JournalDrafts(journal, new ProfileSeal(folder.resolve("state")), workers)) {
            assertEquals("text: old", drafts.of(repository).getFirst().text());
        }
    }

    private static byte[] plainRecord(Path repository, String path, String text) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF(repository.toString());
        out.writeUTF(path);
        out.writeBoolean(true);
        out.writeUTF("");
        out.writeLong(0);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        var sum = new CRC32C();
        sum.update(body.toByteArray());
        return ByteBuffer.allocate(12 + body.size())
                .putInt(body.size())
                .putLong(sum.getValue())
                .put(body.toByteArray())
                .array();
    }
}
