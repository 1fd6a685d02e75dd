package app.driftless.core.internal.workspace;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a list of rules, `ignore` or `takeOver`, whose fields have the right types. What is wrong beyond types is
/// reported, each with the number of its rule.
final class IgnoreReader {
    static final String TAKE_OVER = "takeOver";
    private static final List<String> SELECTORS = List.of("group", "kind", "namespace", "name");
    private final FieldCheck check;
    private final JsonPointer at;
    private final int before;
    private final String list;

    /// @param before how many rules count before these
    IgnoreReader(FieldCheck check, JsonPointer at, int before) {
        this.check = check;
        this.at = at;
        this.before = before;
        this.list = at.tokens().getLast();
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

    /// Of a list `takeOver`.
    static List<TakeOverRule> takeOver(List<IgnoreRule> rules) {
        return rules.stream()
                .map(r -> new TakeOverRule(r.number(), r.line(), r.objects(), r.fields(), r.managers(), r.reason()))
                .toList();
    }

    private IgnoreRule rule(int number, JsonPointer place, Map<?, ?> fields) {
        List<String> paths = texts(fields.get("fields"));
        List<String> managers = texts(fields.get("managers"));
        for (int i = 0; i < paths.size(); i++) {
            if (!IgnoreRule.isField(paths.get(i))) {
                check.report("WS-018", place.child("fields").child(i), number, paths.get(i), list);
            }
        }
        for (int i = 0; i < managers.size(); i++) {
            if (managers.get(i).isBlank() || managers.get(i).equals("driftless")) {
                check.report("WS-019", place.child("managers").child(i), number, managers.get(i), list);
            }
        }
        boolean named = List.of("kind", "name").stream()
                .map(fields::get)
                .anyMatch(glob -> glob instanceof String text && !text.isBlank() && !text.equals("*"));
        if (list.equals(TAKE_OVER) ? paths.isEmpty() : paths.isEmpty() && managers.isEmpty() && !named) {
            check.report(list.equals(TAKE_OVER) ? "WS-021" : "WS-020", place, number);
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
