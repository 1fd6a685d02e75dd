/// Processes that are killed in the middle of their work, and the record of what was found afterwards.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.crash;
