package app.driftless.cli.commands;

import app.driftless.core.manifest.ResourceKey;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One object of a repository, and the repository it is in.
final class ObjectOption {
    @Parameters(index = "0", paramLabel = "KIND/NAME", descriptionKey = "option.object")
    private String object = "";

    @Mixin
    private PlaceOption place = new PlaceOption();

    @Option(names = "--trust-render", descriptionKey = "option.trustRender")
    private boolean trustRender;

    FolderOption source() {
        return place.source(trustRender);
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
