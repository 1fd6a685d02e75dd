/// Puts faults between Driftless and the servers it talks to: on the bytes of a connection, or on single requests to
/// an API server. All in Java, since a CI kernel often lacks what a system's own tools need.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.fault;
