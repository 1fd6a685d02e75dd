package app.driftless.desktop.document;

/// Makes one way of looking at documents. A feature gives one to the composition root.
public interface AspectProvider {
    Aspect aspect();

    /// Whether it has something to show for `target`.
    boolean fits(OpenTarget target);

    AspectView open(OpenTarget target);
}
