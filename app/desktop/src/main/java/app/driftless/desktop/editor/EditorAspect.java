package app.driftless.desktop.editor;

import app.driftless.desktop.action.ActionRegistry;
import app.driftless.desktop.document.Aspect;
import app.driftless.desktop.document.AspectProvider;
import app.driftless.desktop.document.AspectView;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.i18n.Words;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;

/// Opens files in the editor.
public final class EditorAspect implements AspectProvider {
    private final EditorViewModel.Parts parts;
    private final Function<String, Language> languages;
    private final OutlineViewModel.Source outlines;
    private final BooleanProperty outlineShown;
    private final OpenFindings findings = new OpenFindings();
    private final ActionRegistry actions;
    private final Words words;

    /// @param languages the language of a path
    /// @param outlines the outline of a text
    /// @param outlineShown whether outlines are shown, in every editor
    public EditorAspect(
            EditorViewModel.Parts parts,
            Function<String, Language> languages,
            OutlineViewModel.Source outlines,
            BooleanProperty outlineShown,
            ActionRegistry actions,
            Words words) {
        this.outlines = outlines;
        this.outlineShown = outlineShown;
        this.parts = parts;
        this.languages = languages;
        this.actions = actions;
        this.words = words;
    }

    /// What is wrong in the texts that are open.
    public OpenFindings findings() {
        return findings;
    }

    @Override
    public Aspect aspect() {
        return Aspect.EDITOR;
    }

    @Override
    public boolean fits(OpenTarget target) {
        return target.path().isPresent();
    }

    @Override
    public AspectView open(OpenTarget target) {
        String path = target.path().orElseThrow();
        var model = new EditorViewModel(path, parts);
        var editor = new YamlEditor(words::text, parts.workers().cpu(), parts.fx());
        var outline = new OutlineViewModel(outlines, parts.workers(), parts.fx());
        return new EditorAspectView(
                model,
                editor,
                languages,
                new OutlineSide(outline, outlineShown, words),
                findings,
                new EditorAspectView.Window(actions, words));
    }
}
