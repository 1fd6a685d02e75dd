package app.driftless.core.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in an object as field managers see it: list items by key, not by index.
record FieldPath(List<PathElement> elements) {
    static final FieldPath ROOT = new FieldPath(List.of());

    FieldPath {
        elements = List.copyOf(elements);
    }

    FieldPath child(PathElement element) {
        var longer = new ArrayList<>(elements);
        longer.add(element);
        return new FieldPath(longer);
    }

    Difference.Side in(@Nullable Object tree) {
        Difference.Side side = Difference.Side.of(tree);
        for (PathElement element : elements) {
            if (!side.present()) {
                return side;
            }
            side = element.in(side.value());
        }
        return side;
    }

    boolean passes(String field) {
        return elements.stream().anyMatch(e -> e instanceof PathElement.Field(String name) && name.equals(field));
    }

    /// Whether one of both texts is the other, or leads to it.
    static boolean related(String one, String other) {
        return leadsTo(one, other) || leadsTo(other, one);
    }

    /// Whether `below` is `above`, or lies in it.
    static boolean leadsTo(String above, String below) {
        return below.startsWith(above)
                && (below.length() == above.length()
                        || below.charAt(above.length()) == '.'
                        || below.charAt(above.length()) == '[');
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        elements.forEach(text::append);
        return text.toString();
    }
}
