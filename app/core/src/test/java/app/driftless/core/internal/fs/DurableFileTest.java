package app.driftless.core.internal.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesOnlyWhatTheWriterStartedFrom() throws IOException {
        Path file = folder.resolve("a.yaml");
        DurableFile.compareAndWrite(file, bytes("one"), Optional.empty());
        DurableFile.compareAndWrite(file, bytes("two"), Optional.of(DurableFile.hash(bytes("one"))));
        assertThrows(
                DurableFile.Changed.class,
                () -> DurableFile.compareAndWrite(file, bytes("three"), Optional.of(DurableFile.hash(bytes("one")))));
        assertThrows(
                DurableFile.Changed.class, () -> DurableFile.compareAndWrite(file, bytes("new"), Optional.empty()));
        assertEquals("two", Files.readString(file));
    }

    @Test
    void keepsTheModeOfTheFileAndLeavesNothingBehind() throws IOException {
        Path file = folder.resolve("run.sh");
        Files.writeString(file, "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        DurableFile.write(file, bytes("y"));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
