package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our inventory is an ApplySet that `kubectl apply --prune --applyset` understands (R15).
class ApplySetTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path folder;

    private String apply(Inventory inventory, String namespace, Path manifest) throws Exception {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(
                        SandboxProgram.path().toString(),
                        "kubectl",
                        "--kubeconfig",
                        PLANE.kubeconfig().toString(),
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "-n",
                        inventory.namespace(),
                        "--prune",
                        "--applyset=configmaps/" + inventory.name(),
                        "-f",
                        manifest.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().put("KUBECTL_APPLYSET", "true");
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), namespace);
        return process.exitValue() + " " + Files.readString(output);
    }

    @Test
    void kubectlRefusesOurSetAndTakesItOverOnceOnlyTheToolIsAnother() throws Exception {
        String namespace = PLANE.namespace("applyset");
        // kubectl wants the set's parent in the namespace of the members, unless they name one of their own.
        var scope = new SyncScope("repo", "apps", namespace, "test", "origin/main", java.util.Optional.of(namespace));
        try (var bench = new SyncBench(PLANE.kubeconfig(), PLANE.context(), folder, namespace, scope)) {
            String kept = """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: kept, namespace: %s}
                    data: {key: "1"}
                    """.formatted(namespace);
            bench.sync(bench.commit(kept + "---\n" + kept.replace("kept", "gone")));
            Inventory inventory = bench.plan(1).inventory();
            Path manifest = Files.writeString(folder.resolve("kept.yaml"), kept);

            String refused = apply(inventory, namespace, manifest);
            assertTrue(refused.startsWith("1 ") && refused.contains("driftless"), refused);
            assertEquals(2, bench.plan(1).inventory().members().size());

            PLANE.kubectl(
                    "-n",
                    inventory.namespace(),
                    "annotate",
                    "--overwrite",
                    "configmap",
                    inventory.name(),
                    "applyset.kubernetes.io/tooling=kubectl/v1.36.0");
            String adopted = apply(inventory, namespace, manifest);
            assertTrue(adopted.startsWith("0 "), adopted);
            assertTrue(adopted.contains("gone pruned"), adopted);
            assertEquals("", PLANE.kubectl("-n", namespace, "get", "configmap", "gone", "--ignore-not-found"));
            assertTrue(
                    PLANE.kubectl("-n", namespace, "get", "configmap", "kept").contains("kept"));
            // Now it is kubectl's, and we refuse it in turn.
            assertThrows(app.driftless.core.problem.EngineException.class, () -> bench.plan(1));
        }
    }
}
