package app.driftless.core.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Clusters over a folder as `KUBEBUILDER_ASSETS` names it: the single programs, here our executable under their
/// names.
@DisabledOnOs(OS.WINDOWS)
class EnvtestSandboxTest {
    private static final SandboxSpec SPEC = new SandboxSpec("bare", true, false, List.of());

    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @BeforeEach
    void assets() throws IOException {
        for (String name : List.of("etcd", "kube-apiserver", "kubectl")) {
            Path program =
                    Files.createDirectories(folder.resolve("it's assets")).resolve(name);
            Files.writeString(program, "#!/bin/sh\nexec '" + SandboxProgram.path() + "' " + name + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @AfterEach
    void end() {
        workers.close();
    }

    private Sandboxes sandboxes() {
        return new Sandboxes(
                folder.resolve("state"),
                folder.resolve("cache"),
                Optional.empty(),
                Map.of("KUBEBUILDER_ASSETS", folder.resolve("it's assets").toString()),
                workers);
    }

    @Test
    void aClusterWithoutControllersStartsStopsAndStartsAgainWithItsObjects() {
        try (Sandboxes sandboxes = sandboxes()) {
            assertTrue(sandboxes.prepared());
            SandboxState.Running first = sandboxes.start(SPEC, Progress.none(), new CancelToken());
            assertFalse(first.controllers(), "asked for, but not to be had");
            assertTrue(first.kubernetes().startsWith("v1."), first.kubernetes());
            SandboxProgram.kubectl(first.kubeconfig(), "create", "namespace", "kept");
            assertEquals(first, sandboxes.refresh("bare"));
            assertEquals(List.of("bare"), sandboxes.names());
            sandboxes.stop("bare");
            assertInstanceOf(SandboxState.Stopped.class, sandboxes.refresh("bare"));

            SandboxState.Running again = sandboxes.start(SPEC, Progress.none(), new CancelToken());

            assertEquals(first.server(), again.server());
            assertEquals(
                    "namespace/kept",
                    SandboxProgram.kubectl(again.kubeconfig(), "get", "namespace", "kept", "-o", "name")
                            .strip());
        }
        assertEquals(List.of(), ofThisTest());
    }

    @Test
    void aDetachedOneIsFoundAndStoppedByAnotherEngine() {
        try (Sandboxes starter = sandboxes()) {
            starter.start(new SandboxSpec("kept", false, true, List.of()), Progress.none(), new CancelToken());
        }
        try (Sandboxes other = sandboxes()) {
            assertInstanceOf(SandboxState.Running.class, other.refresh("kept"));
            other.stop("kept");
            assertInstanceOf(SandboxState.Stopped.class, other.refresh("kept"));
        }
        assertEquals(List.of(), ofThisTest());
    }

    @Test
    void itsProgramsEndWithTheScriptThatRunsThem() throws Exception {
        try (Sandboxes sandboxes = sandboxes()) {
            var failed = new CompletableFuture<SandboxState.Failed>();
            sandboxes.state("bare").subscribe(state -> {
                if (state instanceof SandboxState.Failed failure) {
                    failed.complete(failure);
                }
            });
            sandboxes.start(SPEC, Progress.none(), new CancelToken());
            Path pid = folder.resolve("state/sandbox-envtest/bare/pid");
            ProcessHandle script = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            List<ProcessHandle> below = script.descendants().toList();
            assertTrue(below.size() >= 4, below::toString);

            script.destroyForcibly();

            for (ProcessHandle process : below) {
                process.onExit().get(5, TimeUnit.SECONDS);
            }
            assertEquals(
                    SandboxProblem.ENDED,
                    failed.get(5, TimeUnit.SECONDS).problem().code());
        }
    }

    @Test
    void aCancelledStartLeavesNothingBehind() {
        try (Sandboxes sandboxes = sandboxes()) {
            for (boolean detached : new boolean[] {false, true}) {
                var cancel = new CancelToken();
                workers.after(Duration.ofMillis(1200), "cancel", cancel::cancel);
                assertThrows(
                        CancellationException.class,
                        () -> sandboxes.start(
                                new SandboxSpec("bare", false, detached, List.of()), Progress.none(), cancel));
                assertEquals(List.of(), ofThisTest());
            }
        }
    }

    @Test
    void whatItCannotGiveIsRefused() {
        try (Sandboxes sandboxes = sandboxes()) {
            var spec = new SandboxSpec("bare", false, false, List.of("--audit"));
            var error = assertThrows(
                    EngineException.class, () -> sandboxes.start(spec, Progress.none(), new CancelToken()));
            assertEquals(SandboxProblem.NEEDS_OWN_PROGRAM, error.problem().code());
        }
    }

    private List<String> ofThisTest() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
