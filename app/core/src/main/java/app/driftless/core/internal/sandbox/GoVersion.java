package app.driftless.core.internal.sandbox;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the Go tools, as far as it decides what can be built.
record GoVersion(int major, int minor) implements Comparable<GoVersion> {
    private static final Pattern SAID = Pattern.compile("go(\\d+)\\.(\\d+)");

    /// Reads what `go env GOVERSION` prints, such as `go1.26.8`; empty for a development version.
    static Optional<GoVersion> parse(String said) {
        Matcher matcher = SAID.matcher(said);
        return matcher.find()
                ? Optional.of(new GoVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(GoVersion other) {
        return Comparator.comparingInt(GoVersion::major)
                .thenComparingInt(GoVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "Go " + major + "." + minor;
    }
}
