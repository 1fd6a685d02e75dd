package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.repo.Drafts.Draft;
import app.driftless.core.settings.Binding;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.KilledProcess;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The window's process is told to end, as by a logout or `kill` (F12 of the trust reference): it asks nothing,
/// is gone within three seconds, and the next start finds everything.
@Tag("display")
@EnabledOnOs(OS.LINUX)
class WindowEndTest {
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final int OBJECTS = 600;
    private static final String TYPED = "typed until the very end";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeProfile() {
        home = folder.resolve("profile");
    }

    private KilledProcess start(String text, Path repository) throws IOException {
        return KilledProcess.start(
                Map.of("DRIFTLESS_HOME", home.toString()),
                List.of("-Xmx512m", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED"),
                WindowProcess.class,
                text,
                repository.toString());
    }

    /// Sends the signal, and checks that the process ends of it in time.
    private static void end(KilledProcess process, String signal, int number) throws Exception {
        assumeTrue(listens(process, number), "whoever started this ignores SIG" + signal);
        long told = System.nanoTime();
        process.signal(signal);
        process.untilEnd();
        Duration took = Duration.ofNanos(System.nanoTime() - told);
        System.err.println("SIG" + signal + ": ended after " + took.toMillis() + " ms");
        assertEquals(128 + number, process.exitCode());
        assertTrue(took.compareTo(PROMISED) <= 0, () -> "It took " + took.toMillis() + " ms");
    }

    private static boolean listens(KilledProcess process, int signal) throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .strip();
        return (Long.parseUnsignedLong(ignored, 16) >> (signal - 1) & 1) == 0;
    }

    @ParameterizedTest
    @CsvSource({"TERM, 15", "HUP, 1", "INT, 2"})
    void whatWasTypedUntilTheSignalIsThereAtTheNextStart(String signal, int number) throws Exception {
        Path repository = GitFixture.withRemote(folder).workTree().toRealPath();
        try (var process = start(TYPED, repository)) {
            process.until("typed");
            end(process, signal, number);
        }
        nothingIsHeld(repository);
        foundAgain(repository);
    }

    private void foundAgain(Path repository) throws IOException {
        assertEquals("kind: Good\n", Files.readString(repository.resolve("app.yaml")));
        try (var next = new Engine(EngineOptions.below(home))) {
            assertTrue(next.holdsProfile());
            assertEquals(
                    List.of(TYPED + "kind: Good\n"),
                    next.drafts().of(repository).stream().map(Draft::text).toList());
        }
    }

    /// As a window manager does with a window that does not answer: the toolkit then ends the process without a word.
    @Test
    void whatWasTypedASecondBeforeItsConnectionToTheScreenIsCutIsThereAtTheNextStart() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/xdotool")), "xdotool");
        Path repository = GitFixture.withRemote(folder).workTree().toRealPath();
        try (var process = start(TYPED, repository)) {
            process.until("typed");
            Thread.sleep(1000);
            String window = xdotool("search", "--onlyvisible", "--pid", String.valueOf(process.pid()));
            xdotool("windowkill", window.strip());
            process.untilEnd();
        }
        foundAgain(repository);
    }

    private static String xdotool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return said;
    }

    private void nothingIsHeld(Path repository) throws IOException {
        try (Stream<Path> git = Files.walk(repository.resolve(".git"));
                Stream<Path> state = Files.walk(home.resolve("state"))) {
            assertEquals(
                    List.of(),
                    Stream.concat(git, state)
                            .filter(file ->
                                    file.toString().matches(".*/(\\.git/.*\\.lock|.*\\.note|\\.driftless-tmp-.*)"))
                            .toList());
        }
    }

    @Test
    void aSyncThatRunsIsEndedInGoodOrderAndTheNextStartGoesOn() throws Exception {
        ControlPlane plane = ControlPlane.shared();
        String namespace = plane.namespace("ended");
        Path repository = bound(plane, namespace);
        try (var process = start("", repository)) {
            process.until("ready");
            // The ledger tells of the first writes sooner than anybody could ask the cluster.
            await("a sync", () -> ledger().map(lines -> lines.size() >= 40).orElse(false));
            end(process, "TERM", 15);
        }
        long applied = count(plane, namespace);
        assertTrue(applied < OBJECTS, "It was over before it was told to end");
        List<String> ledger = ledger().orElseThrow();
        assertTrue(ledger.getLast().contains("\"t\":\"end\""), "The ledger was not closed: " + ledger.getLast());
        assertEquals("", holder(plane, namespace), "The lease is held");
        nothingIsHeld(repository);

        try (var process = start("", repository)) {
            process.until("ready");
            await("all objects", () -> count(plane, namespace) == OBJECTS);
            end(process, "TERM", 15);
        }
        assertEquals("", holder(plane, namespace), "The lease is held");
        nothingIsHeld(repository);
    }

    private Path bound(ControlPlane plane, String namespace) throws IOException {
        GitFixture git = GitFixture.withRemote(folder);
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: staging
                    clusters: [one]
                    sync: {mode: auto, prune: true}
                    protection: open
                """);
        var text = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            text.append("""
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings-%d, namespace: %s}
                    data: {number: "%d"}
                    """.formatted(i, namespace, i));
        }
        git.write("staging/config.yaml", text.toString());
        git.commitAndPush("Many settings");
        Path repository = git.workTree().toRealPath();
        var context = new ContextRef(List.of(plane.kubeconfig()), plane.context());
        try (var engine = new Engine(EngineOptions.below(home));
                Cluster cluster = engine.clusters().connect(context, Set.of(), new CancelToken())) {
            engine.trust()
                    .bind(
                            repository,
                            new Binding(
                                    "staging", "one", context.files(), context.context(), cluster.identity(), false));
        }
        return repository;
    }

    private static void await(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!holds.call()) {
            assertTrue(System.nanoTime() < end, "Not within 90 s: " + what);
            Thread.sleep(5);
        }
    }

    private static long count(ControlPlane plane, String namespace) {
        return plane.kubectl("get", "configmaps", "-n", namespace, "-o", "name")
                .lines()
                .filter(name -> name.contains("settings-"))
                .count();
    }

    /// Who holds the lock of the inventory.
    private static String holder(ControlPlane plane, String namespace) {
        String path = "jsonpath={.items[*].metadata.annotations.driftless\\.app/holder}";
        return plane.kubectl("get", "configmaps", "-n", namespace, "-o", path).strip();
    }

    /// The lines of the newest ledger.
    private Optional<List<String>> ledger() throws IOException {
        if (!Files.exists(home)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(home)) {
            Optional<Path> newest = files.filter(
                            f -> f.toString().endsWith(".jsonl") && f.toString().contains("syncs"))
                    .max((a, b) -> a.toFile().lastModified() < b.toFile().lastModified() ? -1 : 1);
            return newest.isPresent() ? Optional.of(Files.readAllLines(newest.get())) : Optional.empty();
        }
    }
}
