/// Secret values that can be found again wherever they leak to.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.secret;
