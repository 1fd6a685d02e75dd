/// Fixtures and rules that the tests of all modules share.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit;
