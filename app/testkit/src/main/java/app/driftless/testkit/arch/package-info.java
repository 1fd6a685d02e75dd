/// The rules of the house, as tests with a reason.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.arch;
