package app.driftless.core.validate;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.validate.SchemaWalk.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The validator of Driftless. Checking a file is cheap and has no state: callers check many files at once.
public final class SchemaValidator implements Validator {
    @Override
    public List<Finding> validate(ManifestFile file, SchemaSet schemas, FileRole role) {
        if (role == FileRole.OTHER) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var seen = new HashMap<ResourceKey, Integer>();
        for (Document document : file.documents()) {
            if (document.resources().isEmpty()) {
                configuration(file, document, schemas, findings);
            }
            for (Resource resource : document.resources()) {
                var report = new Report(findings, file.path(), document, document.pointerOf(resource), resource.key());
                resource(report, resource, schemas, role);
                if (role == FileRole.OBJECTS) {
                    once(report, resource, seen);
                }
            }
        }
        return List.copyOf(findings);
    }

    private static void resource(Report report, Resource resource, SchemaSet schemas, FileRole role) {
        Gvk type = resource.type();
        Optional<SchemaNode> schema = schemas.schema(type);
        boolean encrypted = resource.body().get("sops") instanceof Map;
        if (schema.isEmpty()) {
            unknownType(report, type, schemas);
        } else if (!encrypted) {
            new SchemaWalk(report, role == FileRole.PATCH ? Mode.PATCH : Mode.WHOLE)
                    .walk(schema.get(), resource.body());
        }
        if (role == FileRole.OBJECTS) {
            ObjectNames.check(report, resource, schemas.namespaced(type));
        }
    }

    private static void unknownType(Report report, Gvk type, SchemaSet schemas) {
        var versions = new TreeSet<String>();
        for (Gvk known : schemas.types()) {
            if (known.kind().equals(type.kind()) && known.group().equals(type.group())) {
                versions.add(known.apiVersion());
            }
        }
        report.enter("apiVersion");
        if (versions.isEmpty()) {
            report.value(SchemaIssue.NO_SCHEMA, type.apiVersion(), type.kind());
        } else {
            report.value(
                    SchemaIssue.OTHER_VERSION,
                    type.apiVersion(),
                    type.kind(),
                    schemas.kubernetesVersion(),
                    String.join(", ", versions));
        }
        report.leave();
    }

    private static void once(Report report, Resource resource, Map<ResourceKey, Integer> seen) {
        int line = resource.origin().line();
        Integer first = seen.putIfAbsent(resource.key(), line);
        if (first != null) {
            report.enter("metadata");
            report.enter("name");
            report.value(SchemaIssue.DUPLICATE_OBJECT, resource.key().toString(), first);
            report.leave();
            report.leave();
        }
    }

    /// Files that configure a tool: our own, and Kustomize's, which often leave their type out.
    private static void configuration(ManifestFile file, Document document, SchemaSet schemas, List<Finding> findings) {
        if (!(document.value() instanceof Map<?, ?> map)) {
            return;
        }
        Gvk type = configurationType(file.path(), map);
        if (type != null) {
            schemas.schema(type).ifPresent(schema -> {
                var report = new Report(findings, file.path(), document, JsonPointer.ROOT, null);
                new SchemaWalk(
                                report,
                                type.group().equals(SchemaSets.KUSTOMIZATION.group()) ? Mode.KUSTOMIZATION : Mode.WHOLE)
                        .walk(schema, map);
            });
        }
    }

    static @Nullable Gvk configurationType(String path, Map<?, ?> map) {
        if (map.get("apiVersion") instanceof String apiVersion && map.get("kind") instanceof String kind) {
            Gvk type = Gvk.of(apiVersion, kind);
            return type.group().equals("kustomize.config.k8s.io")
                            || type.group().equals("driftless.app")
                    ? type
                    : null;
        }
        if (FileRoles.isKustomization(path)) {
            return SchemaSets.KUSTOMIZATION;
        }
        return path.equals(".driftless.yaml") ? SchemaSets.WORKSPACE : null;
    }
}
