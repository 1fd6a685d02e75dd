package app.driftless.core.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import org.junit.jupiter.api.Test;

/// With its controllers the sandbox behaves as a cluster does, although no container runs.
class SandboxWorkloadsTest {
    private final ControlPlane cluster = ControlPlane.withControllers();

    @Test
    void aDeploymentRollsOutAndItsPodsGoWithIt() {
        String namespace = cluster.namespace("rollout");
        cluster.kubectl("-n", namespace, "create", "deployment", "web", "--image=example.org/web:1", "--replicas=3");
        cluster.kubectl("-n", namespace, "rollout", "status", "deployment/web", "--timeout=30s");
        assertEquals(
                "3",
                cluster.kubectl("-n", namespace, "get", "deployment/web", "-o", "jsonpath={.status.readyReplicas}"));

        cluster.kubectl("-n", namespace, "delete", "deployment", "web");

        cluster.kubectl("-n", namespace, "wait", "--for=delete", "pod", "-l", "app=web", "--timeout=30s");
        assertEquals("", cluster.kubectl("-n", namespace, "get", "replicasets,pods", "-o", "name"));
    }

    @Test
    void aDeletedNamespaceTakesItsObjectsAlong() {
        String namespace = cluster.namespace("doomed");
        cluster.kubectl("-n", namespace, "create", "configmap", "settings", "--from-literal=a=b");

        cluster.kubectl("delete", "namespace", namespace, "--timeout=30s");

        assertEquals("", cluster.kubectl("get", "namespace", namespace, "--ignore-not-found", "-o", "name"));
        assertEquals("", cluster.kubectl("-n", namespace, "get", "configmaps", "-o", "name"));
    }

    @Test
    void anotherUserMayDoNothingUntilARoleIsBound() {
        String namespace = cluster.namespace("rights");
        var jane = cluster.user("jane", "developers");
        String before = SandboxProgram.kubectl(
                cluster.kubeconfig(), "auth", "can-i", "--list", "--as=jane", "--as-group=developers", "-n", namespace);
        assertTrue(!before.contains("configmaps"), before);

        cluster.kubectl("-n", namespace, "create", "rolebinding", "dev", "--clusterrole=edit", "--group=developers");

        String name = SandboxProgram.kubectl(jane, "-n", namespace, "create", "configmap", "mine", "-o", "name");
        assertEquals("configmap/mine", name.strip());
    }
}
