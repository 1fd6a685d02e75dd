package app.driftless.core.validate;

import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The server's rules for names, namespaces and labels.
final class ObjectNames {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern SERVICE = Pattern.compile("[a-z](?:[-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_PART = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
    /// Kinds whose names may hold anything that is one part of a path.
    private static final Set<String> PATH_NAMES = Set.of(
            "rbac.authorization.k8s.io Role",
            "rbac.authorization.k8s.io RoleBinding",
            "rbac.authorization.k8s.io ClusterRole",
            "rbac.authorization.k8s.io ClusterRoleBinding",
            "certificates.k8s.io CertificateSigningRequest",
            " Event",
            "events.k8s.io Event");

    private ObjectNames() {}

    static void check(Report report, Resource resource, Optional<Boolean> namespaced) {
        report.enter("metadata");
        name(report, resource);
        String namespace = resource.key().namespace();
        if (!namespace.isEmpty()) {
            report.enter("namespace");
            if (namespaced.isPresent() && !namespaced.get()) {
                report.key(SchemaIssue.CLUSTER_SCOPED, resource.type().kind());
            } else if (!isLabel(namespace)) {
                report.value(SchemaIssue.NAMESPACE);
            }
            report.leave();
        }
        if (resource.body().get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> labels) {
            labels(report, labels);
        }
        report.leave();
    }

    private static void name(Report report, Resource resource) {
        Gvk type = resource.type();
        String name = resource.key().name();
        report.enter("name");
        if (PATH_NAMES.contains(type.group() + " " + type.kind())) {
            if (name.contains("/") || name.contains("%") || name.equals(".") || name.equals("..")) {
                report.value(SchemaIssue.NAME, type.kind());
            }
        } else if (type.group().isEmpty() && type.kind().equals("Service")) {
            if (name.length() > LONGEST_LABEL || !SERVICE.matcher(name).matches()) {
                report.value(SchemaIssue.SERVICE_NAME);
            }
        } else if (type.group().isEmpty() && type.kind().equals("Namespace")) {
            if (!isLabel(name)) {
                report.value(SchemaIssue.NAMESPACE);
            }
        } else if (name.length() > LONGEST_NAME || !SUBDOMAIN.matcher(name).matches()) {
            report.value(SchemaIssue.NAME, type.kind());
        }
        report.leave();
    }

    private static boolean isLabel(String text) {
        return text.length() <= LONGEST_LABEL && LABEL.matcher(text).matches();
    }

    private static void labels(Report report, Map<?, ?> labels) {
        report.enter("labels");
        labels.forEach((key, value) -> {
            report.enter(String.valueOf(key));
            if (!isLabelKey(String.valueOf(key))) {
                report.key(SchemaIssue.LABEL_KEY);
            }
            if (value instanceof String text && !text.isEmpty() && !isLabelPart(text)) {
                report.value(SchemaIssue.LABEL_VALUE);
            }
            report.leave();
        });
        report.leave();
    }

    private static boolean isLabelKey(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "a" : key.substring(0, slash);
        return prefix.length() <= LONGEST_NAME
                && SUBDOMAIN.matcher(prefix).matches()
                && isLabelPart(key.substring(slash + 1));
    }

    private static boolean isLabelPart(String text) {
        return text.length() <= LONGEST_LABEL && LABEL_PART.matcher(text).matches();
    }
}
