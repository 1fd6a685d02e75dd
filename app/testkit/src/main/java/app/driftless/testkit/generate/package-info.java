/// Generated repositories of any size, always the same for the same seed.
@NullMarked
package app.driftless.testkit.generate;

import org.jspecify.annotations.NullMarked;
