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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The child process `driftless-sandbox up` of one cluster. An attached one ends when its standard input does, so it
/// can't outlive this process; of a detached one this is only the launcher.
public final class Supervisor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STOP_SECONDS = 20;
    private final Path data;
    private final SandboxSpec spec;
    private final Process process;

    private Supervisor(Path data, SandboxSpec spec, Process process) {
        this.data = data;
        this.spec = spec;
        this.process = process;
    }

    /// Starts the programs and returns at once; [#awaitReady] must follow.
    public static Supervisor launch(ClusterProgram program, Path data, SandboxSpec spec) {
        var command = new ArrayList<>(
                List.of(program.executable().toString(), "up", "--data", data.toString(), "--name", spec.name()));
        if (spec.detached()) {
            command.add("--background");
        }
        if (program instanceof ClusterProgram.Whole) {
            if (spec.controllers()) {
                command.add("--controllers");
            }
            command.addAll(spec.arguments());
        }
        try {
            Files.createDirectories(data);
            program.furnish(data, spec);
            return new Supervisor(
                    data,
                    spec,
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new EngineException(startFailed(data, spec).causedBy(e), e);
        }
    }

    /// Waits until the cluster is ready. A cancel ends it and waits until it is gone.
    public SandboxState.Running awaitReady(Consumer<String> phase, CancelToken cancel) {
        var said = new StringBuilder();
        Optional<SandboxState.Running> ready;
        try (Subscription _ = cancel.onCancel(this::release)) {
            // Not closed: what the programs say later is read by awaitEnd, so that they never block on a full pipe.
            ready = readUntilReady(process.inputReader(), phase, said);
        } catch (IOException e) {
            said.append(e.getMessage());
            ready = Optional.empty();
        }
        if (cancel.isCancelled()) {
            stop();
            cancel.throwIfCancelled();
        }
        return ready.orElseThrow(
                () -> new EngineException(startFailed(data, spec).withDetails(said.toString())));
    }

    private static Optional<SandboxState.Running> readUntilReady(
            BufferedReader output, Consumer<String> phase, StringBuilder said) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            JsonNode event = line.startsWith("{") ? JSON.readTree(line) : JSON.createObjectNode();
            if (event.path("ready").asBoolean()) {
                return Optional.of(running(event));
            }
            if (event.has("phase")) {
                phase.accept(event.get("phase").asText());
            } else {
                said.append(event.path("error").asText(line)).append('\n');
            }
        }
        return Optional.empty();
    }

    /// Waits until an attached cluster is gone, whoever ended it.
    ///
    /// @return why, where nobody had asked it to
    public Optional<Problem> awaitEnd() {
        var said = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
            }
            int exit = process.waitFor();
            return exit == 0
                    ? Optional.empty()
                    : Optional.of(Problem.of(
                                    SandboxProblem.ENDED,
                                    spec.name(),
                                    data.resolve("logs").toString())
                            .withDetails("exit " + exit + "\n" + said));
        } catch (IOException e) {
            // Reading ends this way when this process itself lets go of the pipe.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Tells the process to end, without waiting.
    public void release() {
        if (spec.detached()) {
            process.destroy();
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    /// Ends the process and waits for it.
    public void stop() {
        release();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                // Its children end by their leases.
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Problem startFailed(Path data, SandboxSpec spec) {
        return Problem.of(
                SandboxProblem.START_FAILED, spec.name(), data.resolve("logs").toString());
    }

    static SandboxState.Running running(JsonNode state) {
        return new SandboxState.Running(
                Path.of(state.path("kubeconfig").asText()),
                "sandbox-" + state.path("name").asText(),
                state.path("server").asText(),
                state.path("kubernetes").asText(),
                state.path("controllers").asBoolean());
    }
}
