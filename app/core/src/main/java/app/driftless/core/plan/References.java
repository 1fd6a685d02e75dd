package app.driftless.core.plan;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What objects of the built-in kinds name in their bodies (§5.3 of the engine reference). Pure.
final class References {
    private static final String ADMISSION = "admissionregistration.k8s.io/";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String NETWORKING = "networking.k8s.io";

    private interface Reader {
        void read(Tree body, String namespace, List<Reference> found);
    }

    private static final Map<String, Reader> KINDS = Map.ofEntries(
            Map.entry("/PersistentVolumeClaim", References::claim),
            Map.entry("/ServiceAccount", References::account),
            Map.entry("/Endpoints", References::endpoints),
            Map.entry("discovery.k8s.io/EndpointSlice", References::slice),
            Map.entry("apps/StatefulSet", References::statefulSet),
            Map.entry(NETWORKING + "/Ingress", References::ingress),
            Map.entry(RBAC + "/RoleBinding", References::binding),
            Map.entry(RBAC + "/ClusterRoleBinding", References::binding),
            Map.entry("autoscaling/HorizontalPodAutoscaler", References::autoscaler),
            Map.entry("apiregistration.k8s.io/APIService", (body, _, found) -> service(body.at("spec"), found)),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", References::definition),
            Map.entry(ADMISSION + "ValidatingWebhookConfiguration", References::webhooks),
            Map.entry(ADMISSION + "MutatingWebhookConfiguration", References::webhooks),
            Map.entry(ADMISSION + "ValidatingAdmissionPolicyBinding", policy("ValidatingAdmissionPolicy")),
            Map.entry(ADMISSION + "MutatingAdmissionPolicyBinding", policy("MutatingAdmissionPolicy")));

    private References() {}

    /// What the object names; the order of finding, with repetitions.
    static List<Reference> of(Gvk type, ResourceKey key, Map<String, Object> desired) {
        var body = new Tree(desired);
        var found = new ArrayList<>(PodReferences.of(body, key.namespace()));
        Optional.ofNullable(KINDS.get(type.group() + "/" + type.kind()))
                .ifPresent(reader -> reader.read(body, key.namespace(), found));
        return found;
    }

    /// The Secret that an object of a well-known custom kind makes in the cluster.
    static Optional<ResourceKey> makes(Gvk type, ResourceKey key, Map<String, Object> desired) {
        var body = new Tree(desired);
        String name =
                switch (type.group() + "/" + type.kind()) {
                    case "cert-manager.io/Certificate" -> body.text("spec", "secretName");
                    case "external-secrets.io/ExternalSecret" ->
                        body.text("spec", "target", "name").isEmpty()
                                ? key.name()
                                : body.text("spec", "target", "name");
                    case "bitnami.com/SealedSecret" -> key.name();
                    default -> "";
                };
        return name.isEmpty() ? Optional.empty() : Optional.of(new ResourceKey("", "Secret", key.namespace(), name));
    }

    private static void claim(Tree body, String namespace, List<Reference> found) {
        storage(body.at("spec"), found);
        firm(found, "", "PersistentVolume", "", body.text("spec", "volumeName"));
    }

    private static void storage(Tree spec, List<Reference> found) {
        firm(found, "storage.k8s.io", "StorageClass", "", spec.text("storageClassName"));
    }

    private static void account(Tree body, String namespace, List<Reference> found) {
        for (String field : List.of("secrets", "imagePullSecrets")) {
            body.items(field).forEach(secret -> soft(found, "", "Secret", namespace, secret.text("name")));
        }
    }

    private static void endpoints(Tree body, String namespace, List<Reference> found) {
        soft(found, "", "Service", namespace, body.text("metadata", "name"));
    }

    private static void slice(Tree body, String namespace, List<Reference> found) {
        soft(found, "", "Service", namespace, body.text("metadata", "labels", "kubernetes.io/service-name"));
    }

    private static void statefulSet(Tree body, String namespace, List<Reference> found) {
        firm(found, "", "Service", namespace, body.text("spec", "serviceName"));
        body.items("spec", "volumeClaimTemplates").forEach(template -> storage(template.at("spec"), found));
    }

    private static void ingress(Tree body, String namespace, List<Reference> found) {
        firm(found, NETWORKING, "IngressClass", "", body.text("spec", "ingressClassName"));
        body.items("spec", "tls").forEach(tls -> soft(found, "", "Secret", namespace, tls.text("secretName")));
        soft(found, "", "Service", namespace, body.text("spec", "defaultBackend", "service", "name"));
        for (Tree rule : body.items("spec", "rules")) {
            rule.items("http", "paths")
                    .forEach(path -> soft(found, "", "Service", namespace, path.text("backend", "service", "name")));
        }
    }

    private static void binding(Tree body, String namespace, List<Reference> found) {
        String role = body.text("roleRef", "kind");
        if (!role.isEmpty()) {
            firm(found, RBAC, role, role.equals("Role") ? namespace : "", body.text("roleRef", "name"));
        }
        accounts(body, namespace).forEach(account -> found.add(new Reference(account, Strength.FIRM, false, true)));
    }

    /// The service accounts that a binding gives something to.
    static List<ResourceKey> accounts(Tree body, String namespace) {
        return body.items("subjects").stream()
                .filter(subject -> subject.text("kind").equals("ServiceAccount"))
                .map(subject -> new ResourceKey(
                        "",
                        "ServiceAccount",
                        subject.text("namespace").isEmpty() ? namespace : subject.text("namespace"),
                        subject.text("name")))
                .toList();
    }

    private static void autoscaler(Tree body, String namespace, List<Reference> found) {
        Tree target = body.at("spec", "scaleTargetRef");
        String group = Gvk.of(target.text("apiVersion"), "").group();
        firm(found, group, target.text("kind"), namespace, target.text("name"));
    }

    private static void definition(Tree body, String namespace, List<Reference> found) {
        Tree service = body.at("spec", "conversion", "webhook", "clientConfig", "service");
        soft(found, "", "Service", service.text("namespace"), service.text("name"));
    }

    private static void webhooks(Tree body, String namespace, List<Reference> found) {
        body.items("webhooks").forEach(webhook -> service(webhook.at("clientConfig"), found));
    }

    /// Who answers for the API server must be there before it is asked.
    private static void service(Tree parent, List<Reference> found) {
        Tree service = parent.at("service");
        if (!service.text("name").isEmpty()) {
            found.add(Reference.firm("", "Service", service.text("namespace"), service.text("name"))
                    .whenReady());
        }
    }

    private static Reader policy(String kind) {
        return (body, _, found) ->
                firm(found, "admissionregistration.k8s.io", kind, "", body.text("spec", "policyName"));
    }

    private static void firm(List<Reference> found, String group, String kind, String namespace, String name) {
        if (!name.isEmpty()) {
            found.add(Reference.firm(group, kind, namespace, name));
        }
    }

    private static void soft(List<Reference> found, String group, String kind, String namespace, String name) {
        if (!name.isEmpty()) {
            found.add(Reference.soft(group, kind, namespace, name));
        }
    }
}
