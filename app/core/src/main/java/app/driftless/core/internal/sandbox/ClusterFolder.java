package app.driftless.core.internal.sandbox;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import app.driftless.core.sandbox.SandboxState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder of one cluster, asked from outside: by this process or another, whoever started the cluster.
public final class ClusterFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path executable;
    private final Path data;

    public ClusterFolder(Path executable, Path data) {
        this.executable = executable;
        this.data = data;
    }

    /// @param alive whether some process runs the cluster
    /// @param running what it is, once it is ready
    public record Look(boolean alive, Optional<SandboxState.Running> running) {}

    public Look look() {
        if (!Files.exists(data.resolve("state.json"))) {
            return new Look(false, Optional.empty());
        }
        Answer answer = ask("status");
        try {
            JsonNode state = JSON.readTree(answer.lastLine());
            return new Look(
                    state.path("running").asBoolean(),
                    state.path("ready").asBoolean() ? Optional.of(Supervisor.running(state)) : Optional.empty());
        } catch (IOException e) {
            throw new EngineException(unknown().withDetails("exit " + answer.exit() + "\n" + answer.output()), e);
        }
    }

    /// Ends the cluster, if it runs, and waits until it is gone.
    public void stop() {
        if (!Files.exists(data.resolve("state.json"))) {
            return;
        }
        Answer answer = ask("stop");
        if (answer.exit() != 0) {
            throw new EngineException(
                    Problem.of(SandboxProblem.STOP_FAILED, name()).withDetails(answer.output()));
        }
    }

    private record Answer(int exit, String output) {
        String lastLine() {
            return output.substring(output.stripTrailing().lastIndexOf('\n') + 1);
        }
    }

    private Answer ask(String verb) {
        try {
            Process asked = new ProcessBuilder(executable.toString(), verb, "--data", data.toString())
                    .redirectErrorStream(true)
                    .start();
            asked.getOutputStream().close();
            String output = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(asked.waitFor(), output);
        } catch (IOException e) {
            throw new EngineException(unknown().causedBy(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(unknown().causedBy(e), e);
        }
    }

    private Problem unknown() {
        return Problem.of(SandboxProblem.STATE_UNKNOWN, name());
    }

    private String name() {
        return data.getFileName().toString();
    }
}
