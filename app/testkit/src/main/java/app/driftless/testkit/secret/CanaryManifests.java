package app.driftless.testkit.secret;

/// Manifests with secrets in every place where one was ever found to leak. The marks are those of [Canaries]; `NS` is
/// the namespace.
public final class CanaryManifests {
    private CanaryManifests() {}

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

    /// What the first commit wants; all of it can be applied.
    public static String first() {
        return state("one");
    }

    /// What the second commit wants: most values changed, some keys and objects gone.
    public static String second() {
        return state("two").replaceAll("(?s)# only first\n.*?# end\n", "");
    }

    /// What the third commit wants: the second without the object that can't be written.
    public static String third() {
        return second().replaceAll("(?s)# only before the third\n.*?# end\n", "");
    }

    private static String state(String side) {
        return (SECRETS + MORE_SECRETS + CONFIGURATION + WORKLOAD + CUSTOM).replace("SIDE", side);
    }

    private static final String SECRETS = """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: plain, namespace: NS}
            data:
              changed: "{{@changed:SIDE}}"
              equal: "{{@equal}}"
              same: "{{@equal}}"
            # only first
              removed: "{{@removed}}"
            # end
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: text, namespace: NS}
            data: {both: "{{@overridden}}"}
            stringData:
              both: "{{both:SIDE}}"
              written: "{{written:SIDE}}"
              long: "{{long:SIDE}}{{long:a}}{{long:b}}{{long:c}}{{long:d}}"
              digits: "{{#digits:SIDE}}"
              escaped: "a\\"b<&>\\n{{escaped:SIDE}}\\tü'"
              lines: |
                user: someone
                {{lines:SIDE}}
            ---
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/dockerconfigjson
            metadata: {name: docker, namespace: NS}
            stringData:
              .dockerconfigjson: '{"auths":{"registry.example.org":{"auth":"{{docker:SIDE}}"}}}'
            ---
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/basic-auth
            metadata: {name: basic, namespace: NS}
            stringData: {username: someone, password: "{{basic:SIDE}}"}
            ---
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/tls
            metadata: {name: tls, namespace: NS}
            stringData:
              tls.crt: ""
              tls.key: |
                -----BEGIN PRIVATE KEY-----
                {{tls:SIDE}}
                -----END PRIVATE KEY-----
            """;

    private static final String MORE_SECRETS = """
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: annotated
              namespace: NS
              annotations:
                example.org/note: "the key was {{annotated:SIDE}} once"
                kapp.k14s.io/original: '{"data":{"key":"{{@kapp:SIDE}}"}}'
            stringData: {key: "{{annotated:SIDE}}"}
            ---
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Secret
              metadata: {name: listed, namespace: NS}
              stringData: {key: "{{listed:SIDE}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: last-applied, namespace: NS}
            stringData: {key: "{{last-applied:SIDE}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: edited, namespace: NS}
            stringData: {key: "{{edited:SIDE}}"}
            # only before the third
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: late, namespace: NS, labels: {canary: late}}
            stringData: {key: "{{late:SIDE}}"}
            # end
            # only first
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: pruned, namespace: NS}
            stringData: {key: "{{pruned}}"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: kept, namespace: NS, labels: {canary: kept}}
            stringData: {key: "{{kept}}"}
            # end
            """;

    private static final String CONFIGURATION = """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              namespace: NS
              annotations: {example.org/session: "eyJ{{jwt:SIDE}}.{{jwt:payload}}.{{jwt:signature}}"}
            data:
              db-password: "{{map-key:SIDE}}"
              app.properties: |
                db.user=someone
                db.password={{properties:SIDE}}
              config: |
                apiVersion: v1
                kind: Config
                users:
                - name: someone
                  user:
                    token: {{kubeconfig-token:SIDE}}
                    client-key-data: {{@kubeconfig-key:SIDE}}
              id: |
                -----BEGIN OPENSSH PRIVATE KEY-----
                {{map-pem:SIDE}}
                -----END OPENSSH PRIVATE KEY-----
              values.json: '{"user": "someone", "apiKey": "{{map-json:SIDE}}", "size": 3}'
              values.yaml: |
                token: >-
                  {{map-block:SIDE}}
                size: 3
            """;

    private static final String WORKLOAD = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NS}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  initContainers:
                  - {name: init, image: "a:1", env: [{name: API_KEY, value: "{{init-env:SIDE}}"}]}
                  containers:
                  - name: web
                    image: a:1
                    args: ["--verbose", "--token={{argument:SIDE}}"]
                    env:
                    - {name: DB_PASSWORD, value: "{{env:SIDE}}"}
                    - {name: JWT_SECRET, value: "{{env-secret:SIDE}}"}
                    - {name: URL, value: "postgres://someone:{{env-url:SIDE}}@db.example.org/x"}
                    - {name: PLAIN, value: open-SIDE}
            """;

    private static final String CUSTOM = """
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: custom, namespace: NS}
            spec:
              password: "{{cr-password:SIDE}}"
              auth: {user: someone, clientSecret: "{{cr-nested:SIDE}}"}
              tokens: ["{{cr-set:SIDE}}", "{{cr-set:kept}}"]
            ---
            apiVersion: canary.example.org/v1
            kind: Vault
            metadata: {name: cr-last-applied, namespace: NS}
            spec: {password: "{{cr-last-applied:SIDE}}"}
            """;

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

    /// Files that are no YAML, or not what was meant: a password that begins with a sign of its own.
    public static final String BROKEN = """
            apiVersion: v1
            kind: Secret
            metadata: {name: broken}
            stringData:
              key: *{{broken-alias}}
            """;

    public static final String BROKEN_TAG = """
            apiVersion: v1
            kind: Secret
            metadata: {name: broken}
            stringData:
              key: !{{broken-tag}}!x value
              other: {{broken-colon}}: {{broken-colon:value}}: x
            """;

    /// Read as a number by some, and as text by others.
    public static final String AMBIGUOUS = """
            apiVersion: v1
            kind: Secret
            metadata: {name: ambiguous}
            stringData:
              octal: 0o{{#ambiguous}}
              sum: 0{{#ambiguous:sum}}
              time: {{#ambiguous:time}}:30:45
            """;

    /// A kustomization that generates Secrets.
    public static final String GENERATED = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: NS
            secretGenerator:
            - name: generated
              literals: ["literal={{literal}}"]
              envs: [secret.env]
              files: [secret.txt]
            configMapGenerator:
            - name: generated
              literals: ["api-token={{map-literal}}"]
            """;

    public static final String GENERATED_ENV = "KEY={{generated-env}}\n";
    public static final String GENERATED_FILE = "{{generated-file}}\n";

    /// Kustomizations on which kustomize fails, quoting what it was given.
    public static final String BAD_LITERAL = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            secretGenerator:
            - name: generated
              literals: ["{{bad-literal}}"]
            """;

    public static final String BAD_PATCH = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            secretGenerator:
            - name: generated
              literals: ["key={{bad-patch:literal}}"]
            patches:
            - patch: |
                - op: replace
                  path: /data/nowhere
                  value: "{{bad-patch}}"
              target: {kind: Secret}
            """;

    public static final String BAD_MERGE = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            patches:
            - patch: |
                apiVersion: v1
                kind: Secret
                metadata: {name: nobody}
                stringData: {key: "{{bad-merge}}"}
            """;
}
