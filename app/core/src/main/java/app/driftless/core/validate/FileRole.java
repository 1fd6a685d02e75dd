package app.driftless.core.validate;

/// What a file is for, which decides how much of a schema it must fulfil.
public enum FileRole {
    /// Whole objects.
    OBJECTS,
    /// A part of an object that Kustomize merges into a whole one: nothing is required, deletions are allowed.
    PATCH,
    /// Something that a tool reads in its own way: values of a chart, JSON patches, transformers.
    OTHER
}
