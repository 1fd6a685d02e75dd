package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.ResourceDiff.Approximation;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.WebhookServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R6: mutating webhooks that refuse dry runs, or change what we send.
class WebhookTest {
    private static final Workers WORKERS = new Workers();
    private static Cluster cluster;

    @TempDir
    Path folder;

    private WebhookServer webhook;
    private String namespace;

    @BeforeAll
    static void start() {
        cluster = Connected.toShared(WORKERS);
    }

    @AfterAll
    static void end() {
        cluster.close();
        WORKERS.close();
    }

    @BeforeEach
    void namespace() {
        namespace = ControlPlane.shared().namespace("hook");
    }

    @AfterEach
    void unhook() {
        ControlPlane.shared().kubectl("delete", "mutatingwebhookconfiguration", namespace, "--ignore-not-found");
        webhook.close();
    }

    /// @param stored whether it declares side effects, so that the server makes no dry run through it
    private void hook(boolean stored, Function<JsonNode, List<Map<String, Object>>> patch) throws Exception {
        webhook = WebhookServer.start(folder, patch);
        Path file = Files.writeString(
                folder.resolve("hook.yaml"), webhook.mutating(namespace, "\"\", apps", "configmaps, deployments"));
        ControlPlane.shared().kubectl("create", "-f", file.toString());
        if (stored) {
            // Only a version of the API that is gone let it be written so.
            String json = ControlPlane.shared().kubectl("get", "mutatingwebhookconfiguration", namespace, "-o", "json");
            new EtcdStore(ControlPlane.shared())
                    .put(
                            "mutatingwebhookconfigurations/" + namespace,
                            json.replace("\"sideEffects\": \"None\"", "\"sideEffects\": \"Some\""));
        }
        int before = webhook.requests().size();
        Resource probe = config("probe", "x");
        until(() -> {
            ApplyAnswer answer = cluster.apply(new ApplyRequest(probe, true, false, Optional.empty()));
            return stored
                    ? answer instanceof ApplyAnswer.Refused
                    : webhook.requests().size() > before;
        });
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 300 && !reached.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(reached.getAsBoolean());
    }

    private Resource config(String name, String value) {
        return Manifests.one("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {key: %s}}"
                .formatted(name, namespace, value));
    }

    private Resource deployment(String image) {
        return Manifests.one("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: NS}
                spec:
                  replicas: 2
                  selector: {matchLabels: {a: b}}
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: IMAGE}]}}
                """.replace("NS", namespace).replace("IMAGE", image));
    }

    private static ResourceDiff diff(Resource desired, Resource... baseline) {
        return new LiveDiff(WORKERS, new Masking(), new PersonsTools(List.of("kubectl*")))
                .diff(
                        cluster,
                        new LiveDiff.Request(List.of(desired), List.of(baseline), List.of()),
                        _ -> {},
                        Progress.none(),
                        new CancelToken())
                .getFirst();
    }

    private static Map<String, Object> applied(Resource resource) {
        return assertInstanceOf(
                        ApplyAnswer.Applied.class,
                        cluster.apply(new ApplyRequest(resource, false, true, Optional.empty())))
                .object()
                .body();
    }

    private static List<String> shown(ResourceDiff diff) {
        return diff.differences().stream()
                .filter(d -> d.kind() != DiffClass.DEFAULT)
                .map(d -> d.kind() + " " + d.fieldPath())
                .toList();
    }

    @Test
    void aWebhookThatAllowsNoDryRunIsLeftOutAndNamed() throws Exception {
        Resource before = deployment("nginx:1");
        applied(before);
        hook(true, _ -> List.of());
        ControlPlane.shared().kubectl("-n", namespace, "scale", "deployment", "web", "--replicas=4");
        Resource desired = deployment("nginx:2");
        ResourceDiff diff = diff(desired, before);
        assertEquals(Action.UPDATE, diff.action());
        assertEquals(Optional.of(Approximation.WEBHOOK_NOT_ASKED), diff.approximate());
        assertEquals(
                List.of("DRIFT .spec.replicas", "YOURS .spec.template.spec.containers[name=\"c\"].image"), shown(diff));
        var why = diff.problem().orElseThrow();
        assertEquals(ClusterProblem.WEBHOOK_WITHOUT_DRY_RUN, why.code());
        assertEquals(List.of("side.example.org"), why.args());
        assertEquals(List.of(), webhook.requests());
        // The write itself goes through the webhook, and holds what was predicted.
        Map<String, Object> held = applied(desired);
        assertEquals(
                List.of("Deployment"),
                webhook.requests().stream()
                        .map(request -> request.at("/kind/kind").asText())
                        .toList());
        assertEquals(
                diff.predicted().orElseThrow().get("spec"),
                new Masking().shown(held).get("spec"));
        ResourceDiff fresh = diff(config("fresh", "x"));
        assertEquals(Action.CREATE, fresh.action());
        assertEquals(Optional.of(Approximation.WEBHOOK_NOT_ASKED), fresh.approximate());
    }

    @Test
    void whatAnUnaskedWebhookRewritesIsMutatedToo() throws Exception {
        hook(true, WebhookTest::mirrored);
        Resource desired = deployment("nginx:1");
        applied(desired);
        ResourceDiff diff = diff(desired, desired);
        assertEquals(Action.UNCHANGED, diff.action());
        assertEquals(Optional.empty(), diff.problem());
        assertEquals(List.of("MUTATED .spec.template.spec.containers[name=\"c\"].image"), shown(diff));
    }

    private static List<Map<String, Object>> mirrored(JsonNode request) {
        String path = "/spec/template/spec/containers/0/image";
        String image = request.path("object").at(path).asText();
        return image.isEmpty() || image.startsWith("mirror.local/")
                ? List.of()
                : List.of(Map.of("op", "replace", "path", path, "value", "mirror.local/" + image));
    }

    @Test
    void whatAWebhookRewritesIsMutatedAndInSync() throws Exception {
        hook(false, WebhookTest::mirrored);
        Resource desired = deployment("nginx:1");
        assertTrue(diff(desired).predicted().orElseThrow().toString().contains("mirror.local/nginx:1"));
        applied(desired);
        ResourceDiff diff = diff(desired, desired);
        assertEquals(Action.UNCHANGED, diff.action());
        assertEquals(List.of("MUTATED .spec.template.spec.containers[name=\"c\"].image"), shown(diff));
        ResourceDiff changed = diff(deployment("nginx:2"), desired);
        assertEquals(List.of("YOURS .spec.template.spec.containers[name=\"c\"].image"), shown(changed));
    }
}
