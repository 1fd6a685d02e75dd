package app.driftless.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The result of a test with a count, for the table of faults in `docs/reliability.md`. Brought up
/// to date with each case, so that a run that is stopped has one as well: it says how many cases held.
public final class CaseRecord {
    private CaseRecord() {}

    /// Writes a row into the folder that the property `driftless.kills.record` names; does nothing without it. The
    /// property `driftless.kills.commit` says what was tried.
    ///
    /// @param name of the operation of `.ci/faults`
    /// @param cases what was tried, such as `450 faults`
    /// @param found what held in each
    public static void passed(String name, String cases, String found) throws IOException {
        String folder = System.getProperty("driftless.kills.record");
        if (folder == null) {
            return;
        }
        Path file = Path.of(folder).resolve("fault-" + name + ".row");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "| %s | %s | %s | %s, %s |%n"
                        .formatted(
                                name,
                                cases,
                                found,
                                System.getProperty("driftless.kills.commit", "?"),
                                LocalDate.now(ZoneOffset.UTC)));
    }
}
