package app.driftless.core.internal.render;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each resource of a rendering stands, to find one that is written twice (F48 of the trust reference): nobody
/// could say which of the two counts.
final class ResourcePlaces {
    private record Place(String path, SourceRange range) {}

    private final Map<ResourceKey, List<Place>> places = new LinkedHashMap<>();

    void add(ManifestFile file) {
        for (Document document : file.documents()) {
            for (Resource resource : document.resources()) {
                places.computeIfAbsent(resource.key(), _ -> new ArrayList<>(1))
                        .add(new Place(file.path(), document.range()));
            }
        }
    }

    /// One finding at each place of each resource that has several, naming the other.
    List<Finding> duplicates() {
        var findings = new ArrayList<Finding>();
        places.forEach((key, all) -> {
            for (int i = 0; all.size() > 1 && i < all.size(); i++) {
                Place place = all.get(i);
                Place other = all.get(i == 0 ? 1 : 0);
                findings.add(RenderFindings.about(
                        "RENDER-123",
                        place.path(),
                        key,
                        Optional.of(place.range()),
                        key.toString(),
                        other.path(),
                        other.range().line()));
            }
        });
        return findings;
    }
}
