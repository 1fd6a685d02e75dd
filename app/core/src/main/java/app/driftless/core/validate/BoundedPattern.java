package app.driftless.core.validate;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of a foreign schema. Java's matcher can take exponential time where RE2 takes linear; it is
/// stopped after a fixed number of steps.
final class BoundedPattern {
    private static final int STEPS = 200_000;
    private static final int LONGEST_PATTERN = 4_000;

    private BoundedPattern() {}

    /// Whether the pattern matches a part of the text; empty where nobody can say within the bound, or where Java
    /// does not know the syntax.
    static Optional<Boolean> find(String pattern, String text) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            // Go names groups (?P<name>…) and ends a text with \z as Java does.
            String java = pattern.replace("(?P<", "(?<");
            return Optional.of(Pattern.compile(java)
                    .matcher(new Counted(text, new Steps()))
                    .find());
        } catch (PatternSyntaxException | TooManySteps _) {
            return Optional.empty();
        }
    }

    private static final class Steps {
        private int left = STEPS;

        void one() {
            if (--left < 0) {
                throw new TooManySteps();
            }
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }

    private record Counted(CharSequence text, Steps steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.one();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
