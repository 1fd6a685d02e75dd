package app.driftless.core.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
    @TempDir
    Path folder;

    private static final SandboxSpec BARE_ONE = new SandboxSpec("one", false, false, List.of());

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
            var states = Collections.synchronizedList(new ArrayList<SandboxState>());
            sandboxes.state("one").subscribe(states::add);
            SandboxState.Running first = sandboxes.start(BARE_ONE, Progress.none(), new CancelToken());
            SandboxProgram.kubectl(first.kubeconfig(), "create", "namespace", "kept");
            sandboxes.stop("one");
            assertInstanceOf(SandboxState.Stopped.class, sandboxes.refresh("one"));
            SandboxState.Running again = sandboxes.start(BARE_ONE, Progress.none(), new CancelToken());
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
    void anAttachedClusterEndsWithItsEngine() {
        try (Sandboxes owner = real()) {
            owner.start(BARE_ONE, Progress.none(), new CancelToken());
        }
        try (Sandboxes other = real()) {
            assertInstanceOf(SandboxState.Stopped.class, other.refresh("one"));
        }
    }

    @Test
    void aClusterThatSomebodyElseIsStartingIsWaitedFor() throws Exception {
        try (Sandboxes first = real();
                Sandboxes second = real()) {
            var begun = new CountDownLatch(1);
            first.state("one").subscribe(state -> {
                if (state instanceof SandboxState.Starting starting
                        && starting.phase().equals("kube-apiserver")) {
                    begun.countDown();
                }
            });
            var one = CompletableFuture.supplyAsync(
                    () -> first.start(BARE_ONE, Progress.none(), new CancelToken()), workers.io());
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            SandboxState.Running seen = second.start(BARE_ONE, Progress.none(), new CancelToken());
            assertEquals(one.get(), seen);
        }
    }

    @Test
    void aCancelledStartLeavesNothingBehind() throws Exception {
        try (Sandboxes sandboxes = real()) {
            for (boolean detached : new boolean[] {false, true}) {
                var cancel = new CancelToken();
                var spec = new SandboxSpec("cancelled", false, detached, List.of());
                workers.after(Duration.ofMillis(700), "cancel", cancel::cancel);
                assertThrows(CancellationException.class, () -> sandboxes.start(spec, Progress.none(), cancel));
                assertInstanceOf(
                        SandboxState.Stopped.class, sandboxes.state("cancelled").get());
                assertTrue(ProcessHandle.of(pid("cancelled")).isEmpty());
                assertInstanceOf(SandboxState.Stopped.class, sandboxes.refresh("cancelled"));
            }
        }
    }

    @Test
    void stoppingAClusterThatIsStartingEndsTheStart() throws Exception {
        try (Sandboxes sandboxes = real()) {
            sandboxes.state("one").subscribe(state -> {
                if (state instanceof SandboxState.Starting starting
                        && starting.phase().equals("kube-apiserver")) {
                    workers.io("stop", () -> sandboxes.stop("one"));
                }
            });
            assertThrows(
                    CancellationException.class, () -> sandboxes.start(BARE_ONE, Progress.none(), new CancelToken()));
            assertInstanceOf(SandboxState.Stopped.class, sandboxes.state("one").get());
        }
    }

    @Test
    void aCrashIsToldAndDisturbsNoOtherClusterAndTheNextStartGoesOn() throws Exception {
        try (Sandboxes sandboxes = real()) {
            var other = new SandboxSpec(
                    "other", false, false, List.of("--etcd-from", data("one").toString()));
            SandboxState.Running one =
                    sandboxes.start(new SandboxSpec("one", false, true, List.of()), Progress.none(), new CancelToken());
            SandboxState.Running two = sandboxes.start(other, Progress.none(), new CancelToken());
            SandboxProgram.kubectl(one.kubeconfig(), "create", "namespace", "in-one");
            SandboxProgram.kubectl(two.kubeconfig(), "create", "namespace", "in-two");
            assertNotEquals(identity(one), identity(two), "two clusters on one etcd are two clusters");
            String before = identity(two);
            var failed = new CompletableFuture<SandboxState.Failed>();
            sandboxes.state("other").subscribe(state -> {
                if (state instanceof SandboxState.Failed failure) {
                    failed.complete(failure);
                }
            });
            List<ProcessHandle> children = childrenOf(pid("other"));
            assertEquals(1, children.size(), "an API server alone, on the other's etcd");

            ProcessHandle.of(pid("other")).orElseThrow().destroyForcibly();

            assertEquals(
                    SandboxProblem.ENDED,
                    failed.get(5, TimeUnit.SECONDS).problem().code());
            awaitGone(children);
            assertInstanceOf(SandboxState.Failed.class, sandboxes.refresh("other"));
            assertTrue(SandboxProgram.kubectl(one.kubeconfig(), "get", "namespaces")
                    .contains("in-one"));

            SandboxState.Running again = sandboxes.start(other, Progress.none(), new CancelToken());
            assertEquals(before, identity(again));
            String namespaces = SandboxProgram.kubectl(again.kubeconfig(), "get", "namespaces");
            assertTrue(namespaces.contains("in-two") && !namespaces.contains("in-one"), namespaces);
            sandboxes.stop("other");
            sandboxes.stop("one");
        }
    }

    @Test
    void aClusterOfAKilledProcessIsGoneWithinFiveSeconds() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                "target/test-classes");
        var builder =
                new ProcessBuilder(java, "-Xmx256m", "-cp", path, SandboxOwner.class.getName(), folder.toString());
        builder.environment()
                .put("DRIFTLESS_SANDBOX_BIN", SandboxProgram.path().getParent().toString());
        Process owner = builder.redirectErrorStream(true).start();
        try (BufferedReader output = owner.inputReader()) {
            String said = output.readLine();
            while (said != null && !said.equals("ready")) {
                said = output.readLine();
            }
            assertEquals("ready", said);
            var all = new ArrayList<>(childrenOf(pid("owned")));
            assertEquals(2, all.size());
            all.add(ProcessHandle.of(pid("owned")).orElseThrow());

            owner.destroyForcibly();

            awaitGone(all);
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void aNamedFolderWithoutTheProgramIsNotPassedOver() {
        try (Sandboxes sandboxes = sandboxes(Map.of("DRIFTLESS_SANDBOX_BIN", folder.toString()), Optional.empty())) {
            assertFalse(sandboxes.prepared());
            var error =
                    assertThrows(EngineException.class, () -> sandboxes.prepare(Progress.none(), new CancelToken()));
            assertEquals(SandboxProblem.NO_PROGRAM_THERE, error.problem().code());
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

    private Path data(String name) {
        return folder.resolve("state/sandbox").resolve(name);
    }

    private long pid(String name) throws IOException {
        var matcher = Pattern.compile("\"pid\": (\\d+)")
                .matcher(Files.readString(data(name).resolve("state.json")));
        assertTrue(matcher.find());
        return Long.parseLong(matcher.group(1));
    }

    private static List<ProcessHandle> childrenOf(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    }

    private static void awaitGone(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(5, TimeUnit.SECONDS);
        }
    }

    private static String identity(SandboxState.Running cluster) {
        return SandboxProgram.kubectl(
                cluster.kubeconfig(), "get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}");
    }
}
