/// A real API server for tests: the sandbox's programs, started once for each test JVM.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.cluster;
