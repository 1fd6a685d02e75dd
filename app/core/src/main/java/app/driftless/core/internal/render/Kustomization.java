package app.driftless.core.internal.render;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.repo.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A kustomize file: which of its fields name other files, and where they stand.
///
/// @param file its path
/// @param parsed what the parser made of it
/// @param fields the fields of its only document; empty where it has none
public record Kustomization(String file, ManifestFile parsed, Map<?, ?> fields, List<Reference> references) {
    /// Names that kustomize looks for, in its order.
    public static final List<String> FILE_NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /// What a reference may name.
    public enum Kind {
        /// A file of resources or a folder with a kustomization.
        ENTRY,
        /// A patch: an incomplete resource.
        PATCH,
        /// Any file, whose content goes into a ConfigMap or Secret.
        CONTENT,
        /// Configuration of kustomize itself.
        CONFIGURATION,
        /// Configuration of a generator, transformer or validator, or that itself.
        PLUGIN
    }

    /// @param written as it stands in the file
    public record Reference(Kind kind, String written, JsonPointer pointer) {}

    public static Kustomization read(FileTree tree, String file, ManifestParser parser) {
        return of(file, new String(tree.read(file), StandardCharsets.UTF_8), parser);
    }

    public static Kustomization of(String file, String text, ManifestParser parser) {
        ManifestFile parsed = parser.parse(file, text, YamlRoute.KUSTOMIZE);
        Map<?, ?> fields =
                parsed.documents().isEmpty() || !(parsed.documents().getFirst().value() instanceof Map<?, ?> map)
                        ? Map.of()
                        : map;
        return new Kustomization(file, parsed, fields, new References(fields).collect());
    }

    /// Whether it is of kustomize: Flux has another kind of the same name, told by its API group.
    public boolean isKustomize() {
        return !(fields.get("apiVersion") instanceof String version) || version.startsWith("kustomize.config.k8s.io/");
    }

    /// A component is a part of others and never stands alone.
    public boolean isComponent() {
        return "Component".equals(fields.get("kind"));
    }

    public String folder() {
        return RepoPaths.folderOf(file);
    }

    public Optional<SourceRange> place(JsonPointer pointer) {
        return parsed.documents().stream().findFirst().flatMap(d -> d.valueRange(pointer));
    }

    public Optional<SourceRange> keyPlace(JsonPointer pointer) {
        return parsed.documents().stream().findFirst().flatMap((Document d) -> d.keyRange(pointer)
                .or(() -> d.valueRange(pointer)));
    }

    /// The files and folders that it names, as clean paths; without those that leave the repository.
    public List<String> targets(Kind kind) {
        return references.stream()
                .filter(r -> r.kind() == kind)
                .flatMap(r -> RepoPaths.resolve(folder(), r.written()).stream())
                .toList();
    }

    private record References(Map<?, ?> fields, List<Reference> found) {
        References(Map<?, ?> fields) {
            this(fields, new ArrayList<>());
        }

        List<Reference> collect() {
            for (String field : List.of("resources", "bases", "components")) {
                texts(field, Kind.ENTRY);
            }
            texts("patchesStrategicMerge", Kind.PATCH);
            for (String field : List.of("patches", "patchesJson6902")) {
                inItems(field, "path", Kind.PATCH);
            }
            texts("crds", Kind.CONFIGURATION);
            texts("configurations", Kind.CONFIGURATION);
            inItems("replacements", "path", Kind.CONFIGURATION);
            if (fields.get("openapi") instanceof Map<?, ?> openapi && openapi.get("path") instanceof String path) {
                found.add(new Reference(Kind.CONFIGURATION, path, JsonPointer.of("openapi", "path")));
            }
            for (String field : List.of("generators", "transformers", "validators")) {
                texts(field, Kind.PLUGIN);
            }
            for (String field : List.of("configMapGenerator", "secretGenerator")) {
                generator(field);
            }
            return List.copyOf(found);
        }

        private void texts(String field, Kind kind) {
            texts(fields.get(field), JsonPointer.of(field), kind);
        }

        private void texts(@Nullable Object value, JsonPointer at, Kind kind) {
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof String text) {
                        found.add(new Reference(kind, text, at.child(i)));
                    }
                }
            }
        }

        private void inItems(String field, String key, Kind kind) {
            if (fields.get(field) instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> item && item.get(key) instanceof String path) {
                        found.add(new Reference(
                                kind, path, JsonPointer.of(field).child(i).child(key)));
                    }
                }
            }
        }

        private void generator(String field) {
            if (!(fields.get(field) instanceof List<?> list)) {
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!(list.get(i) instanceof Map<?, ?> item)) {
                    continue;
                }
                JsonPointer at = JsonPointer.of(field).child(i);
                texts(item.get("envs"), at.child("envs"), Kind.CONTENT);
                if (item.get("env") instanceof String env) {
                    found.add(new Reference(Kind.CONTENT, env, at.child("env")));
                }
                if (item.get("files") instanceof List<?> files) {
                    for (int j = 0; j < files.size(); j++) {
                        if (files.get(j) instanceof String text) {
                            // "key=path" or "path"
                            found.add(new Reference(
                                    Kind.CONTENT,
                                    text.substring(text.indexOf('=') + 1),
                                    at.child("files").child(j)));
                        }
                    }
                }
            }
        }
    }
}
