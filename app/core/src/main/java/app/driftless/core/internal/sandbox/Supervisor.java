package app.driftless.core.internal.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import app.driftless.core.sandbox.SandboxSpec;
import app.driftless.core.sandbox.SandboxState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The child process `driftless-sandbox up` of one cluster. An attached one ends when its standard input does, so it
/// can't outlive
/// this process.
public final class Supervisor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path executable;
    private final Path data;
    private final SandboxSpec spec;
    private @Nullable Process process;

    public Supervisor(Path executable, Path data, SandboxSpec spec) {
        this.executable = executable;
        this.data = data;
        this.spec = spec;
    }

    /// Starts it and waits until the cluster is ready.
    public SandboxState.Running start(Consumer<String> phase, CancelToken cancel) {
        var command =
                new ArrayList<>(List.of(executable.toString(), "up", "--data", data.toString(), "--name", spec.name()));
        if (spec.controllers()) {
            command.add("--controllers");
        }
        if (spec.detached()) {
            command.add("--background");
        }
        command.addAll(spec.arguments());
        try {
            Files.createDirectories(data);
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process = started;
            try (Subscription _ = cancel.onCancel(this::stop)) {
                return awaitReady(started, phase, cancel);
            }
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()), e);
        }
    }

    private SandboxState.Running awaitReady(Process started, Consumer<String> phase, CancelToken cancel)
            throws IOException {
        // Not closed: what the programs say later is read by awaitEnd, so that they never block on a full pipe.
        BufferedReader output = started.inputReader();
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            JsonNode event = line.startsWith("{") ? JSON.readTree(line) : JSON.createObjectNode();
            if (event.path("ready").asBoolean()) {
                return running(event);
            }
            if (event.has("phase")) {
                phase.accept(event.get("phase").asText());
            } else {
                said.append(line).append('\n');
            }
        }
        cancel.throwIfCancelled();
        throw failed(said.toString(), null);
    }

    private EngineException failed(String details, @Nullable Throwable cause) {
        return new EngineException(
                Problem.of(
                                SandboxProblem.START_FAILED,
                                spec.name(),
                                data.resolve("logs").toString())
                        .withDetails(details),
                cause);
    }

    /// Waits until the process is gone, whoever ended it.
    public void awaitEnd() {
        Process watched = process;
        if (watched == null) {
            return;
        }
        try (BufferedReader output = watched.inputReader()) {
            while (output.readLine() != null) {
                continue;
            }
            watched.waitFor();
        } catch (IOException e) {
            watched.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends an attached cluster and waits for it.
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            running.destroy();
        }
        try {
            if (!running.waitFor(15, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Ends a cluster that another process started, if it runs.
    public static void stopDetached(Path executable, Path data) {
        if (Files.exists(data.resolve("state.json"))) {
            Answer answer = ask(executable, "stop", data);
            if (answer.exit() != 0) {
                throw new EngineException(Problem.of(
                                SandboxProblem.STOP_FAILED, data.getFileName().toString())
                        .withDetails(answer.output()));
            }
        }
    }

    /// The cluster in `data`, if it runs and is ready.
    public static Optional<SandboxState.Running> running(Path executable, Path data) {
        if (!Files.exists(data.resolve("state.json"))) {
            return Optional.empty();
        }
        Answer answer = ask(executable, "status", data);
        try {
            JsonNode state = JSON.readTree(answer.output());
            return answer.exit() == 0 && state.path("ready").asBoolean()
                    ? Optional.of(running(state))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(int exit, String output) {}

    private static Answer ask(Path executable, String verb, Path data) {
        try {
            Process asked = new ProcessBuilder(executable.toString(), verb, "--data", data.toString())
                    .redirectErrorStream(true)
                    .start();
            asked.getOutputStream().close();
            String output = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(asked.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SandboxState.Running running(JsonNode state) {
        return new SandboxState.Running(
                Path.of(state.path("kubeconfig").asText()),
                "sandbox-" + state.path("name").asText(),
                state.path("server").asText(),
                state.path("kubernetes").asText(),
                state.path("controllers").asBoolean());
    }
}
