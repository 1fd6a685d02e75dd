package app.driftless.core.internal.render;

import app.driftless.core.internal.render.Kustomization.Reference;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.YamlRoute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets only kustomize's own generators, transformers and validators through: no plugin, no function in a program or
/// container, no chart.
final class PluginCheck {
    private PluginCheck() {}

    static List<Finding> inline(Kustomization from, Reference reference, ManifestParser parser) {
        return judge(from, reference, parser.parse(from.file(), reference.written(), YamlRoute.KUSTOMIZE));
    }

    static List<Finding> file(
            Kustomization from, Reference reference, String path, Listing listing, ManifestParser parser) {
        String text = new String(listing.tree().read(path), StandardCharsets.UTF_8);
        return judge(from, reference, parser.parse(path, text, YamlRoute.KUSTOMIZE));
    }

    private static List<Finding> judge(Kustomization from, Reference reference, ManifestFile configurations) {
        var findings = new ArrayList<Finding>();
        if (configurations.hasErrors()) {
            findings.add(RenderFindings.at("RENDER-110", from, reference.pointer()));
        }
        for (Document document : configurations.documents()) {
            if (document.value() != null && !isBuiltin(document.value())) {
                findings.add(RenderFindings.at("RENDER-108", from, reference.pointer(), kind(document.value())));
            } else if (namesUrl(document.value())) {
                findings.add(RenderFindings.at("RENDER-101", from, reference.pointer(), kind(document.value())));
            }
        }
        return findings;
    }

    private static boolean isBuiltin(Object value) {
        return value instanceof Map<?, ?> map
                && "builtin".equals(map.get("apiVersion"))
                && !"HelmChartInflationGenerator".equals(map.get("kind"))
                && !hasFunction(map);
    }

    private static boolean hasFunction(Map<?, ?> map) {
        return JsonPointer.of("metadata", "annotations").in(map) instanceof Map<?, ?> annotations
                && annotations.keySet().stream()
                        .anyMatch(key -> String.valueOf(key).endsWith("/function"));
    }

    private static boolean namesUrl(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().anyMatch(PluginCheck::namesUrl);
            case List<?> list -> list.stream().anyMatch(PluginCheck::namesUrl);
            case String text -> text.matches("(?i)(https?|ssh|git|file)://\\S*|git@\\S+");
            case null, default -> false;
        };
    }

    private static String kind(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.get("kind") instanceof String kind ? kind : "?";
    }
}
