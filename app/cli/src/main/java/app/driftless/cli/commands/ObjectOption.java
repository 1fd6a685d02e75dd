package app.driftless.cli.commands;

import app.driftless.core.manifest.ResourceKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One object of a repository, and the repository it is in.
final class ObjectOption {
    @Parameters(index = "0", paramLabel = "KIND/NAME", descriptionKey = "option.object")
    private String object = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            defaultValue = ".",
            descriptionKey = "option.folder")
    private Path folder = Path.of(".");

    @Option(names = "--environment", paramLabel = "NAME", descriptionKey = "option.environment")
    private @Nullable String environment;

    @Option(names = "--trust-render", descriptionKey = "option.trustRender")
    private boolean trustRender;

    FolderOption source() {
        return FolderOption.of(folder, environment, trustRender);
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    String text() {
        return object;
    }

    /// Empty if the object is not named as `Kind/name` or `Kind/namespace/name`, with a path of a field behind it or
    /// not; the path is what stands behind.
    Optional<String> pathIn(ResourceKey key) {
        return names(object, key);
    }

    /// The rest of `given` behind the name of this object: empty text for the object itself.
    static Optional<String> names(String given, ResourceKey key) {
        for (String name : new String[] {
            key.toString(), key.kind() + "/" + key.name(), key.kind() + "/" + key.namespace() + "/" + key.name()
        }) {
            if (given.startsWith(name)) {
                String rest = given.substring(name.length());
                if (rest.isEmpty() || rest.startsWith(".") && rest.length() > 1) {
                    return Optional.of(rest);
                }
            }
        }
        return Optional.empty();
    }
}
