package app.driftless.desktop.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.repo.Change;
import app.driftless.core.repo.Change.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoomedTest {
    private static final List<String> FILES = List.of("a/kept", "a/changed", "a/new", "b/kept", "ab");

    private static String text(String path) {
        var changes = List.of(
                new Change("a/changed", Kind.NONE, Kind.MODIFIED, Optional.empty()),
                new Change("a/new", Kind.NONE, Kind.ADDED, Optional.empty()));
        return Doomed.at(path, FILES, changes, false).text();
    }

    @Test
    void saysWhatGitCanBringBack() {
        assertEquals("files.delete.kept", text("a/kept"));
        assertEquals("files.delete.changed", text("a/changed"));
        assertEquals("files.delete.unknown", text("a/new"));
        assertEquals("files.delete.some", text("a"));
    }

    @Test
    void countsTheFilesOfTheFolderOnly() {
        var doomed = Doomed.at("a", FILES, List.of(), false);
        assertEquals(3, doomed.files());
        assertEquals("files.delete.all", doomed.text());
    }

    @Test
    void aStagedNewFileThatWasEditedAgainIsNotInTheLastCommit() {
        var change = new Change("a/new", Kind.ADDED, Kind.MODIFIED, Optional.empty());
        assertEquals(
                "files.delete.unknown",
                Doomed.at("a/new", FILES, List.of(change), false).text());
    }
}
