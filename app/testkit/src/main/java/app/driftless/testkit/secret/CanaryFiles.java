package app.driftless.testkit.secret;

/// Files with secrets that are no YAML, or that nothing can be made of. The marks are those of [Canaries]; `NS` is the
/// namespace.
public final class CanaryFiles {
    private CanaryFiles() {}

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
