package app.driftless.core.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The oracle of other tests must itself be right.
class AuditLogTest {
    @Test
    void onlyRealWritesSinceTheOpeningCount() {
        ControlPlane cluster = ControlPlane.shared();
        String namespace = cluster.namespace("audit");
        cluster.kubectl("-n", namespace, "create", "configmap", "before", "--from-literal=a=b");
        AuditLog log = cluster.audit();

        cluster.kubectl("-n", namespace, "create", "configmap", "asked", "--from-literal=a=b", "--dry-run=server");
        cluster.kubectl("-n", namespace, "auth", "can-i", "create", "configmaps");
        cluster.kubectl("-n", namespace, "create", "configmap", "made", "--from-literal=a=b");
        cluster.kubectl("-n", namespace, "label", "configmap", "made", "tier=web");
        cluster.kubectl("-n", namespace, "delete", "configmap", "made");

        List<AuditEvent> writes = log.writes(namespace);
        assertEquals(
                List.of("create made 201", "patch made 200", "delete made 200"),
                writes.stream()
                        .map(event -> event.verb() + " " + event.name() + " " + event.code())
                        .toList());
        assertEquals("b", writes.getFirst().body().at("/data/a").asText());
        assertTrue(
                writes.getFirst().userAgent().startsWith("kubectl/v1."),
                writes.getFirst().userAgent());
        assertTrue(log.events().stream().anyMatch(AuditEvent::dryRun));
        assertEquals(List.of(), cluster.audit().events(), "a log begins where it was opened");
    }
}
