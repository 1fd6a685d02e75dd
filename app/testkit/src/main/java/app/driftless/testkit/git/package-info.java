/// Real Git repositories for tests, made with the `git` program, which is also the oracle of what our own Git does.
@org.jspecify.annotations.NullMarked
package app.driftless.testkit.git;
