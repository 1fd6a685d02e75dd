package app.driftless.core.workspace;

import java.util.SortedMap;

/// The index of a work tree. Updated per changed file and streamed while it is built.
///
/// @param files by path
/// @param complete whether every file has been looked at since the repository was opened
/// @param generation grows with each change
public record IndexState(SortedMap<String, IndexedFile> files, boolean complete, long generation) {}
