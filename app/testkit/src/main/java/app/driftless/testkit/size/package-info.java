/// Shows how long the source files are, so that growth is seen.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.size;
