package app.driftless.core.internal.render;

import app.driftless.core.diff.SecretValues;
import app.driftless.core.internal.secret.Scrubber;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.repo.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the secret values in the files that a rendering is made of. Only asked where it failed, and rather too much
/// than too little.
final class SourceSecrets {
    private static final Pattern SETTING =
            Pattern.compile("(?m)^[ \\t]*(?:- )?[^\\s:=][^:=\\r\\n]*[:=][ \\t]*(\\S.*)$");

    private final FileTree tree;
    private final ManifestParser parser;
    private final Set<String> found = new HashSet<>();

    SourceSecrets(FileTree tree, ManifestParser parser) {
        this.tree = tree;
        this.parser = parser;
    }

    Scrubber scrubber(KustomizeClosure closure) {
        for (String path : closure.files().keySet()) {
            String text = new String(tree.read(path), StandardCharsets.UTF_8);
            if (Kustomization.FILE_NAMES.contains(RepoPaths.nameOf(path))) {
                kustomization(Kustomization.of(path, text, parser));
            } else if (Listing.isManifestName(path)) {
                manifest(path, text);
            }
        }
        return Scrubber.of(found, false);
    }

    private void manifest(String path, String text) {
        ManifestFile file = parser.parse(path, text, YamlRoute.KUSTOMIZE);
        if (file.hasErrors()) {
            // What can't be read as YAML can't be told apart.
            if (text.contains("Secret")) {
                settings(text);
            }
            return;
        }
        file.documents().stream().map(Document::value).forEach(this::object);
    }

    private void object(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::object);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> body = new LinkedHashMap<>();
            map.forEach((key, item) -> body.put(String.valueOf(key), item));
            found.addAll(SecretValues.of(body));
            operation(body);
        }
    }

    /// Of a JSON patch it does not say of what kind its target is.
    private void operation(Map<String, Object> body) {
        if (body.get("path") instanceof String path
                && path.startsWith("/")
                && List.of("data", "stringData")
                        .contains(JsonPointer.parse(path).tokens().getFirst())) {
            scalars(body.get("value"));
        }
    }

    private void kustomization(Kustomization kustomization) {
        for (String field : List.of("patches", "patchesStrategicMerge", "patchesJson6902")) {
            if (kustomization.fields().get(field) instanceof List<?> patches) {
                for (Object patch : patches) {
                    Object text = patch instanceof Map<?, ?> map ? map.get("patch") : patch;
                    if (text instanceof String inline && inline.contains("\n")) {
                        manifest(kustomization.file(), inline);
                    }
                }
            }
        }
        if (kustomization.fields().get("secretGenerator") instanceof List<?> generators) {
            for (Object generator : generators) {
                if (generator instanceof Map<?, ?> map) {
                    generator(kustomization.folder(), map);
                }
            }
        }
    }

    private void generator(String folder, Map<?, ?> generator) {
        if (generator.get("literals") instanceof List<?> literals) {
            literals.forEach(literal -> setting(String.valueOf(literal)));
        }
        for (String field : List.of("env", "envs", "files")) {
            Object named = generator.get(field);
            for (Object file : named instanceof List<?> list ? list : named == null ? List.of() : List.of(named)) {
                String written = String.valueOf(file);
                RepoPaths.resolve(folder, field.equals("files") ? written.substring(written.indexOf('=') + 1) : written)
                        .map(tree::read)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .ifPresent(text -> {
                            found.add(text.strip());
                            text.lines().forEach(this::setting);
                        });
            }
        }
    }

    /// `key=value`; a line without a key is a value that was meant to have one.
    private void setting(String line) {
        String value = line.substring(line.indexOf('=') + 1).strip();
        if (!value.isEmpty()) {
            found.add(value);
            found.add(value.replaceAll("^[\"']|[\"']$", ""));
        }
    }

    private void settings(String text) {
        Matcher setting = SETTING.matcher(text);
        while (setting.find()) {
            String value = setting.group(1).strip();
            if (!value.equals("Secret") && !value.equals("v1")) {
                found.add(value.replaceAll("^[\"']|[\"']$", ""));
            }
        }
    }

    private void scalars(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map -> map.values().forEach(this::scalars);
            case List<?> list -> list.forEach(this::scalars);
            default -> found.add(value.toString());
        }
    }
}
