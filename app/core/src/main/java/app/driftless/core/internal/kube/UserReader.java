package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Turns a kubeconfig's user entry into credentials.
///
/// @param allowedExec absolute paths of the credential plugins that the person has allowed
record UserReader(Executor executor, Programs programs, String context, Set<Path> allowedExec) {
    private static final Set<String> EXEC_VERSIONS =
            Set.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");

    /// @param certificate PEM, or null; `key` likewise
    record User(Credentials credentials, byte @Nullable [] certificate, byte @Nullable [] key) {
        static final User NOBODY = new User(new Credentials.Fixed(Optional.empty()), null, null);

        boolean hasCredentials() {
            return certificate != null || !(credentials instanceof Credentials.Fixed(var value) && value.isEmpty());
        }
    }

    User read(Kubeconfig.Entry entry, String name, URI server, Kubeconfig.Entry cluster) {
        if (entry.map("auth-provider") != null) {
            throw new EngineException(Problem.of(ClusterProblem.UNSUPPORTED_CREDENTIALS, name, "auth-provider"));
        }
        if (!entry.text("as").isEmpty()) {
            throw new EngineException(Problem.of(ClusterProblem.UNSUPPORTED_CREDENTIALS, name, "impersonation (as)"));
        }
        byte[] certificate = bytes(entry, "client-certificate-data", "client-certificate");
        byte[] key = bytes(entry, "client-key-data", "client-key");
        Path tokenFile = entry.path("tokenFile");
        if (tokenFile != null) {
            return new User(new Credentials.TokenFile(tokenFile), certificate, key);
        }
        if (!entry.text("token").isEmpty()) {
            return new User(new Credentials.Fixed(Optional.of("Bearer " + entry.text("token"))), certificate, key);
        }
        if (!entry.text("username").isEmpty()) {
            return new User(Credentials.basic(entry.text("username"), entry.text("password")), certificate, key);
        }
        Map<?, ?> exec = entry.map("exec");
        if (exec == null) {
            return new User(new Credentials.Fixed(Optional.empty()), certificate, key);
        }
        var plugin = new Credentials.Plugin(plugin(exec, entry, server, cluster), executor);
        var credential = plugin.credential();
        return new User(plugin, pem(credential.certificate(), certificate), pem(credential.key(), key));
    }

    private static byte @Nullable [] pem(@Nullable String preferred, byte @Nullable [] other) {
        return preferred == null ? other : preferred.getBytes(StandardCharsets.UTF_8);
    }

    private ExecPlugin plugin(Map<?, ?> exec, Kubeconfig.Entry entry, URI server, Kubeconfig.Entry cluster) {
        String command = exec.get("command") instanceof String s ? s : "";
        Path program =
                programs.find(command, entry.directory()).orElseThrow(() -> failed(command, "it is not on the PATH"));
        // Before anything else of it is looked at: what is not allowed is not run, whatever its settings are.
        if (!allowedExec.contains(program)) {
            throw new EngineException(Problem.of(ClusterProblem.EXEC_NOT_ALLOWED, program.toString(), context));
        }
        String version = exec.get("apiVersion") instanceof String s ? s : "";
        if (!EXEC_VERSIONS.contains(version)) {
            throw failed(program.toString(), "its apiVersion " + version + " is not supported");
        }
        if ("Always".equals(exec.get("interactiveMode"))) {
            throw failed(program.toString(), "it wants a terminal (interactiveMode: Always)");
        }
        var arguments = new ArrayList<String>();
        if (exec.get("args") instanceof List<?> list) {
            list.forEach(item -> arguments.add(String.valueOf(item)));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        if (exec.get("env") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map && map.get("name") instanceof String name) {
                    variables.put(name, map.get("value") instanceof String value ? value : "");
                }
            }
        }
        Map<String, Object> info = new LinkedHashMap<>();
        if ("true".equals(exec.get("provideClusterInfo"))) {
            info.put("server", server.toString());
            byte[] ca = bytes(cluster, "certificate-authority-data", "certificate-authority");
            if (ca != null) {
                info.put("certificate-authority-data", Base64.getEncoder().encodeToString(ca));
            }
        }
        return new ExecPlugin(program, arguments, variables, version, info);
    }

    private static EngineException failed(String program, String reason) {
        return new EngineException(Problem.of(ClusterProblem.EXEC_FAILED, program, reason));
    }

    /// The decoded data field, else the file's content; null where the entry has neither.
    static byte @Nullable [] bytes(Kubeconfig.Entry entry, String dataField, String fileField) {
        String data = entry.text(dataField);
        if (!data.isEmpty()) {
            try {
                return Base64.getMimeDecoder().decode(data);
            } catch (IllegalArgumentException e) {
                throw new EngineException(
                        Problem.of(ClusterProblem.FILE_INVALID, entry.file().toString(), dataField + " is not base64"));
            }
        }
        Path file = entry.path(fileField);
        if (file == null) {
            return null;
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(ClusterProblem.FILE_UNREADABLE, file.toString()).causedBy(e), e);
        }
    }
}
