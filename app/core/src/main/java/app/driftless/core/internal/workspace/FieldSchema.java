package app.driftless.core.internal.workspace;

import app.driftless.core.validate.SchemaNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One node of the schema of `.driftless.yaml`.
public record FieldSchema(
        String type,
        String description,
        Map<String, SchemaNode> properties,
        Optional<SchemaNode> items,
        List<String> required,
        List<Object> allowedValues)
        implements SchemaNode {
    private static final FieldSchema RETRY = object(
            "How a failed sync is tried again.",
            List.of(),
            field("limit", scalar("integer", "Tries after the first. Default 5.")),
            field("backoff", scalar("string", "Pause before the first further try, such as 5s. Default 5s.")),
            field("factor", scalar("number", "What each pause is multiplied by for the next. Default 2.")),
            field("max", scalar("string", "The longest pause. Default 3m.")));

    private static final FieldSchema SYNC = object(
            "How the environment is kept equal to the repository. Without it the environment is only observed.",
            List.of(),
            field(
                    "mode",
                    oneOf(
                            "manual: a person starts each sync. auto: new pushed commits are synced in the background."
                                    + " observe: nothing is ever written. argocd, flux: the controller in the cluster"
                                    + " reconciles. Default observe.",
                            "manual",
                            "auto",
                            "observe",
                            "argocd",
                            "flux")),
            field("prune", scalar("boolean", "Whether what left the repository is deleted. Default false.")),
            field("interval", scalar("string", "How often the remote is asked in mode auto. Default 1m.")),
            field("selfHeal", scalar("boolean", "Whether drift is put back unattended. Default false.")),
            field("retry", RETRY));

    private static final FieldSchema ENVIRONMENT = object(
            "A part of the repository that is kept in one or more clusters.",
            List.of("name", "path"),
            field("name", scalar("string", "Unique within the repository.")),
            field("path", scalar("string", "Its folder, relative to the repository.")),
            field(
                    "render",
                    oneOf(
                            "How the folder becomes manifests. auto: Kustomize where it has a kustomization, else"
                                    + " plain. Default auto.",
                            "auto",
                            "plain",
                            "kustomize",
                            "helm")),
            field(
                    "clusters",
                    list(
                            "Names that each person binds to a kubeconfig context once.",
                            scalar("string", "The name of a cluster."))),
            field("promotedFrom", scalar("string", "The environment whose versions come here next.")),
            field("kubernetes", scalar("string", "The Kubernetes minor version to validate for, such as \"1.36\".")),
            field("sync", SYNC),
            field(
                    "protection",
                    oneOf(
                            "How carefully it is written to. open: a click. confirm: a confirmation. locked: the"
                                    + " cluster's name is typed. Default confirm.",
                            "open",
                            "confirm",
                            "locked")));

    public static final FieldSchema WORKSPACE = object(
            "What the repository says to Driftless.",
            List.of("apiVersion", "kind", "environments"),
            field("apiVersion", oneOf("Always driftless.app/v1.", "driftless.app/v1")),
            field("kind", oneOf("Always Workspace.", "Workspace")),
            field("environments", list("The environments, in the order in which they are shown.", ENVIRONMENT)));

    private record Field(String name, SchemaNode schema) {}

    private static Field field(String name, SchemaNode schema) {
        return new Field(name, schema);
    }

    private static FieldSchema object(String description, List<String> required, Field... fields) {
        SequencedMap<String, SchemaNode> properties = new LinkedHashMap<>();
        for (Field field : fields) {
            properties.put(field.name(), field.schema());
        }
        return new FieldSchema("object", description, properties, Optional.empty(), required, List.of());
    }

    private static FieldSchema scalar(String type, String description) {
        return new FieldSchema(type, description, Map.of(), Optional.empty(), List.of(), List.of());
    }

    private static FieldSchema oneOf(String description, Object... values) {
        return new FieldSchema("string", description, Map.of(), Optional.empty(), List.of(), List.of(values));
    }

    private static FieldSchema list(String description, SchemaNode items) {
        return new FieldSchema("array", description, Map.of(), Optional.of(items), List.of(), List.of());
    }

    @Override
    public Optional<SchemaNode> additionalProperties() {
        return Optional.empty();
    }

    @Override
    public boolean intOrString() {
        return false;
    }

    @Override
    public boolean preservesUnknown() {
        return false;
    }

    @Override
    public boolean embeddedResource() {
        return false;
    }

    @Override
    public String listType() {
        return type.equals("array") ? "atomic" : "";
    }

    @Override
    public List<String> listMapKeys() {
        return List.of();
    }

    @Override
    public String format() {
        return "";
    }
}
