package app.driftless.core.cluster;

import app.driftless.core.manifest.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Manifests for the tests of what is predicted: each as it is created and as it is changed. Written ones for every
/// built-in kind, and made ones: each feature of a pod in each kind that has pods, and each feature of a custom kind.
public final class TruthCases {
    /// @param before as it is created
    /// @param after as it is changed then
    public record Case(Resource before, Resource after) {}

    private static final List<String> POD_FEATURES = List.of(
            "terminationGracePeriodSeconds: 5 => 7",
            "dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1], options: [{name: ndots, value: \"1\"}]} | \"1\" => \"2\"",
            "hostAliases: [{ip: 10.0.0.1, hostnames: [a]}] => b",
            "securityContext: {runAsUser: 5, fsGroup: 6, sysctls: [{name: net.a, value: \"1\"}], supplementalGroups: [3]} | [3] => [9]",
            "tolerations: [{key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 3}] | Seconds: 3 => Seconds: 4",
            "nodeSelector: {zone: a} => b",
            "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 5, podAffinityTerm: {topologyKey: t, labelSelector: {matchLabels: {a: b}}}}]}} | weight: 5 => weight: 6",
            "topologySpreadConstraints: [{maxSkew: 1, topologyKey: t, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {a: b}}}] | maxSkew: 1 => maxSkew: 2",
            "initContainers: [{name: i, image: \"i:1\", restartPolicy: Always}] | i:1 => i:2",
            "volumes: [{name: v, emptyDir: {sizeLimit: 1024Mi}}] | 1024Mi => 1536Mi",
            "volumes: [{name: v, configMap: {name: c, items: [{key: k, path: p}]}}] => q",
            "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t}}, {downwardAPI: {items: [{path: l, fieldRef: {fieldPath: metadata.labels}}]}}]}}] | path: t => path: u",
            "volumes: [{name: v, secret: {secretName: s, optional: true}}] => false",
            "volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}] => 2Gi",
            "readinessGates: [{conditionType: a.example.org/b}] => c",
            "enableServiceLinks: false => true",
            "imagePullSecrets: [{name: p}] => q",
            "serviceAccountName: robot => other",
            "shareProcessNamespace: true => false",
            "schedulingGates: [{name: g.example.org/x}] => y");
    private static final List<String> CONTAINER_FEATURES = List.of(
            "args: [\"1\", two] => three",
            "command: [sh, -c, x] => y",
            "env: [{name: A, value: \"1\"}, {name: B, valueFrom: {fieldRef: {fieldPath: status.podIP}}}] => status.hostIP",
            "env: [{name: C, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}] => limits.memory",
            "envFrom: [{configMapRef: {name: c}}, {prefix: P_, secretRef: {name: s, optional: true}}] | name: s => name: t",
            "ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}, {name: m, containerPort: 90}] | name: m => name: n",
            "resources: {limits: {cpu: 1500m, memory: 1.5Gi, ephemeral-storage: 1e9}, requests: {cpu: 0.1}} => 0.2",
            "livenessProbe: {httpGet: {port: http}, initialDelaySeconds: 3} | Seconds: 3 => Seconds: 4",
            "readinessProbe: {tcpSocket: {port: 8080}} => 8081",
            "startupProbe: {exec: {command: [a]}, failureThreshold: 9} | Threshold: 9 => Threshold: 8",
            "livenessProbe: {grpc: {port: 5}} => 6",
            "lifecycle: {preStop: {exec: {command: [sleep, \"5\"]}}} => \"6\"",
            "securityContext: {capabilities: {add: [NET_ADMIN], drop: [ALL]}, readOnlyRootFilesystem: true} => false",
            "imagePullPolicy: Always => Never",
            "terminationMessagePolicy: FallbackToLogsOnError => File",
            "tty: true, stdin: true | tty: true => tty: false",
            "workingDir: /a => /b");
    private static final List<String> KINDS = List.of(
            "apps/v1 Deployment",
            "apps/v1 StatefulSet",
            "apps/v1 DaemonSet",
            "apps/v1 ReplicaSet",
            "v1 ReplicationController",
            "batch/v1 CronJob",
            "v1 PodTemplate");
    private static final List<String> CUSTOM = List.of(
            "mode: manual => auto",
            "port: 80 => http",
            "port: http => 81",
            "size: 5Gi => 6",
            "maybe: null => x",
            "maybe: x => null",
            "free: {a: {b: [1, {c: d}]}, n: null} => e",
            "free: {} => {x: 1}",
            "tags: [a, b] => [b, c]",
            "tags: [], mode: manual => [z]",
            "args: [a, a, b] => [a, b]",
            "plain: [{a: 1}, {a: 2, b: 3}] => [{a: 2}]",
            "plain: [{}] => [{b: 8}]",
            "rules: [{host: h}, {host: h, port: 81, path: /x}] => [{host: h, path: /y}]",
            "rules: [{host: a, port: 80}] => [{host: b}]",
            "whole: {x: a, y: b} => {x: c}",
            "limits: {cpu: 1000m, mem: 1024Mi, n: 3} => {cpu: 1}",
            "nested: {level: 2} => {level: 1.5}",
            "nested: {on: false} => {}",
            "nested: {} => {on: false, level: 0.1}");

