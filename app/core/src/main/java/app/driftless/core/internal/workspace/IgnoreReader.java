package app.driftless.core.internal.workspace;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a list `ignore`, whose fields have the right types. What is wrong beyond types is reported, each with the
/// number of its rule.
final class IgnoreReader {
    private static final List<String> SELECTORS = List.of("group", "kind", "namespace", "name");
    private final FieldCheck check;
    private final JsonPointer at;
    private final int before;

    /// @param before how many rules count before these
    IgnoreReader(FieldCheck check, JsonPointer at, int before) {
        this.check = check;
        this.at = at;
        this.before = before;
    }

    List<IgnoreRule> read(@Nullable Object list) {
        var rules = new ArrayList<IgnoreRule>();
        if (list instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Map<?, ?> fields) {
                    rules.add(rule(before + i + 1, at.child(i), fields));
                }
            }
        }
        return rules;
    }

    private IgnoreRule rule(int number, JsonPointer place, Map<?, ?> fields) {
        List<String> paths = texts(fields.get("fields"));
        List<String> managers = texts(fields.get("managers"));
        for (int i = 0; i < paths.size(); i++) {
            if (!IgnoreRule.isField(paths.get(i))) {
                check.report("WS-018", place.child("fields").child(i), number, paths.get(i));
            }
        }
        for (int i = 0; i < managers.size(); i++) {
            if (managers.get(i).isBlank() || managers.get(i).equals("driftless")) {
                check.report("WS-019", place.child("managers").child(i), number, managers.get(i));
            }
        }
        boolean named = List.of("kind", "name").stream()
                .map(fields::get)
                .anyMatch(glob -> glob instanceof String text && !text.isBlank() && !text.equals("*"));
        if (paths.isEmpty() && managers.isEmpty() && !named) {
            check.report("WS-020", place, number);
        }
        List<String> globs = SELECTORS.stream()
                .map(name -> fields.get(name) instanceof String text ? text : "*")
                .toList();
        return new IgnoreRule(
                number,
                check.line(place),
                new IgnoreRule.Objects(globs.get(0), globs.get(1), globs.get(2), globs.get(3)),
                paths,
                managers,
                fields.get("reason") instanceof String reason ? Optional.of(reason) : Optional.empty());
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
