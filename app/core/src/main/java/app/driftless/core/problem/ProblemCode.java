package app.driftless.core.problem;

/// The stable name of something that can go wrong. Each area of the engine has one enum of them beside the code that
/// reports them.
///
/// A code is quoted by people and matched by scripts, so it never changes its meaning. Its texts are the keys
/// `<id>.what`, `<id>.why`, `<id>.state` and `<id>.todo` of the bundle of its area.
public interface ProblemCode {
    /// The bundle of the texts, for example `repo`.
    String area();

    /// For example `GIT-LOCK-001`.
    String id();
}
