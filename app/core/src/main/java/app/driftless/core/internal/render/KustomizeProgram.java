package app.driftless.core.internal.render;

import java.util.List;

/// A program that renders kustomizations.
///
/// @param command with the subcommand, so that only the folder is to be added
/// @param version what it says about its kustomize, such as `v5.8.1`
record KustomizeProgram(List<String> command, String version) {
    /// As shown to a person.
    String display() {
        return "kustomize " + version + " (" + String.join(" ", command) + ")";
    }
}
