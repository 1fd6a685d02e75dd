package app.driftless.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.YamlRoute;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files that configure Driftless or Kustomize, and what they say of others.
class ConfigurationFilesTest {
    @Test
    void ourOwnFileAndKustomizationsHaveSchemas() {
        ManifestFile own = Manifests.parser()
                .parse(
                        ".driftless.yaml",
                        "apiVersion: driftless.app/v1\nkind: Workspace\nenvironments:\n"
                                + "  - {name: a, path: b, protection: open, sync: {mode: sometimes, interval: 1 minute}}\n",
                        YamlRoute.RAW);
        assertEquals(
                List.of(
                        "SCHEMA-005 4 /environments/0/sync/mode [manual, auto, observe, argocd, flux]",
                        "SCHEMA-018 4 /environments/0/sync/interval []"),
                new SchemaValidator()
                        .validate(own, Checked.SETS.newest()).stream()
                                .map(Checked::told)
                                .toList());
        ManifestFile kustomization = Manifests.parser()
                .parse(
                        "a/kustomization.yaml",
                        "resource: [x.yaml]\nnamespace: 5\nnameprefix: a-\n",
                        YamlRoute.KUSTOMIZE);
        assertEquals(
                List.of("SCHEMA-004 1 /resource [resource, resources]", "SCHEMA-020 2 /namespace [integer]"),
                new SchemaValidator()
                        .validate(kustomization, Checked.SETS.newest()).stream()
                                .map(Checked::told)
                                .toList());
    }

    @Test
    void kustomizationsTellWhichFilesArePatches() {
        ManifestFile kustomization = Manifests.parser()
                .parse(
                        "overlays/a/kustomization.yaml",
                        "resources: [../../base/x.yaml]\npatches: [{path: p.yaml}]\npatchesStrategicMerge: [../q.yaml]\n",
                        YamlRoute.KUSTOMIZE);
        FileRoles roles = FileRoles.of(List.of(kustomization));
        assertEquals(FileRole.PATCH, roles.role("overlays/a/p.yaml"));
        assertEquals(FileRole.PATCH, roles.role("overlays/q.yaml"));
        assertEquals(FileRole.OBJECTS, roles.role("base/x.yaml"));
        assertEquals(FileRole.OTHER, roles.role("chart/values-prod.yaml"));
    }
}
