package app.driftless.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pod, or the template of one, names. Pure.
final class PodReferences {
    private static final List<String[]> TEMPLATES = List.of(
            new String[] {"spec", "template", "spec"},
            new String[] {"spec", "jobTemplate", "spec", "template", "spec"});
    private final String namespace;
    private final Strength admission;
    private final List<Reference> found = new ArrayList<>();

    /// @param admission for what the server asks for when the pod itself is created
    private PodReferences(String namespace, Strength admission) {
        this.namespace = namespace;
        this.admission = admission;
    }

    /// The pod's specification, in whichever kind carries it.
    static Optional<Tree> specification(Tree body) {
        if (isPod(body)) {
            return Optional.of(body.at("spec"));
        }
        return TEMPLATES.stream()
                .map(body::at)
                .filter(spec -> spec.isList("containers"))
                .findFirst();
    }

    private static boolean isPod(Tree body) {
        return body.text("kind").equals("Pod") && body.text("apiVersion").equals("v1");
    }

    /// The labels that the pods of this object bear.
    static Tree labels(Tree body) {
        return isPod(body)
                ? body.at("metadata", "labels")
                : TEMPLATES.stream()
                        .filter(path -> body.at(path).isList("containers"))
                        .map(path -> {
                            String[] metadata = path.clone();
                            metadata[path.length - 1] = "metadata";
                            return body.at(metadata).at("labels");
                        })
                        .findFirst()
                        .orElse(new Tree(null));
    }

    static String account(Tree spec) {
        String name = spec.text("serviceAccountName");
        return name.isEmpty() ? spec.text("serviceAccount") : name;
    }

    static List<Reference> of(Tree body, String namespace) {
        Optional<Tree> spec = specification(body);
        if (spec.isEmpty()) {
            return List.of();
        }
        var reader = new PodReferences(namespace, isPod(body) ? Strength.HARD : Strength.FIRM);
        reader.read(spec.get());
        return reader.found;
    }

    private void read(Tree spec) {
        named("scheduling.k8s.io", "PriorityClass", "", spec.text("priorityClassName"), admission);
        named("node.k8s.io", "RuntimeClass", "", spec.text("runtimeClassName"), admission);
        named("", "ServiceAccount", namespace, account(spec), admission);
        spec.items("imagePullSecrets")
                .forEach(secret -> named("", "Secret", namespace, secret.text("name"), Strength.FIRM));
        spec.items("resourceClaims").forEach(claim -> {
            named("resource.k8s.io", "ResourceClaim", namespace, claim.text("resourceClaimName"), Strength.FIRM);
            String template = claim.text("resourceClaimTemplateName");
            named("resource.k8s.io", "ResourceClaimTemplate", namespace, template, Strength.FIRM);
        });
        spec.items("volumes").forEach(this::volume);
        for (String containers : List.of("initContainers", "containers")) {
            spec.items(containers).forEach(this::container);
        }
    }

    private void volume(Tree volume) {
        configuration("ConfigMap", volume.at("configMap"), "name");
        configuration("Secret", volume.at("secret"), "secretName");
        String claim = volume.text("persistentVolumeClaim", "claimName");
        named("", "PersistentVolumeClaim", namespace, claim, Strength.FIRM);
        volume.items("projected", "sources").forEach(source -> {
            configuration("ConfigMap", source.at("configMap"), "name");
            configuration("Secret", source.at("secret"), "name");
        });
    }

    private void container(Tree container) {
        container.items("envFrom").forEach(source -> {
            configuration("ConfigMap", source.at("configMapRef"), "name");
            configuration("Secret", source.at("secretRef"), "name");
        });
        container.items("env").forEach(variable -> {
            configuration("ConfigMap", variable.at("valueFrom", "configMapKeyRef"), "name");
            configuration("Secret", variable.at("valueFrom", "secretKeyRef"), "name");
        });
    }

    private void configuration(String kind, Tree source, String field) {
        if (source.flag("optional")) {
            if (!source.text(field).isEmpty()) {
                found.add(Reference.soft("", kind, namespace, source.text(field)));
            }
        } else {
            named("", kind, namespace, source.text(field), Strength.FIRM);
        }
    }

    private void named(String group, String kind, String place, String name, Strength strength) {
        if (!name.isEmpty()) {
            found.add(Reference.firm(group, kind, place, name).with(strength));
        }
    }
}
