package app.driftless.core.workspace;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The index of a work tree. Updated per changed file and streamed while it is built.
///
/// @param files by path
/// @param complete whether every file has been looked at since the repository was opened
/// @param generation grows with each change
public record IndexState(SortedMap<String, IndexedFile> files, boolean complete, long generation) {
    /// The generation first: comparing thousands of files for each step of a stream would cost more than the step.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexState(var otherFiles, var otherComplete, var otherGeneration)
                && generation == otherGeneration
                && complete == otherComplete
                && files.equals(otherFiles);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(generation);
    }
}
