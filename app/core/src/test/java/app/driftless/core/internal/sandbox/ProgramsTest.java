package app.driftless.core.internal.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.sandbox.SandboxProblem;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The programs are searched and built with a stand-in for `go`, a script, since the real build takes minutes; the
/// real one is what the other tests of the sandbox run on.
@DisabledOnOs(OS.WINDOWS)
class ProgramsTest {
    private static final Path MODULE = SandboxProgram.projectRoot().resolve("app/sandbox");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void theCacheKeyIsThatOfTheBuildScript() throws IOException {
        assumeTrue(System.getenv("DRIFTLESS_SANDBOX_BIN") == null, "a named folder has no key");
        assertEquals(
                SandboxProgram.path().getParent().getFileName().toString(),
                ModuleSources.of(MODULE).key());
    }

    @Test
    void theShippedCopyIsTheModuleItself() throws IOException {
        assertEquals(
                ModuleSources.of(MODULE).key(),
                ModuleSources.shipped().orElseThrow().key());
    }

    @Test
    void aBuildReportsEachModuleAndPackageAndIsFoundAfterwards() throws IOException {
        go("go1.26.8", "echo alpha; echo beta; : > \"$output\"; chmod +x \"$output\"");
        Programs programs = programs();
        assertEquals(Optional.empty(), programs.find());
        Path killed = folder.resolve("cache")
                .resolve(ModuleSources.of(MODULE).key())
                .resolve("driftless-sandbox.999999999999");
        Files.createDirectories(killed.getParent());
        Files.writeString(killed, "what a killed build left");

        Path built = programs.findOrBuild(recording(), new CancelToken()).executable();

        assertEquals(Optional.of(built), programs.find().map(ClusterProgram::executable));
        int requirements = ModuleSources.of(MODULE).requirements();
        assertTrue(requirements > 100, "go.mod names its modules: " + requirements);
        assertEquals(List.of("progress.download " + requirements, "+1", "progress.build 3", "+1", "+1"), progress);
        try (var files = Files.list(built.getParent())) {
            assertEquals(
                    List.of("driftless-sandbox", "module"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(
                ModuleSources.of(MODULE).key(),
                ModuleSources.of(built.resolveSibling("module")).key());
    }

    @Test
    void aFailedBuildKeepsTheLastWordsOfGo() throws IOException {
        go("go1.26.8", "echo 'no space left on device' >&2; exit 1");
        var error =
                assertThrows(EngineException.class, () -> programs().findOrBuild(Progress.none(), new CancelToken()));
        assertEquals(SandboxProblem.BUILD_FAILED, error.problem().code());
        String details = error.problem().details();
        assertTrue(details != null && details.contains("no space left on device"), details);
        assertEquals(Optional.empty(), programs().find());
    }

    @Test
    void aGoThatIsTooOldIsNamedBeforeAnythingIsLoaded() throws IOException {
        go("go1.22.1", "exit 1");
        var error = assertThrows(EngineException.class, () -> programs().findOrBuild(recording(), new CancelToken()));
        assertEquals(SandboxProblem.GO_TOO_OLD, error.problem().code());
        assertEquals(List.of("Go 1.22", "Go 1.26"), error.problem().args());
        assertEquals(List.of(), progress);
    }

    @Test
    void aCancelEndsTheBuildAtOnce() throws IOException {
        go("go1.26.8", "echo alpha; exec sleep 60");
        var cancel = new CancelToken();
        var cancelling = new Progress() {
            private boolean building;

            @Override
            public void begin(Message phase, long total) {
                building = phase.key().equals("progress.build");
            }

            @Override
            public void advance(long units) {
                if (building) {
                    cancel.cancel();
                }
            }
        };
        long begun = System.nanoTime();
        assertThrows(CancellationException.class, () -> programs().findOrBuild(cancelling, cancel));
        assertTrue(System.nanoTime() - begun < 20_000_000_000L, "the compiler was not waited for");
        assertEquals(Optional.empty(), programs().find());
    }

    /// From the shipped copy, with the stand-in as the only program on the PATH besides the system's.
    private Programs programs() {
        return new Programs(
                folder.resolve("cache"),
                Optional.empty(),
                Map.of("PATH", folder.resolve("bin").toString()));
    }

    private void go(String version, String build) throws IOException {
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("go");
        Files.writeString(script, """
                #!/bin/sh
                case $1 in
                env) echo %s ;;
                mod) echo '# get https://example.org/a.zip: 200 OK (0.1s)' ;;
                list) printf 'a\\nb\\nc\\n' ;;
                build) while [ "$1" != -o ]; do shift; done; output=$2; %s ;;
                esac
                """.formatted(version, build));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private Progress recording() {
        return new Progress() {
            @Override
            public void begin(Message phase, long total) {
                progress.add(phase.key() + " " + total);
            }

            @Override
            public void advance(long units) {
                progress.add("+" + units);
            }
        };
    }
}
