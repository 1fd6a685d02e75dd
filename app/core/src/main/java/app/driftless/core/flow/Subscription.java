package app.driftless.core.flow;

/// Ends what it was given out for. Closing twice does nothing.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
