package app.driftless.desktop.resources;

import java.util.Optional;

/// A line of the environment tree.
///
/// @param id the same for the same thing over refreshes
/// @param depth from 0
/// @param unwell the resource to look at first: itself, or of a parent the worst in it; empty where all is well
/// @param open whether its children are shown; empty for a leaf
public record TreeRow(
        String id,
        int depth,
        Optional<Boolean> open,
        EntryState state,
        Optional<ResourceEntry> unwell,
        Subject subject) {
    /// What the line is about.
    public sealed interface Subject {
        record OfEnvironment(EnvironmentEntry entry, Counts counts) implements Subject {}

        record OfCluster(EnvironmentEntry environment, ClusterEntry cluster) implements Subject {}

        /// @param kind whether it gathers a kind, else a namespace; an empty name is "cluster-wide"
        record OfGroup(String environment, String name, boolean kind, Counts counts) implements Subject {}

        record OfResource(String environment, ResourceEntry entry, boolean byKind) implements Subject {}

        /// The environment could not be rendered.
        record OfProblem(EnvironmentEntry environment) implements Subject {}
    }
}
