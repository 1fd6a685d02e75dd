package app.driftless.core.internal.adopt;

import app.driftless.core.internal.render.Kustomization;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.repo.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The places in files that may say something of a rendered object: where it comes from first, then whatever is of
/// its kind and name, such as patches.
///
/// @param inputs the files that rendering reads
record SourcePlaces(FileTree tree, Set<String> inputs) {
    /// @param at where the object stands in its document
    record Place(String file, int document, JsonPointer at, Resource resource) {}

    YamlRoute route() {
        boolean kustomized = inputs.stream()
                .anyMatch(file -> Kustomization.FILE_NAMES.contains(file.substring(file.lastIndexOf('/') + 1)));
        return kustomized ? YamlRoute.KUSTOMIZE : YamlRoute.RAW;
    }

    List<Place> of(Resource rendered) {
        var places = new ArrayList<Place>();
        String origin = rendered.origin().path();
        if (tree.exists(origin)) {
            places.addAll(in(origin, rendered));
        }
        if (route() == YamlRoute.KUSTOMIZE) {
            inputs.stream()
                    .filter(file -> !file.equals(origin) && (file.endsWith(".yaml") || file.endsWith(".yml")))
                    .sorted()
                    .forEach(file -> places.addAll(in(file, rendered)));
        }
        return places;
    }

    private List<Place> in(String file, Resource rendered) {
        ManifestFile parsed =
                Manifests.parser().parse(file, new String(tree.read(file), StandardCharsets.UTF_8), route());
        var places = new ArrayList<Place>();
        for (Document document : parsed.documents()) {
            for (Resource resource : document.resources()) {
                if (resource.type().kind().equals(rendered.type().kind())
                        && resource.type().group().equals(rendered.type().group())
                        && rendered.key().name().contains(resource.key().name())) {
                    places.add(new Place(file, document.index(), document.pointerOf(resource), resource));
                }
            }
        }
        return places;
    }
}
