package app.driftless.core.internal.sandbox;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.sandbox.SandboxProblem;
import app.driftless.core.sandbox.SandboxSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder that `KUBEBUILDER_ASSETS` names: etcd, kube-apiserver and kubectl as developers of controllers have
/// them for their tests. A script of ours runs them, on systems with a POSIX shell.
public record EnvtestPrograms(Path assets) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APISERVER_ARGUMENT = "--apiserver-arg=";

    /// The folder, if the variable names one that is whole.
    static Optional<EnvtestPrograms> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("KUBEBUILDER_ASSETS"))
                .filter(name -> !name.isBlank() && Files.isExecutable(Path.of("/bin/sh")))
                .map(Path::of)
                .filter(folder -> Stream.of("etcd", "kube-apiserver", "kubectl")
                        .allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .map(EnvtestPrograms::new);
    }

    /// Writes the script that runs them into `folder`.
    ClusterProgram install(Path folder) throws IOException {
        Path script = Files.createDirectories(folder).resolve("driftless-sandbox");
        String quoted = "'" + assets.toAbsolutePath().toString().replace("'", "'\\''") + "'";
        try (InputStream text = EnvtestPrograms.class.getResourceAsStream("envtest.sh")) {
            if (text == null) {
                throw new IOException("envtest.sh is missing in this build");
            }
            String content = new String(text.readAllBytes(), StandardCharsets.UTF_8).replace("@ASSETS@", quoted);
            // Only when it differs: a shell that runs it reads on in it.
            if (!Files.exists(script) || !Files.readString(script).equals(content)) {
                Files.writeString(script, content);
            }
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new ClusterProgram.Bare(script, this);
    }

    /// Writes the keys, arguments and kubeconfig of a cluster; what is there already is gone on with.
    void furnish(Path data, SandboxSpec spec) {
        try {
            for (String folder : List.of("", "logs", "pki")) {
                Path made = Files.createDirectories(data.resolve(folder));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            }
            String token = keys(data);
            JsonNode before = Files.exists(data.resolve("state.json"))
                    ? JSON.readTree(data.resolve("state.json").toFile())
                    : JSON.createObjectNode();
            int etcd = freePort(before.path("etcdPort").asInt());
            int server = freePort(before.path("apiPort").asInt());
            Files.write(data.resolve("etcd.args"), etcdArguments(data, etcd));
            Files.write(data.resolve("kube-apiserver.args"), serverArguments(data, spec, etcd, server));
            String address = "https://127.0.0.1:" + server;
            Path kubeconfig = data.resolve("kubeconfig");
            Files.writeString(kubeconfig, kubeconfig(data, spec.name(), address, token));
            var state = JSON.createObjectNode()
                    .put("name", spec.name())
                    .put("server", address)
                    .put("kubeconfig", kubeconfig.toString())
                    .put("kubernetes", version())
                    .put("controllers", false)
                    .put("apiPort", server)
                    .put("etcdPort", etcd);
            Files.writeString(data.resolve("state.json"), JSON.writeValueAsString(state) + "\n");
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(SandboxProblem.START_FAILED, spec.name(), data.toString())
                            .causedBy(e),
                    e);
        }
    }

    /// @return the administrator's token
    private static String keys(Path data) throws IOException {
        Path key = data.resolve("pki/sa.key");
        if (!Files.exists(key)) {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
                Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has RSA", e);
            }
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        Files.writeString(data.resolve("pki/tokens.csv"), token + ",sandbox-admin,sandbox-admin,system:masters\n");
        return token;
    }

    private static List<String> etcdArguments(Path data, int port) {
        String address = "http://127.0.0.1:" + port;
        return List.of(
                "--data-dir=" + data.resolve("etcd"),
                "--listen-client-urls=" + address,
                "--advertise-client-urls=" + address,
                "--listen-peer-urls=http://127.0.0.1:0",
                "--unsafe-no-fsync");
    }

    private static List<String> serverArguments(Path data, SandboxSpec spec, int etcd, int port) {
        var arguments = new ArrayList<>(List.of(
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--cert-dir=" + data.resolve("pki"),
                "--token-auth-file=" + data.resolve("pki/tokens.csv"),
                "--service-account-key-file=" + data.resolve("pki/sa.key"),
                "--service-account-signing-key-file=" + data.resolve("pki/sa.key"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=RBAC",
                "--allow-privileged=true",
                "--disable-admission-plugins=ServiceAccount"));
        for (String argument : spec.arguments()) {
            if (!argument.startsWith(APISERVER_ARGUMENT)) {
                throw new EngineException(Problem.of(SandboxProblem.NEEDS_OWN_PROGRAM, argument));
            }
            arguments.add(argument.substring(APISERVER_ARGUMENT.length()));
        }
        return arguments;
    }

    /// The certificate is made by the server at its first start, so it is named by its path.
    private static String kubeconfig(Path data, String name, String address, String token) throws IOException {
        String context = "sandbox-" + name;
        return JSON.writeValueAsString(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                context,
                "clusters",
                List.of(Map.of(
                        "name",
                        context,
                        "cluster",
                        Map.of(
                                "server",
                                address,
                                "certificate-authority",
                                data.resolve("pki/apiserver.crt").toString()))),
                "users",
                List.of(Map.of("name", context, "user", Map.of("token", token))),
                "contexts",
                List.of(Map.of("name", context, "context", Map.of("cluster", context, "user", context)))));
    }

    private String version() throws IOException {
        Process asked = new ProcessBuilder(assets.resolve("kube-apiserver").toString(), "--version").start();
        try (InputStream output = asked.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replace("Kubernetes ", "");
        }
    }

    /// The wanted port if nobody listens there, so that a cluster keeps its address; else a free one.
    private static int freePort(int wanted) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback, wanted));
            return socket.getLocalPort();
        } catch (IOException taken) {
            try (var socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }
    }
}
