package app.driftless.core.render;

import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.ManifestParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What renderers need of their surroundings.
///
/// @param cache a folder of the application's cache, for renderings without Secrets
/// @param chosen the program that the person set: `kustomize` or `kubectl`, under any file name
/// @param sandboxKubectl the sandbox's own `kubectl` as a command to put arguments after, the last resort
/// @param environment environment variables, for `PATH`
public record RenderSetup(
        ManifestParser parser,
        Workers workers,
        Path cache,
        Supplier<Optional<Path>> chosen,
        Supplier<Optional<List<String>>> sandboxKubectl,
        Map<String, String> environment) {}
