package app.driftless.core.internal.render;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.repo.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads kustomize's notes of where each resource comes from, and takes them off the resources again.
final class Origins {
    /// The option of `buildMetadata` that makes kustomize write the notes.
    static final String OPTION = "originAnnotations";

    private static final String ANNOTATION = "config.kubernetes.io/origin";
    private static final Pattern PATH =
            Pattern.compile("(?m)^(?:path|configuredIn): " + RenderFolder.REPOSITORY + "/(.+)$");

    private final FileTree tree;
    private final ManifestParser parser;
    private final Kustomization top;
    private final boolean keep;
    private final Map<String, ManifestFile> sources = new HashMap<>();

    /// @param keep whether the repository itself asks for the notes: then they stay, with its own paths in them
    Origins(FileTree tree, ManifestParser parser, Kustomization top, boolean keep) {
        this.tree = tree;
        this.parser = parser;
        this.top = top;
        this.keep = keep;
    }

    List<Resource> of(List<Resource> rendered) {
        return rendered.stream().map(this::of).toList();
    }

    private Resource of(Resource resource) {
        if (!(resource.body().get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("annotations") instanceof Map<?, ?> annotations)
                || !(annotations.get(ANNOTATION) instanceof String note)) {
            return new Resource(resource.type(), resource.key(), resource.body(), new Origin(top.file(), 0, 0));
        }
        Matcher path = PATH.matcher(note);
        String file = path.find() ? path.group(1).strip() : top.file();
        var body = new LinkedHashMap<String, Object>(resource.body());
        body.put("metadata", without(metadata, annotations, note));
        return new Resource(resource.type(), resource.key(), Collections.unmodifiableMap(body), origin(file, resource));
    }

    private Map<String, Object> without(Map<?, ?> metadata, Map<?, ?> annotations, String note) {
        Map<String, Object> rest = copy(annotations);
        if (keep) {
            rest.put(ANNOTATION, ownPaths(note));
        } else {
            rest.remove(ANNOTATION);
        }
        Map<String, Object> result = copy(metadata);
        if (rest.isEmpty()) {
            result.remove("annotations");
        } else {
            result.put("annotations", Collections.unmodifiableMap(rest));
        }
        return Collections.unmodifiableMap(result);
    }

    /// Paths as kustomize writes them when it is run in the repository itself: seen from the wanted folder.
    private String ownPaths(String note) {
        String up = top.folder().isEmpty()
                ? ""
                : "../".repeat((int) top.folder().chars().filter(c -> c == '/').count() + 1);
        return PATH.matcher(note).replaceAll(m -> {
            String path = m.group(1);
            String seen = RepoPaths.isUnder(path, top.folder()) && !top.folder().isEmpty()
                    ? path.substring(top.folder().length() + 1)
                    : up + path;
            return Matcher.quoteReplacement(m.group().substring(0, m.group().indexOf(' ') + 1) + seen);
        });
    }

    private Origin origin(String file, Resource resource) {
        ManifestFile source = sources.computeIfAbsent(
                file,
                path -> parser.parse(path, new String(tree.read(path), StandardCharsets.UTF_8), YamlRoute.KUSTOMIZE));
        List<Resource> sameKind = source.documents().stream()
                .flatMap((Document d) -> d.resources().stream())
                .filter(r -> r.type().group().equals(resource.type().group())
                        && r.type().kind().equals(resource.type().kind()))
                .toList();
        // Kustomize may have put something before or after the name.
        Optional<Resource> match = sameKind.size() == 1
                ? Optional.of(sameKind.getFirst())
                : sameKind.stream()
                        .filter(r -> resource.key().name().contains(r.key().name()))
                        .max(Comparator.comparingInt(r -> r.key().name().length()));
        return match.map(Resource::origin).orElseGet(() -> new Origin(file, 0, 0));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
