/// Holds the bundles of visible texts to each other and to the code that uses them.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.text;
