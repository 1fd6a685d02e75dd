package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A credential plugin of a kubeconfig (client.authentication.k8s.io), run by us: by its absolute path with its
/// argument list, without a shell, for 15 s at most. What it prints is never logged.
///
/// @param program absolute
/// @param arguments as they stand in the kubeconfig
/// @param environment what the kubeconfig adds to our own environment
/// @param clusterInfo the `spec.cluster` to pass, empty if the plugin does not ask for it
record ExecPlugin(
        Path program,
        List<String> arguments,
        Map<String, String> environment,
        String apiVersion,
        Map<String, Object> clusterInfo) {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final int MAX_OUTPUT = 1 << 20;

    /// @param token null where the plugin gave a certificate only
    /// @param expires null: for as long as the process lives
    record Credential(
            @Nullable String token,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable Instant expires) {}

    Credential run(Executor executor) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("KUBERNETES_EXEC_INFO", request());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                return parse(await(process, executor));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw failed("it could not be started");
        }
    }

    private byte[] await(Process process, Executor executor) {
        var output = CompletableFuture.supplyAsync(() -> drain(process.getInputStream()), executor);
        try {
            byte[] bytes = output.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                throw failed("it closed its output but did not end");
            }
            if (process.exitValue() != 0) {
                throw failed("it ended with status " + process.exitValue());
            }
            return bytes;
        } catch (TimeoutException e) {
            throw failed("it did not answer within " + TIME_LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failed("its output could not be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("waiting for it was interrupted");
        }
    }

    private static byte[] drain(InputStream stream) {
        try (stream) {
            return stream.readNBytes(MAX_OUTPUT + 1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String request() {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (!clusterInfo.isEmpty()) {
            spec.put("cluster", clusterInfo);
        }
        spec.put("interactive", false);
        return Json.text(Map.of("apiVersion", apiVersion, "kind", "ExecCredential", "spec", spec));
    }

    private Credential parse(byte[] output) {
        if (output.length > MAX_OUTPUT) {
            throw failed("its output is larger than 1 MiB");
        }
        Map<String, Object> root;
        try {
            root = Json.object(output);
        } catch (IOException e) {
            throw failed("its output is not JSON");
        }
        if (!"ExecCredential".equals(root.get("kind")) || !apiVersion.equals(root.get("apiVersion"))) {
            throw failed("its output is not an ExecCredential of " + apiVersion);
        }
        Map<String, Object> status = Trees.map(root.get("status"));
        String token = text(status.get("token"));
        String certificate = text(status.get("clientCertificateData"));
        String key = text(status.get("clientKeyData"));
        if (token == null && (certificate == null || key == null)) {
            throw failed("it gave neither a token nor a certificate with its key");
        }
        return new Credential(token, certificate, key, expiry(text(status.get("expirationTimestamp"))));
    }

    private @Nullable Instant expiry(@Nullable String timestamp) {
        try {
            return timestamp == null ? null : OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeParseException e) {
            throw failed("its expirationTimestamp is not a time");
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String s && !s.isBlank() ? s : null;
    }

    private EngineException failed(String reason) {
        return new EngineException(Problem.of(ClusterProblem.EXEC_FAILED, program.toString(), reason));
    }
}
