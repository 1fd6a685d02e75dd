package app.driftless.core.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.SandboxProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    private Sandboxes sandboxes(Map<String, String> environment, Optional<Path> sources) {
        return new Sandboxes(folder.resolve("state"), folder.resolve("cache"), sources, environment, workers);
    }

    private Sandboxes real() {
        return sandboxes(
                Map.of(
                        "DRIFTLESS_SANDBOX_BIN",
                        SandboxProgram.path().getParent().toString()),
                Optional.empty());
    }

    @Test
    void aClusterStartsStopsAndStartsAgainWithItsObjects() {
        try (Sandboxes sandboxes = real()) {
            var spec = new SandboxSpec("one", false, false, List.of());
            var states = Collections.synchronizedList(new ArrayList<SandboxState>());
            sandboxes.state("one").subscribe(states::add);
            SandboxState.Running first = sandboxes.start(spec, Progress.none(), new CancelToken());
            SandboxProgram.kubectl(first.kubeconfig(), "create", "namespace", "kept");
            sandboxes.stop("one");
            assertInstanceOf(SandboxState.Stopped.class, sandboxes.refresh("one"));
            SandboxState.Running again = sandboxes.start(spec, Progress.none(), new CancelToken());
            assertEquals(first.server(), again.server());
            assertTrue(SandboxProgram.kubectl(again.kubeconfig(), "get", "namespace", "kept")
                    .contains("kept"));
            assertTrue(states.stream().anyMatch(SandboxState.Starting.class::isInstance), states::toString);
            assertEquals(List.of("one"), sandboxes.names());
        }
    }

    @Test
    void aDetachedClusterIsFoundAndStoppedByAnotherEngine() {
        try (Sandboxes starter = real()) {
            starter.start(new SandboxSpec("two", false, true, List.of()), Progress.none(), new CancelToken());
        }
        try (Sandboxes other = real()) {
            assertInstanceOf(SandboxState.Running.class, other.refresh("two"));
            other.stop("two");
            assertInstanceOf(SandboxState.Stopped.class, other.refresh("two"));
        }
    }

    @Test
    void withoutProgramsAndWithoutGoTheMissingThingIsNamed() {
        Path module = SandboxProgram.projectRoot().resolve("app/sandbox");
        try (Sandboxes sandboxes = sandboxes(Map.of("PATH", ""), Optional.of(module))) {
            var error =
                    assertThrows(EngineException.class, () -> sandboxes.prepare(Progress.none(), new CancelToken()));
            assertEquals(SandboxProblem.NO_PROGRAMS, error.problem().code());
            assertEquals("Go 1.26", error.problem().subject());
        }
    }
}
