package app.driftless.testkit.secret;

/// What a cluster holds before anything of [CanaryCommits] comes. The marks are those of [Canaries]; `NS` is the
/// namespace.
public final class CanaryCluster {
    private CanaryCluster() {}

    /// The kind of the custom objects, and policies whose refusals quote what they refuse.
    public static final String CLUSTER = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: vaults.canary.example.org}
            spec:
              group: canary.example.org
              scope: Namespaced
              names: {kind: Vault, plural: vaults, singular: vault}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          password: {type: string, pattern: "^[^!]*$"}
                          pin: {type: integer}
                          auth: {type: object, properties: {clientSecret: {type: string}, user: {type: string}}}
                          tokens: {type: array, x-kubernetes-list-type: set, items: {type: string}}
            """;

    /// Applied to the cluster by kubectl's old way before anything else, so that its annotation quotes them.
    public static final String APPLIED_BY_KUBECTL = """
            apiVersion: v1
            kind: Secret
            metadata: {name: last-applied, namespace: NS}
            stringData: {key: "{{last-applied:kubectl}}"}
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: cr-last-applied, namespace: NS}
            spec: {password: "{{cr-last-applied:kubectl}}"}
            """;
}
