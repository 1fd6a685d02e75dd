package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a plan of objects in sync asks the API server, by its audit log (R18 to R20).
class ReadCostTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final Set<String> KINDS = Set.of("configmaps", "services", "secrets");

    @TempDir
    Path state;

    private final List<String> namespaces = new ArrayList<>();
    private String manifests = "";

    @BeforeEach
    void makeNamespaces() {
        for (int i = 0; i < 4; i++) {
            String namespace = PLANE.namespace("cost");
            namespaces.add(namespace);
            manifests += """
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: a, namespace: %1$s}
                    data: {key: value}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: a, namespace: %1$s}
                    stringData: {key: value}
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: a, namespace: %1$s}
                    spec: {ports: [{port: 80}], selector: {app: a}}
                    """.formatted(namespace);
        }
    }

    private static List<String> reads(List<AuditEvent> events) {
        return events.stream()
                .filter(event ->
                        KINDS.contains(event.resource()) && !event.verb().equals("patch"))
                // The inventory's parent.
                .filter(event -> !event.name().startsWith("driftless-"))
                .map(event -> event.verb() + " " + event.resource()
                        + (event.namespace().isEmpty() ? "" : " in a namespace"))
                .sorted()
                .toList();
    }

    private static final String SECRETS = "list secrets in a namespace";

    @Test
    void objectsInSyncCostOneListForEachKindAndSecretsOneForEachNamespaceWithThatOfTheInventory() {
        try (var bench = new SyncBench(PLANE, state, namespaces.getFirst())) {
            int one = bench.commit(manifests);
            bench.sync(one);
            AuditLog audit = PLANE.audit();
            assertTrue(bench.plan(one).plan().isEmpty());
            assertTrue(audit.events().stream().noneMatch(AuditEvent::dryRun));
            assertEquals(
                    List.of("list configmaps", SECRETS, SECRETS, SECRETS, SECRETS, SECRETS, "list services"),
                    reads(audit.events()));
        }
    }

    @Test
    void whoMayListInNamespacesOnlyIsAskedForEveryNamespaceOnce() {
        String user = "dev-" + namespaces.getFirst();
        Path kubeconfig = PLANE.user(user);
        PLANE.kubectl(
                "create",
                "clusterrole",
                "dev-" + user,
                "--verb=get,list,watch,create,update,patch,delete",
                "--resource=configmaps,secrets,services");
        for (String namespace : namespaces) {
            PLANE.kubectl(
                    "-n", namespace, "create", "rolebinding", "dev", "--clusterrole=dev-" + user, "--user=" + user);
        }
        PLANE.kubectl(
                "create",
                "clusterrole",
                "look-" + user,
                "--verb=get",
                "--resource=namespaces",
                "--resource-name=kube-system");
        PLANE.kubectl("create", "clusterrolebinding", "look-" + user, "--clusterrole=look-" + user, "--user=" + user);
        var scope = new SyncScope("repo", "apps", user, "test", "origin/main", Optional.empty());
        try (var dev = new SyncBench(kubeconfig, PLANE.context(), state, user, scope)) {
            int one = dev.commit(manifests);
            dev.sync(one);
            dev.plan(one);
            AuditLog audit = PLANE.audit();
            assertTrue(dev.plan(one).plan().isEmpty());
            List<String> reads = reads(audit.events());
            assertEquals(12, reads.size(), reads::toString);
            assertTrue(
                    reads.stream().allMatch(read -> read.startsWith("list ") && read.endsWith(" in a namespace")),
                    reads::toString);
        }
    }
}
