package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import app.driftless.testkit.git.GitFixture;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small repository with its remote, a namespace of a real API server, and the commands on them.
final class CommandBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    final GitFixture git;
    final String namespace;
    final ControlPlane plane = ControlPlane.shared();
    private final Path home;
    private Path kubeconfig = plane.kubeconfig();

    /// What a run of a command left.
    record Run(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }

        /// The answer, after it was found to be what `docs/cli-schema.json` says of this command.
        JsonNode answer(String command) {
            try {
                ObjectNode root = (ObjectNode) JSON.readTree(
                        Files.readString(SandboxProgram.projectRoot().resolve("docs/cli-schema.json")));
                root.put("$ref", "#/$defs/" + command);
                var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(root);
                assertEquals(List.of(), List.copyOf(schema.validate(json())), () -> out + err);
                return json();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    CommandBench(Path folder) throws IOException {
        git = GitFixture.withRemote(folder);
        home = folder.resolve("home");
        namespace = plane.namespace("cli");
        git.run("rm", "-q", "app.yaml");
        git.write(".driftless.yaml", """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: staging
                    path: staging
                    clusters: [test]
                    sync: {mode: manual, prune: true}
                """);
        git.write("staging/config.yaml", configMap("settings", "blue"));
        git.write("staging/secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: key, namespace: %s}
                stringData: {password: canary-4711}
                """.formatted(namespace));
        git.commitAndPush("A shop");
    }

    /// As this person from now on.
    void as(Path otherKubeconfig) {
        kubeconfig = otherKubeconfig;
    }

    String configMap(String name, String colour) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: %s
                data:
                  colour: %s
                """.formatted(name, namespace, colour);
    }

    Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Locale.ENGLISH);
        int exit = DriftlessCommand.create(console, () -> new Engine(EngineOptions.below(home)))
                .execute(arguments);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// A command on the repository, answered in JSON.
    Run inRepository(List<String> command, String... more) {
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of(git.workTree().toString(), "-o", "json"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /// The same with the cluster.
    Run onCluster(String command, String... more) {
        return onCluster(List.of(command), more);
    }

    Run onCluster(List<String> command, String... more) {
        var arguments = new ArrayList<>(List.of("--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(more));
        return inRepository(command, arguments.toArray(String[]::new));
    }

    Run sync(String... more) {
        return writing(List.of("sync"), more);
    }

    /// A command that writes, agreed to.
    Run writing(List<String> command, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--yes",
                "--expect-identity",
                plane.kubectl("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")));
        arguments.addAll(List.of(more));
        return onCluster(command, arguments.toArray(String[]::new));
    }

    void patch(String name, String manager, String patch) {
        plane.kubectl("-n", namespace, "patch", "configmap", name, "--field-manager=" + manager, "-p", patch);
    }

    String colour() {
        return plane.kubectl("-n", namespace, "get", "configmap", "settings", "-o", "jsonpath={.data.colour}");
    }
}
