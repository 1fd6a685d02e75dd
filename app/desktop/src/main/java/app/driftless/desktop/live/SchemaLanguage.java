package app.driftless.desktop.live;

import app.driftless.core.validate.Completion;
import app.driftless.core.validate.Hover;
import app.driftless.core.validate.SchemaSet;
import app.driftless.desktop.editor.Language;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Completion and documentation of a manifest from the schemas that count for it.
final class SchemaLanguage implements Language {
    private final String path;
    private final Supplier<SchemaSet> schemas;

    SchemaLanguage(String path, Supplier<SchemaSet> schemas) {
        this.path = path;
        this.schemas = schemas;
    }

    @Override
    public List<Proposal> complete(String text, int offset) {
        return new Completion(schemas.get())
                .at(path, text, offset).stream()
                        .map(p ->
                                new Proposal(p.label(), p.detail(), p.documentation(), p.replaceFrom(), p.insert(), 0))
                        .toList();
    }

    @Override
    public Optional<Documentation> documentation(String text, int offset) {
        return new Hover(schemas.get())
                .at(path, text, offset)
                .map(help -> new Documentation(help.path() + "  " + help.type(), help.text()));
    }
}
