package app.driftless.testkit.secret;

/// What the commits of a repository want, with secrets in every place where one was ever found to leak. The marks are
/// those of [Canaries]; `NS` is the namespace.
public final class CanaryCommits {
    private CanaryCommits() {}

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
}
