package app.driftless.core.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// 150 objects of all sorts that need each other, with the pairs that an API server insists on, or that a careful
/// person would keep.
final class OrderScenario {
    static final int SIZE = 150;
    private final String id;
    private final List<String> documents = new ArrayList<>();
    /// The second comes after the first; as `resource/name`, the namespace before it.
    private final List<Pair> pairs = new ArrayList<>();

    record Pair(String first, String then) {}

    OrderScenario(String id) {
        this.id = id;
        shared();
        for (int i = 0; i < 3; i++) {
            namespace(id + "-" + i);
        }
        String first = id + "-0";
        for (int i = 0; documents.size() < SIZE; i++) {
            add("v1", "ConfigMap", first, "filler-" + i, "data: {a: b}");
            after(first + "/configmaps/filler-" + i, "/namespaces/" + first);
        }
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<String> pods() {
        var pods = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                pods.add(id + "-" + i + "/pod-" + j);
            }
        }
        return pods;
    }

    String shuffled(long seed) {
        var copy = new ArrayList<>(documents);
        Collections.shuffle(copy, new Random(seed));
        return String.join("", copy);
    }

    private void after(String then, String... firsts) {
        for (String first : firsts) {
            pairs.add(new Pair(first, then));
        }
    }

    private void add(String apiVersion, String kind, String namespace, String name, String rest) {
        String place = namespace.isEmpty() ? "" : ", namespace: " + namespace;
        documents.add("---\napiVersion: %s\nkind: %s\nmetadata: {name: %s%s}\n%s\n"
                .formatted(apiVersion, kind, name, place, rest));
    }

    private void shared() {
        for (String kind : List.of("Gadget", "Widget")) {
            String plural = kind.toLowerCase(java.util.Locale.ROOT) + "s";
            add(
                    "apiextensions.k8s.io/v1",
                    "CustomResourceDefinition",
                    "",
                    plural + "." + id + ".example.org",
                    """
                    spec:
                      group: %s.example.org
                      names: {kind: %s, plural: %s, singular: %s, listKind: %sList}
                      scope: Namespaced
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    """.formatted(id, kind, plural, plural.substring(0, plural.length() - 1), kind));
        }
        add("scheduling.k8s.io/v1", "PriorityClass", "", id + "-high", "value: 1000");
        add("node.k8s.io/v1", "RuntimeClass", "", id + "-fast", "handler: runc");
        add("storage.k8s.io/v1", "StorageClass", "", id + "-ssd", "provisioner: example.org/none");
        add("networking.k8s.io/v1", "IngressClass", "", id + "-way", "spec: {controller: example.org/none}");
        add(
                "rbac.authorization.k8s.io/v1",
                "ClusterRole",
                "",
                id + "-look",
                "rules: [{apiGroups: [''], resources: [configmaps], verbs: [get]}]");
        add("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "", id + "-policy", """
                spec:
                  matchConstraints: {resourceRules: [{apiGroups: [%s.example.org], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [gadgets]}]}
                  validations: [{expression: "false", message: "later than its gadgets"}]
                """.formatted(id));
        add(
                "admissionregistration.k8s.io/v1",
                "ValidatingAdmissionPolicyBinding",
                "",
                id + "-binding",
                "spec: {policyName: %s-policy, validationActions: [Deny]}".formatted(id));
        after(
                "/validatingadmissionpolicybindings/" + id + "-binding",
                "/validatingadmissionpolicies/" + id + "-policy");
        for (String kind : List.of("Validating", "Mutating")) {
            add("admissionregistration.k8s.io/v1", kind + "WebhookConfiguration", "", id + "-hook", """
                    webhooks:
                    - name: hook.example.org
                      clientConfig: {url: "https://127.0.0.1:1/never"}
                      failurePolicy: Fail
                      sideEffects: None
                      admissionReviewVersions: [v1]
                      rules: [{apiGroups: [%s.example.org], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [widgets]}]
                    """.formatted(id));
        }
    }

    private void namespace(String place) {
        documents.add("---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(place));
        add(
                "v1",
                "LimitRange",
                place,
                "limits",
                "spec: {limits: [{type: Container, default: {memory: 64Mi}, defaultRequest: {memory: 32Mi}}]}");
        add("v1", "ResourceQuota", place, "quota", "spec: {hard: {pods: '50', configmaps: '100'}}");
        add("v1", "ServiceAccount", place, "robot", "");
        add(
                "rbac.authorization.k8s.io/v1",
                "Role",
                place,
                "role",
                "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]");
        add("rbac.authorization.k8s.io/v1", "RoleBinding", place, "bound", """
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: role}
                subjects: [{kind: ServiceAccount, name: robot, namespace: %s}]
                """.formatted(place));
        after(place + "/rolebindings/bound", place + "/roles/role", place + "/serviceaccounts/robot");
        for (int i = 0; i < 5; i++) {
            add("v1", "ConfigMap", place, "map-" + i, "data: {a: b}");
            add("v1", "Secret", place, "secret-" + i, "stringData: {a: b}");
            after(place + "/configmaps/map-" + i, "/namespaces/" + place);
        }
        add(
                "v1",
                "PersistentVolumeClaim",
                place,
                "data",
                "spec: {accessModes: [ReadWriteOnce], storageClassName: %s-ssd, resources: {requests: {storage: 1Gi}}}"
                        .formatted(id));
        after(place + "/persistentvolumeclaims/data", "/storageclasses/" + id + "-ssd", place + "/limitranges/limits");
        for (int i = 0; i < 3; i++) {
            pod(place, i);
            workload(place, i);
            add(
                    "v1",
                    "Service",
                    place,
                    "service-" + i,
                    "spec: {selector: {app: app-%d}, ports: [{port: 80}]}".formatted(i));
            gadget(place, i);
        }
        others(place);
    }

    private void gadget(String place, int i) {
        add(id + ".example.org/v1", "Gadget", place, "gadget-" + i, "spec: {size: 1}");
        add(id + ".example.org/v1", "Widget", place, "widget-" + i, "spec: {size: 1}");
        after(
                place + "/gadgets/gadget-" + i,
                "/customresourcedefinitions/gadgets." + id + ".example.org",
                "/namespaces/" + place);
        after(
                place + "/widgets/widget-" + i,
                "/customresourcedefinitions/widgets." + id + ".example.org",
                "/namespaces/" + place);
        after("/validatingadmissionpolicybindings/" + id + "-binding", place + "/gadgets/gadget-" + i);
        after("/mutatingwebhookconfigurations/" + id + "-hook", place + "/widgets/widget-" + i);
        after("/validatingwebhookconfigurations/" + id + "-hook", place + "/widgets/widget-" + i);
    }

    private String podSpec(int i) {
        return """
                {priorityClassName: %1$s-high, runtimeClassName: %1$s-fast, serviceAccountName: robot, \
                containers: [{name: main, image: "nginx:1", envFrom: [{configMapRef: {name: map-%2$d}}]}], \
                volumes: [{name: s, secret: {secretName: secret-%2$d}}, {name: d, persistentVolumeClaim: {claimName: data}}]}\
                """.formatted(id, i);
    }

    private void afterWhatPodsName(String then, String place, int i) {
        after(
                then,
                "/namespaces/" + place,
                "/priorityclasses/" + id + "-high",
                "/runtimeclasses/" + id + "-fast",
                place + "/serviceaccounts/robot",
                place + "/configmaps/map-" + i,
                place + "/secrets/secret-" + i,
                place + "/persistentvolumeclaims/data",
                place + "/limitranges/limits",
                place + "/resourcequotas/quota",
                place + "/rolebindings/bound");
    }

    private void pod(String place, int i) {
        add("v1", "Pod", place, "pod-" + i, "spec: " + podSpec(i));
        afterWhatPodsName(place + "/pods/pod-" + i, place, i);
    }

    private void workload(String place, int i) {
        add("apps/v1", "Deployment", place, "app-" + i, """
                spec:
                  selector: {matchLabels: {app: app-%1$d}}
                  template: {metadata: {labels: {app: app-%1$d}}, spec: %2$s}
                """.formatted(i, podSpec(i)));
        afterWhatPodsName(place + "/deployments/app-" + i, place, i);
    }

    private void others(String place) {
        add("apps/v1", "StatefulSet", place, "db", """
                spec:
                  serviceName: service-0
                  selector: {matchLabels: {app: db}}
                  template: {metadata: {labels: {app: db}}, spec: %s}
                """.formatted(podSpec(1)));
        after(place + "/statefulsets/db", place + "/services/service-0", place + "/configmaps/map-1");
        add(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                place,
                "scaler",
                "spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-0}}");
        after(place + "/horizontalpodautoscalers/scaler", place + "/deployments/app-0");
        add("networking.k8s.io/v1", "Ingress", place, "way", """
                spec:
                  ingressClassName: %s-way
                  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: service-1, port: {number: 80}}}}]}}]
                """.formatted(id));
        after(place + "/ingresses/way", "/ingressclasses/" + id + "-way", place + "/services/service-1");
        add(
                "policy/v1",
                "PodDisruptionBudget",
                place,
                "budget",
                "spec: {minAvailable: 1, selector: {matchLabels: {app: app-0}}}");
        add("networking.k8s.io/v1", "NetworkPolicy", place, "wall", "spec: {podSelector: {}}");
    }
}
