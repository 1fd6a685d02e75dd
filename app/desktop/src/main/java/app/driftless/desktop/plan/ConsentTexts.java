package app.driftless.desktop.plan;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.desktop.diff.FieldName;
import app.driftless.desktop.i18n.Words;

/// What a consent is about, in words.
final class ConsentTexts {
    private ConsentTexts() {}

    /// All that happens, in one line.
    static String summary(Consent consent, ConsentFacts facts, Words words) {
        var text = new StringBuilder(words.text(
                "plan.summary",
                facts.creates(),
                facts.changes(),
                consent.replaced(),
                facts.deletes().size(),
                facts.plan().cluster()));
        long held = facts.held().size() + facts.replaceable().size() - consent.replaced();
        if (held > 0) {
            text.append(words.text("plan.summary.held", held));
        }
        if (!facts.refused().isEmpty()) {
            text.append(words.text("plan.summary.refused", facts.refused().size()));
        }
        return text.toString();
    }

    /// What is asked: the whole, one object or one field.
    static String title(ConsentFacts facts, Words words) {
        return switch (facts.extent()) {
            case Extent.Whole() ->
                facts.unpushed() > 0
                        ? words.text("consent.whole.push", facts.unpushed(), facts.target())
                        : words.text("consent.whole", facts.target());
            case Extent.Undoing(var of) ->
                words.text("undo.title", of.commit().shortId(), facts.plan().cluster());
            case Extent.OneObject(var key) -> words.text("consent.object", key.name());
            case Extent.OneField field ->
                words.text(
                        field.difference().addedByHand() ? "consent.removal" : "consent.field",
                        FieldName.of(field.difference().fieldPath()));
        };
    }

    /// What happens beside that.
    static String body(ConsentFacts facts, Words words) {
        return switch (facts.extent()) {
            case Extent.Whole() -> "";
            case Extent.Undoing _ -> words.text("undo.body");
            case Extent.OneObject(var key) -> words.text("consent.object.body", key.toString());
            case Extent.OneField(ResourceKey key, var difference) ->
                words.text("consent.field.body", key.toString(), difference.fieldPath());
        };
    }

    /// The verb, its object and the cluster, and how much goes.
    static String action(Consent consent, ConsentFacts facts, Words words) {
        long gone = facts.deletes().size() + consent.replaced();
        String verb = verb(facts, words);
        return gone == 0 ? verb : words.text("consent.deleting", gone, verb);
    }

    /// The verb, its object and the cluster.
    static String verb(ConsentFacts facts, Words words) {
        String cluster = facts.plan().cluster();
        return switch (facts.extent()) {
            case Extent.Whole() ->
                facts.unpushed() > 0
                        ? words.text("plan.run.push", facts.unpushed(), facts.target())
                        : words.text("plan.run.sync", facts.target());
            case Extent.Undoing(var of) -> words.text("undo.action", of.commit().shortId(), facts.target());
            case Extent.OneObject _ -> words.text("consent.object.action", cluster);
            case Extent.OneField field ->
                words.text(field.difference().addedByHand() ? "consent.removal.action" : "putBack.action", cluster);
        };
    }
}
