/// Measures Driftless from outside, beside its peers, and writes the figures into `docs/benchmarks.md`.
@NullMarked
package app.driftless.benchmarks;

import org.jspecify.annotations.NullMarked;
