package app.driftless.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyOrderTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<ResourceDiff> diffs(String yaml) {
        var diffs = new ArrayList<ResourceDiff>();
        try (var documents = YAML.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
                .<Map<String, Object>>readValues(yaml)) {
            while (documents.hasNext()) {
                Resource resource = Resource.of(documents.next(), new Origin("a.yaml", diffs.size(), 1));
                diffs.add(new ResourceDiff(
                        Action.CREATE,
                        resource.type(),
                        resource.key(),
                        Optional.of(resource.origin()),
                        List.of(),
                        Optional.of(resource.body()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diffs;
    }

    private static ApplyOrder order(String yaml) {
        return ApplyOrder.of(diffs(yaml));
    }

    /// Short names of what an object needs, meeting points followed.
    private static List<String> needs(ApplyOrder order, String name) {
        var found = new ArrayList<String>();
        for (int i = 0; i < order.nodes().size(); i++) {
            if (order.nodes().get(i).object().map(ResourceKey::name).equals(Optional.of(name))) {
                collect(order, i, found);
            }
        }
        return found.stream().sorted().distinct().toList();
    }

    private static void collect(ApplyOrder order, int node, List<String> found) {
        for (ApplyOrder.Link link : order.nodes().get(node).needs()) {
            Optional<ResourceKey> key = order.nodes().get(link.on()).object();
            if (key.isPresent()) {
                found.add(key.get().name());
            } else {
                collect(order, link.on(), found);
            }
        }
    }

    private static String object(String apiVersion, String kind, String name, String rest) {
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: shop}
                %s
                """.formatted(apiVersion, kind, name, rest);
    }

    private static String annotated(String name, String annotations) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: shop, annotations: {%s}}
                """.formatted(name, annotations);
    }

    private static String clusterWide(String apiVersion, String kind, String name, String rest) {
        return object(apiVersion, kind, name, rest).replace(", namespace: shop", "");
    }

    private static final String DEPLOYMENT = object("apps/v1", "Deployment", "web", """
            spec:
              template:
                metadata: {labels: {app: web}}
                spec:
                  priorityClassName: high
                  runtimeClassName: fast
                  serviceAccountName: robot
                  imagePullSecrets: [{name: pull}]
                  volumes:
                  - {name: a, configMap: {name: mounted}}
                  - {name: b, secret: {secretName: mounted-secret}}
                  - {name: c, persistentVolumeClaim: {claimName: data}}
                  - name: d
                    projected: {sources: [{configMap: {name: projected}}, {secret: {name: projected-secret}}]}
                  initContainers:
                  - {name: init, envFrom: [{configMapRef: {name: from}}]}
                  containers:
                  - name: web
                    envFrom: [{secretRef: {name: from-secret}}]
                    env:
                    - {name: A, valueFrom: {configMapKeyRef: {name: one-key, key: a}}}
                    - {name: B, valueFrom: {secretKeyRef: {name: one-secret-key, key: a}}}
                    - {name: C, valueFrom: {configMapKeyRef: {name: maybe, key: a, optional: true}}}
            """);

    @ParameterizedTest
    @CsvSource({
        "v1, Namespace, shop, true",
        "scheduling.k8s.io/v1, PriorityClass, high, true",
        "node.k8s.io/v1, RuntimeClass, fast, true",
        "v1, ServiceAccount, robot, false",
        "v1, Secret, pull, false",
        "v1, ConfigMap, mounted, false",
        "v1, Secret, mounted-secret, false",
        "v1, PersistentVolumeClaim, data, false",
        "v1, ConfigMap, projected, false",
        "v1, Secret, projected-secret, false",
        "v1, ConfigMap, from, false",
        "v1, Secret, from-secret, false",
        "v1, ConfigMap, one-key, false",
        "v1, Secret, one-secret-key, false",
        "v1, ConfigMap, maybe, false",
        "v1, LimitRange, limits, false",
        "v1, ResourceQuota, quota, false"
    })
    void aWorkloadComesAfterWhatItsPodsName(String apiVersion, String kind, String name, boolean cluster) {
        String other = cluster ? clusterWide(apiVersion, kind, name, "") : object(apiVersion, kind, name, "");
        ApplyOrder order = order(DEPLOYMENT + other);
        assertEquals(List.of(name), needs(order, "web"));
        assertEquals(1, order.wave(new ResourceKey("apps", "Deployment", "shop", "web")));
    }

    @Test
    void otherNamespacesAndOtherKindsOfTheSameNameHaveNothingToDoWithEachOther() {
        String elsewhere = object("v1", "ConfigMap", "mounted", "").replace("shop", "else")
                + object("v1", "Secret", "mounted", "")
                + object("v1", "ResourceQuota", "quota", "").replace("shop", "else");
        assertEquals(List.of(), needs(order(DEPLOYMENT + elsewhere), "web"));
    }

    @Test
    void storageIngressesBindingsScalersAndPoliciesFollowWhatTheyName() {
        ApplyOrder order =
                order(object("v1", "PersistentVolumeClaim", "claim", "spec: {storageClassName: ssd, volumeName: disk}")
                        + clusterWide("storage.k8s.io/v1", "StorageClass", "ssd", "")
                        + clusterWide("v1", "PersistentVolume", "disk", "")
                        + object("networking.k8s.io/v1", "Ingress", "way", """
                        spec:
                          ingressClassName: nginx
                          tls: [{secretName: cert}]
                          rules: [{http: {paths: [{backend: {service: {name: front}}}]}}]
                        """)
                        + clusterWide("networking.k8s.io/v1", "IngressClass", "nginx", "")
                        + object("v1", "Secret", "cert", "")
                        + object("v1", "Service", "front", "")
                        + object("rbac.authorization.k8s.io/v1", "RoleBinding", "bound", """
                        roleRef: {kind: Role, name: role, apiGroup: rbac.authorization.k8s.io}
                        subjects: [{kind: ServiceAccount, name: robot}]
                        """)
                        + object("rbac.authorization.k8s.io/v1", "Role", "role", "")
                        + object("v1", "ServiceAccount", "robot", "")
                        + object(
                                "autoscaling/v2",
                                "HorizontalPodAutoscaler",
                                "scaler",
                                "spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}")
                        + object("apps/v1", "StatefulSet", "db", """
                        spec:
                          serviceName: front
                          template: {spec: {serviceAccountName: robot, containers: []}}
                          volumeClaimTemplates: [{spec: {storageClassName: ssd}}]
                        """)
                        + clusterWide(
                                "admissionregistration.k8s.io/v1",
                                "ValidatingAdmissionPolicyBinding",
                                "bind",
                                "spec: {policyName: policy}")
                        + clusterWide("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "policy", ""));
        assertEquals(List.of("disk", "ssd"), needs(order, "claim"));
        assertEquals(List.of("cert", "front", "nginx"), needs(order, "way"));
        assertEquals(List.of("robot", "role"), needs(order, "bound"));
        assertEquals(List.of("db"), needs(order, "scaler"));
        assertEquals(List.of("bound", "front", "robot", "ssd"), needs(order, "db"));
        assertTrue(needs(order, "bind").contains("policy"));
        assertTrue(
                needs(order, "policy").containsAll(List.of("scaler", "way", "claim")),
                needs(order, "policy").toString());
        assertEquals(List.of(), order.circles());
    }

    @Test
    void customObjectsComeAfterTheirDefinitionAndWhatIsMadeByThemBeforeItsUsers() {
        ApplyOrder order = order(clusterWide(
                        "apiextensions.k8s.io/v1",
                        "CustomResourceDefinition",
                        "widgets.example.org",
                        "spec: {group: example.org, names: {kind: Widget}}")
                + object("example.org/v1", "Widget", "w", "")
                + object("cert-manager.io/v1", "Certificate", "certificate", "spec: {secretName: mounted-secret}")
                + DEPLOYMENT);
        assertEquals(List.of("widgets.example.org"), needs(order, "w"));
        assertEquals(List.of("certificate"), needs(order, "web"));
    }

    @Test
    void webhooksComeLastOnceTheWorkloadBehindTheirServiceIsReady() {
        String service = object("v1", "Service", "hook-service", "spec: {selector: {app: web}}");
        String webhook = clusterWide(
                "admissionregistration.k8s.io/v1",
                "ValidatingWebhookConfiguration",
                "hook",
                "webhooks: [{clientConfig: {service: {namespace: shop, name: hook-service}}}]");
        ApplyOrder order = order(webhook + DEPLOYMENT + service + object("v1", "ConfigMap", "other", ""));
        assertEquals(List.of("hook-service", "other", "web"), needs(order, "hook"));
        List<ApplyOrder.Link> waits = order.nodes().stream()
                .filter(node -> node.object().map(ResourceKey::name).equals(Optional.of("hook")))
                .flatMap(node -> node.needs().stream())
                .filter(ApplyOrder.Link::ready)
                .toList();
        assertEquals(
                List.of("hook-service", "web"),
                waits.stream()
                        .map(l ->
                                order.nodes().get(l.on()).object().orElseThrow().name())
                        .sorted()
                        .toList());
    }

    @Test
    void wavesFollowEachOtherAndWhatSaysNothingIsInWaveZero() {
        ApplyOrder order = order(annotated("late", "argocd.argoproj.io/sync-wave: '5'")
                + annotated("early", "argocd.argoproj.io/sync-wave: '-1'")
                + annotated("plain", "")
                + annotated("plainer", ""));
        assertEquals(List.of(), needs(order, "early"));
        assertEquals(List.of("early"), needs(order, "plain"));
        assertEquals(List.of("early", "plain", "plainer"), needs(order, "late"));
        assertEquals(2, order.wave(new ResourceKey("", "ConfigMap", "shop", "late")));
    }

    @Test
    void changeRulesAndDependsOnAreFollowed() {
        ApplyOrder order = order(annotated("db", "kapp.k14s.io/change-group: 'apps/{namespace}-db'")
                + annotated("db2", "kapp.k14s.io/change-group.one: 'apps/shop-db'")
                + annotated("app", "kapp.k14s.io/change-rule: 'upsert after upserting apps/shop-db'")
                + annotated("first", "kapp.k14s.io/change-rule.x: 'upsert before upserting apps/shop-db'")
                + annotated(
                        "then",
                        "config.kubernetes.io/depends-on: '/namespaces/shop/ConfigMap/app,/Namespace/nowhere'"));
        assertEquals(List.of("db", "db2"), needs(order, "app"));
        assertEquals(List.of("first"), needs(order, "db"));
        assertEquals(List.of("first"), needs(order, "db2"));
        assertEquals(List.of("app"), needs(order, "then"));
    }

    @Test
    void aCircleIsBrokenAtItsWeakestLinkAndNamed() {
        // The pod's ConfigMap asks for the pod first: its annotation counts more than the reference.
        ApplyOrder order = order(DEPLOYMENT
                + annotated("mounted", "config.kubernetes.io/depends-on: apps/namespaces/shop/Deployment/web"));
        ApplyOrder.Circle circle = order.circles().getFirst();
        assertFalse(circle.refused());
        assertEquals("web", circle.released().name());
        assertEquals(List.of("web"), needs(order, "mounted"));
        assertEquals(List.of(), needs(order, "web"));
    }

    @Test
    void aNamespaceInALaterWaveThanItsObjectsIsPulledForward() {
        ApplyOrder order = order(
                annotated("early", "argocd.argoproj.io/sync-wave: '-1'") + clusterWide("v1", "Namespace", "shop", ""));
        assertEquals(List.of("shop"), needs(order, "early"));
        assertEquals("shop", order.circles().getFirst().released().name());
        assertFalse(order.circles().getFirst().refused());
    }

    @Test
    void declaredCirclesAreRefusedWithAllTheirObjects() {
        ApplyOrder order = order(annotated("a", "config.kubernetes.io/depends-on: /namespaces/shop/ConfigMap/b")
                + annotated("b", "config.kubernetes.io/depends-on: /namespaces/shop/ConfigMap/c")
                + annotated("c", "config.kubernetes.io/depends-on: /namespaces/shop/ConfigMap/a")
                + annotated("d", ""));
        ApplyOrder.Circle circle = order.circles().getFirst();
        assertTrue(circle.refused());
        assertEquals(
                List.of("a", "b", "c"),
                circle.objects().stream().map(ResourceKey::name).sorted().toList());
        assertTrue(circle.path().startsWith("ConfigMap shop/"), circle.path());
    }

    @Test
    void deletesGoTheOtherWayRound() {
        ApplyOrder order = order(
                DEPLOYMENT + object("v1", "ConfigMap", "mounted", "") + clusterWide("v1", "Namespace", "shop", ""));
        var web = new ResourceKey("apps", "Deployment", "shop", "web");
        var map = new ResourceKey("", "ConfigMap", "shop", "mounted");
        var namespace = new ResourceKey("", "Namespace", "", "shop");
        assertTrue(order.pruneWave(web) >= ApplyOrder.PRUNE);
        assertTrue(order.pruneWave(web) < order.pruneWave(map));
        assertTrue(order.pruneWave(map) < order.pruneWave(namespace));
    }

    @Test
    void tenThousandObjectsInWavesAreOrderedInAMoment() {
        String yaml = IntStream.range(0, 5000)
                .mapToObj(i -> DEPLOYMENT.replace(
                                "name: web,",
                                "name: web" + i + ", annotations: {argocd.argoproj.io/sync-wave: '" + i % 7 + "'},")
                        + annotated("mounted" + i, "argocd.argoproj.io/sync-wave: '" + (6 - i % 7) + "'"))
                .collect(Collectors.joining());
        List<ResourceDiff> diffs = diffs(yaml);
        double best = Double.MAX_VALUE;
        ApplyOrder order = ApplyOrder.of(diffs);
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            order = ApplyOrder.of(diffs);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        assertEquals(
                10_000,
                order.nodes().stream().filter(n -> n.object().isPresent()).count());
        assertTrue(best < 3, "took " + best + " s");
    }
}
