package app.driftless.core.diff;

/// A field that an unforced apply may not touch.
///
/// @param fieldPath in the notation of managedFields
/// @param manager who owns it
public record FieldConflict(String fieldPath, String manager) {}
