package app.driftless.testkit.generate;

import java.util.List;
import java.util.Random;

/// Texts of ordinary manifests.
final class Manifest {
    static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: backups.example.com
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: backups, singular: backup, kind: Backup}
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
                            schedule: {type: string, default: daily}
            """;
    static final String CUSTOM =
            "apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: all, namespace: team-0}\nspec: {}\n";

    /// Of a hundred: ConfigMap 20, Deployment 18, Service 16, ten more kinds.
    private static final List<Integer> SHARES = List.of(20, 38, 54, 60, 66, 71, 76, 81, 86, 90, 94, 97, 100);

    private final Random random;

    Manifest(Random random) {
        this.random = random;
    }

    String text(int number, String environment, String namespace) {
        int dice = random.nextInt(100);
        int kind = 0;
        while (dice >= SHARES.get(kind)) {
            kind++;
        }
        return switch (kind) {
            case 0 -> head("v1", "ConfigMap", number, environment, namespace) + data();
            case 1 -> head("apps/v1", "Deployment", number, environment, namespace) + workload(number, true);
            case 2 ->
                head("v1", "Service", number, environment, namespace)
                        + "spec:\n  selector:\n    app: app-" + number
                        + "\n  ports:\n    - name: http\n      port: 80\n      targetPort: 8080\n" + comment();
            case 3 -> head("apps/v1", "StatefulSet", number, environment, namespace) + stateful(number);
            case 4 -> head("apps/v1", "DaemonSet", number, environment, namespace) + workload(number, false);
            case 5 -> head("v1", "ServiceAccount", number, environment, namespace) + comment();
            case 6 ->
                head("rbac.authorization.k8s.io/v1", "Role", number, environment, namespace)
                        + "rules:\n  - apiGroups: [\"\"]\n    resources: [pods]\n    verbs: [get, list]\n" + comment();
            case 7 ->
                head("rbac.authorization.k8s.io/v1", "RoleBinding", number, environment, namespace)
                        + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: app-" + number
                        + "}\nsubjects:\n  - {kind: ServiceAccount, name: app-" + number + "}\n" + comment();
            case 8 ->
                head("networking.k8s.io/v1", "NetworkPolicy", number, environment, namespace)
                        + "spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n" + comment();
            case 9 ->
                head("policy/v1", "PodDisruptionBudget", number, environment, namespace)
                        + "spec:\n  minAvailable: 1\n  selector: {matchLabels: {app: app-" + number + "}}\n"
                        + comment();
            case 10 ->
                head("autoscaling/v2", "HorizontalPodAutoscaler", number, environment, namespace)
                        + "spec:\n  maxReplicas: 9\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-"
                        + number + "}\n" + comment();
            case 11 ->
                head("batch/v1", "CronJob", number, environment, namespace)
                        + "spec:\n  schedule: \"5 4 * * *\"\n  jobTemplate:\n    spec:\n      template:\n"
                        + "        spec:\n          restartPolicy: Never\n          containers:\n"
                        + "            - {name: job, image: example.com/job:1.0." + random.nextInt(50) + "}\n"
                        + comment();
            default ->
                head("v1", "PersistentVolumeClaim", number, environment, namespace)
                        + "spec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n"
                        + comment();
        };
    }

    private static String head(String apiVersion, String kind, int number, String environment, String namespace) {
        return """
                apiVersion: %s
                kind: %s
                metadata:
                  name: app-%d
                  namespace: %s
                  labels:
                    app: app-%d
                    app.kubernetes.io/name: app-%d
                    app.kubernetes.io/part-of: shop
                    environment: %s
                """.formatted(apiVersion, kind, number, namespace, number, number, environment);
    }

    private String data() {
        var text = new StringBuilder("data:\n");
        for (int i = 0; i < 16; i++) {
            text.append("  setting-")
                    .append(i)
                    .append(": \"value ")
                    .append(random.nextInt(1_000_000))
                    .append(" of a setting\"\n");
        }
        return text.toString();
    }

    private String comment() {
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append("# Notes of the team, as real files have them, number ")
                    .append(random.nextInt(1000))
                    .append('\n');
        }
        return text.toString();
    }

    private String stateful(int number) {
        return workload(number, true).replaceFirst("spec:\n", "spec:\n  serviceName: app-" + number + "\n");
    }

    private String workload(int number, boolean replicas) {
        return """
                spec:
                %s  selector:
                    matchLabels:
                      app: app-%d
                  template:
                    metadata:
                      labels:
                        app: app-%d
                    spec:
                      containers:
                        - name: main
                          image: registry.example.com/shop/app-%d:1.%d.0
                          ports:
                            - name: http
                              containerPort: 8080
                          env:
                            - name: LOG_LEVEL
                              value: info
                            - name: REGION
                              value: eu-1
                          resources:
                            requests:
                              cpu: 100m
                              memory: 128Mi
                            limits:
                              memory: 256Mi
                          readinessProbe:
                            httpGet:
                              path: /ready
                              port: http
                """.formatted(
                        replicas ? "  replicas: " + (1 + random.nextInt(5)) + "\n" : "",
                        number,
                        number,
                        number,
                        random.nextInt(100));
    }
}
