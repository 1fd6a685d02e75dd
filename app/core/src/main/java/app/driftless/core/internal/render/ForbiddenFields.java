package app.driftless.core.internal.render;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of a kustomization are let through: a list of the known and harmless ones, so that a field of a later
/// kustomize is refused until somebody has looked at it.
final class ForbiddenFields {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "openapi",
            "namePrefix",
            "nameSuffix",
            "namespace",
            "commonLabels",
            "labels",
            "commonAnnotations",
            "patchesStrategicMerge",
            "patchesJson6902",
            "patches",
            "images",
            "imageTags",
            "replacements",
            "replicas",
            "vars",
            "sortOptions",
            "resources",
            "components",
            "crds",
            "bases",
            "configMapGenerator",
            "secretGenerator",
            "generatorOptions",
            "configurations",
            "generators",
            "transformers",
            "validators",
            "buildMetadata");
    private static final Set<String> CHARTS = Set.of("helmCharts", "helmGlobals", "helmChartInflationGenerator");

    private ForbiddenFields() {}

    static List<Finding> in(Kustomization kustomization) {
        var findings = new ArrayList<Finding>();
        for (Object key : kustomization.fields().keySet()) {
            String name = String.valueOf(key);
            JsonPointer at = JsonPointer.of(name);
            if (CHARTS.contains(name)) {
                findings.add(RenderFindings.atKey("RENDER-106", kustomization, at, name));
            } else if (!KNOWN.contains(name)) {
                findings.add(RenderFindings.atKey("RENDER-107", kustomization, at, name));
            }
        }
        for (String field : List.of("configMapGenerator", "secretGenerator")) {
            commands(kustomization, field, findings);
        }
        return findings;
    }

    /// Generators of old versions could run commands.
    private static void commands(Kustomization kustomization, String field, List<Finding> findings) {
        if (kustomization.fields().get(field) instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                for (String key : List.of("commands", "exec", "kvSources", "pluginType")) {
                    if (has(items.get(i), key)) {
                        JsonPointer at = JsonPointer.of(field).child(i).child(key);
                        findings.add(RenderFindings.atKey("RENDER-108", kustomization, at, key));
                    }
                }
            }
        }
    }

    private static boolean has(@Nullable Object item, String key) {
        return item instanceof Map<?, ?> map && map.containsKey(key);
    }
}
