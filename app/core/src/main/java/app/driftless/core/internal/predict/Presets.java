package app.driftless.core.internal.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server fills in by itself. For custom kinds the schema says it; the built-in kinds publish few of their
/// defaults, so that those of the everyday fields are known by name here (Kubernetes' `SetDefaults_*` functions).
final class Presets {
    private static final Map<String, Set<Object>> BY_NAME = Map.ofEntries(
            Map.entry("apiGroup", Set.of("rbac.authorization.k8s.io")),
            Map.entry("apiVersion", Set.of("v1")),
            Map.entry("backoffLimit", Set.of(6L)),
            Map.entry("completionMode", Set.of("NonIndexed")),
            Map.entry("completions", Set.of(1L)),
            Map.entry("concurrencyPolicy", Set.of("Allow")),
            Map.entry("defaultMode", Set.of(420L)),
            Map.entry("dnsPolicy", Set.of("ClusterFirst")),
            Map.entry("expirationSeconds", Set.of(3600L)),
            Map.entry("externalTrafficPolicy", Set.of("Cluster")),
            Map.entry("failedJobsHistoryLimit", Set.of(1L)),
            Map.entry("failurePolicy", Set.of("Fail")),
            Map.entry("failureThreshold", Set.of(3L)),
            Map.entry("imagePullPolicy", Set.of("IfNotPresent", "Always")),
            Map.entry("internalTrafficPolicy", Set.of("Cluster")),
            Map.entry("ipFamilyPolicy", Set.of("SingleStack")),
            Map.entry("kind", Set.of("PersistentVolumeClaim")),
            Map.entry("matchPolicy", Set.of("Equivalent")),
            Map.entry("maxSurge", Set.of("25%", 0L)),
            Map.entry("maxUnavailable", Set.of("25%", 1L)),
            Map.entry("minReplicas", Set.of(1L)),
            Map.entry("parallelism", Set.of(1L)),
            Map.entry("partition", Set.of(0L)),
            Map.entry("path", Set.of("/")),
            Map.entry("periodSeconds", Set.of(10L)),
            Map.entry("persistentVolumeReclaimPolicy", Set.of("Retain")),
            Map.entry("phase", Set.of("Pending")),
            Map.entry("podManagementPolicy", Set.of("OrderedReady")),
            Map.entry("podReplacementPolicy", Set.of("TerminatingOrFailed", "Failed")),
            Map.entry("policyTypes", Set.of(List.of("Ingress"), List.of("Ingress", "Egress"))),
            Map.entry("progressDeadlineSeconds", Set.of(600L)),
            Map.entry("protocol", Set.of("TCP")),
            Map.entry("reclaimPolicy", Set.of("Delete")),
            Map.entry("replicas", Set.of(1L)),
            Map.entry("restartPolicy", Set.of("Always")),
            Map.entry("revisionHistoryLimit", Set.of(10L)),
            Map.entry("schedulerName", Set.of("default-scheduler")),
            Map.entry("scheme", Set.of("HTTP")),
            Map.entry("scope", Set.of("*")),
            Map.entry("sessionAffinity", Set.of("None")),
            Map.entry("stabilizationWindowSeconds", Set.of(0L, 300L)),
            Map.entry("strategy", Set.of("None")),
            Map.entry("successThreshold", Set.of(1L)),
            Map.entry("successfulJobsHistoryLimit", Set.of(3L)),
            Map.entry("terminationGracePeriodSeconds", Set.of(30L)),
            Map.entry("terminationMessagePath", Set.of("/dev/termination-log")),
            Map.entry("terminationMessagePolicy", Set.of("File")),
            Map.entry("timeoutSeconds", Set.of(1L, 10L)),
            Map.entry("type", Set.of("RollingUpdate", "ClusterIP", "Opaque", "")),
            Map.entry("volumeBindingMode", Set.of("Immediate")),
            Map.entry("volumeMode", Set.of("Filesystem")),
            Map.entry("whenDeleted", Set.of("Retain")),
            Map.entry("whenScaled", Set.of("Retain")));

    private Presets() {}

    /// Whether the server may have put this value there on its own.
    ///
    /// @param schema of the value
    static boolean plausible(String field, @Nullable Object value, Schema schema) {
        if (value == null || value.equals(schema.preset()) || value.equals("") || Boolean.FALSE.equals(value)) {
            return true;
        }
        if (BY_NAME.getOrDefault(field, Set.of()).contains(value) || (schema.isQuantity() && value.equals("0"))) {
            return true;
        }
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream().allMatch(entry -> {
                    String name = String.valueOf(entry.getKey());
                    return schema.declares(name) && plausible(name, entry.getValue(), schema.field(name));
                });
            case List<?> list -> list.isEmpty();
            default -> false;
        };
    }

    /// The value with everything that the schema says is filled in, from the outside in.
    static @Nullable Object filled(@Nullable Object value, Schema schema) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> {
                    // A null where none may stand is dropped, and makes room for the default.
                    if (item != null || schema.field(String.valueOf(key)).isNullable()) {
                        copy.put(String.valueOf(key), item);
                    }
                });
                schema.properties().keySet().forEach(key -> {
                    String name = String.valueOf(key);
                    Object preset = schema.field(name).preset();
                    if (preset != null) {
                        copy.putIfAbsent(name, preset);
                    }
                });
                copy.replaceAll((name, item) -> filled(item, schema.field(name)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(item -> copy.add(filled(item, schema.items())));
                yield copy;
            }
            case null, default -> value;
        };
    }
}
