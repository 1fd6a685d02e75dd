package app.driftless.testkit.secret;

/// Objects with secrets that a server refuses, and what refuses them. The marks are those of [Canaries]; `NS` is the
/// namespace.
public final class CanaryRefusals {
    private CanaryRefusals() {}

    /// @param operations such as `CREATE,UPDATE`
    /// @param when which requests it refuses, in CEL
    /// @param words what it says, in CEL
    public static String policy(String name, String operations, String when, String words) {
        return """
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: "NAME"}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], operations: [OPERATIONS], resources: [secrets, configmaps]}
                  matchConditions:
                  - {name: here, expression: "request.namespace == 'NS' && WHEN"}
                  validations:
                  - {expression: "false", messageExpression: "WORDS"}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: "NAME"}
                spec: {policyName: "NAME", validationActions: [Deny]}
                """.replace("NAME", name)
                .replace("OPERATIONS", operations)
                .replace("WHEN", when)
                .replace("WORDS", words);
    }

    /// Live objects that [#REFUSED] would change.
    public static final String BEFORE_REFUSED = """
            apiVersion: v1
            kind: Secret
            immutable: true
            metadata: {name: immutable, namespace: NS}
            stringData: {key: "{{immutable:live}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: denied-old, namespace: NS, labels: {canary: old}}
            stringData: {key: "{{denied-old:live}}", other: "{{denied-other:live}}"}
            """;

    /// Objects that the server refuses, each in words of its own, or that it cannot even read.
    public static final String REFUSED = """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: bad-base64, namespace: NS}
            data: {key: "{{bad-base64}}!"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: number, namespace: NS}
            data: {key: {{#number}}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: list, namespace: NS}
            data: ["{{list}}"]
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: scalar, namespace: NS}
            stringData: "{{scalar}}"
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: nested, namespace: NS}
            stringData: {key: {deep: "{{nested}}", deeper: ["{{nested:item}}"]}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: misnamed, namespace: NS}
            strinData: {key: "{{misnamed}}"}
            ---
            apiVersion: v2
            kind: Secret
            metadata: {name: other-version, namespace: NS}
            stringData: {key: "{{other-version}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: no-namespace, namespace: NS-nowhere}
            stringData: {key: "{{no-namespace}}"}
            ---
            apiVersion: v1
            kind: Secret
            immutable: true
            metadata: {name: immutable, namespace: NS}
            stringData: {key: "{{immutable:repo}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: denied, namespace: NS, labels: {canary: denied}}
            stringData: {key: "{{denied}}", cut: "{{denied-cut}}-and-more"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: denied-old, namespace: NS, labels: {canary: old}}
            stringData: {key: "{{denied-old:repo}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: Denied_Name, namespace: NS, annotations: {"not a key": "{{bad-annotation}}"}}
            stringData: {"not a key": "{{bad-key}}", key: "{{bad-annotation}}"}
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: cr-type, namespace: NS}
            spec: {password: {{#cr-type}}, pin: "open"}
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: cr-pattern, namespace: NS}
            spec: {password: "{{cr-pattern}}!"}
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: cr-duplicate, namespace: NS}
            spec: {tokens: ["{{cr-duplicate}}", "{{cr-duplicate}}"]}
            """;
}
