package app.driftless.core.flow;

import java.util.concurrent.CompletableFuture;

/// A running piece of work that a person can watch and cancel.
///
/// @param id unique within the process
/// @param outcome completes normally, never exceptionally, on the operation's own thread
public record Operation<T>(long id, CancelToken cancel, CompletableFuture<Outcome<T>> outcome) {}
