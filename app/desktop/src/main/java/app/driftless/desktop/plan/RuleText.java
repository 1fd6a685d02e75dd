package app.driftless.desktop.plan;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.desktop.i18n.Words;

/// What a rule is about, in words.
final class RuleText {
    private static final String ANY = "*";

    private RuleText() {}

    static String of(IgnoreRule rule, Words words) {
        String objects = objects(rule.objects(), words);
        String fields = String.join(", ", rule.fields());
        String managers = String.join(", ", rule.managers());
        if (rule.whole()) {
            return words.text("ignore.rule.whole", objects);
        }
        if (rule.managers().isEmpty()) {
            return words.text("ignore.rule.fields", fields, objects);
        }
        return rule.fields().isEmpty()
                ? words.text("ignore.rule.managed", managers, objects)
                : words.text("ignore.rule.both", fields, objects, managers);
    }

    static String of(TakeOverRule rule, Words words) {
        String fields = String.join(", ", rule.fields());
        String objects = objects(rule.objects(), words);
        return rule.managers().isEmpty()
                ? words.text("ignore.rule.fields", fields, objects)
                : words.text("takeOver.rule.from", fields, objects, String.join(", ", rule.managers()));
    }

    /// A kind without its group, as people say it.
    private static String objects(IgnoreRule.Objects objects, Words words) {
        String kind = objects.kind().equals(ANY) ? words.text("ignore.rule.object") : objects.kind();
        if (!objects.name().equals(ANY)) {
            String place = objects.namespace().isEmpty() ? "" : objects.namespace() + "/";
            return kind + " " + place + objects.name();
        }
        return objects.namespace().equals(ANY)
                ? words.text("ignore.rule.every", kind)
                : words.text("ignore.rule.every-in", kind, objects.namespace());
    }
}