    private TruthCases() {}

    public static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(TruthCases.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those of a file, with `NS` and the like filled in.
    public static List<Case> written(String file, String namespace) {
        int number = Math.floorMod(namespace.hashCode(), 60_000);
        var cases = new ArrayList<Case>();
        String text = text(file)
                .replace("X1X", String.valueOf(number % 250))
                .replace("X2X", String.valueOf(number / 250))
                .replace("NS", namespace);
        for (String document : text.split("\n---\n")) {
            String marker = document.lines()
                    .filter(line -> line.startsWith("# then: "))
                    .findFirst()
                    .orElseThrow();
            String[] change = marker.substring(8).split(" => ");
            String yaml = document.replace(marker, "");
            if (!yaml.contains(change[0])) {
                throw new IllegalArgumentException(marker);
            }
            cases.add(new Case(Manifests.one(yaml), Manifests.one(yaml.replace(change[0], change[1]))));
        }
        return cases;
    }

    /// Made ones, in an order in which the first few are of many sorts.
    public static List<Case> made(String namespace) {
        var cases = new ArrayList<Case>();
        for (int i = 0; i < CUSTOM.size(); i++) {
            String[] change = change(CUSTOM.get(i));
            String yaml =
                    "{apiVersion: truth.example.org/v1, kind: Gadget, metadata: {name: made-%d, namespace: %s}, spec: {%s}}";
            cases.add(new Case(
                    Manifests.one(yaml.formatted(i, namespace, change[0])),
                    Manifests.one(yaml.formatted(i, namespace, change[1]))));
        }
        for (int k = 0; k < KINDS.size(); k++) {
            for (int f = 0; f < POD_FEATURES.size() + CONTAINER_FEATURES.size(); f++) {
                boolean ofPod = f < POD_FEATURES.size();
                String[] change = change(ofPod ? POD_FEATURES.get(f) : CONTAINER_FEATURES.get(f - POD_FEATURES.size()));
                String name = "made-" + k + "-" + f;
                cases.add(new Case(
                        Manifests.one(workload(KINDS.get(k), name, namespace, ofPod, change[0])),
                        Manifests.one(workload(KINDS.get(k), name, namespace, ofPod, change[1]))));
            }
        }
        return cases;
    }

    /// `text | from => to`, or `key: value => other` with the last value of the text replaced, or the whole of it
    /// where `other` begins so.
    private static String[] change(String feature) {
        if (feature.contains(" | ")) {
            String[] parts = feature.split(" [|] ");
            String[] words = parts[1].split(" => ");
            return new String[] {parts[0], parts[0].replace(words[0], words[1])};
        }
        String[] parts = feature.split(" => ");
        String key = parts[0].substring(0, parts[0].indexOf(':'));
        boolean whole = !parts[0].contains(",") && !parts[0].contains("{") && !parts[0].contains("[");
        if (whole || parts[1].startsWith("[") || parts[1].startsWith("{")) {
            return new String[] {parts[0], key + ": " + parts[1]};
        }
        int end = parts[0].length();
        while ("]} ".indexOf(parts[0].charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while ("[ ,".indexOf(parts[0].charAt(start - 1)) < 0) {
            start--;
        }
        return new String[] {parts[0], parts[0].substring(0, start) + parts[1] + parts[0].substring(end)};
    }

    private static String workload(String kind, String name, String namespace, boolean ofPod, String feature) {
        boolean job = kind.endsWith("CronJob");
        String pod = "{containers: [{name: c, image: \"i:1\"%s}]%s%s}"
                .formatted(
                        ofPod ? "" : ", " + feature, ofPod ? ", " + feature : "", job ? ", restartPolicy: Never" : "");
        String template = "template: {metadata: {labels: {a: b}}, spec: %s}".formatted(pod);
        String spec =
                switch (kind.substring(kind.indexOf(' ') + 1)) {
                    case "CronJob" ->
                        "spec: {schedule: \"* * * * *\", suspend: true, jobTemplate: {spec: {%s}}}".formatted(template);
                    case "PodTemplate" -> template;
                    case "ReplicationController" -> "spec: {replicas: 0, selector: {a: b}, %s}".formatted(template);
                    case "StatefulSet" ->
                        "spec: {replicas: 0, serviceName: s, selector: {matchLabels: {a: b}}, %s}".formatted(template);
                    case "DaemonSet" -> "spec: {selector: {matchLabels: {a: b}}, %s}".formatted(template);
                    default -> "spec: {replicas: 0, selector: {matchLabels: {a: b}}, %s}".formatted(template);
                };
        return "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: %s}, %s}"
                .formatted(
                        kind.substring(0, kind.indexOf(' ')),
                        kind.substring(kind.indexOf(' ') + 1),
                        name,
                        namespace,
                        spec);
    }
}
