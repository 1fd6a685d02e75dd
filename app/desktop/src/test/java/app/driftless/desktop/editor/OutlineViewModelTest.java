package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.validate.Outline;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The outline without a toolkit: this thread plays the FX thread.
class OutlineViewModelTest {
    private static final String TWO = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flags
            data:
              # what is on
              new-checkout: "true"
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: api
            """;

    private final Workers workers = new Workers();
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final OutlineViewModel model = new OutlineViewModel(
            (path, text) -> Outline.of(Manifests.parser().parse(path, text, YamlRoute.RAW)), workers, fx::add);
    private int current = -1;

    @AfterEach
    void end() {
        model.close();
        workers.close();
    }

    private void read(String text) throws InterruptedException {
        model.onFollow(at -> current = at);
        model.read("a.yaml", text);
        Runnable shown = fx.poll(5, TimeUnit.SECONDS);
        assertTrue(shown != null, "No outline within 5 s");
        shown.run();
    }

    private List<String> labels() {
        return model.rows().stream().map(OutlineRow::label).toList();
    }

    private String current() {
        return model.rows().get(current).label();
    }

    @Test
    void onlyTheDocumentWithTheCaretIsUnfolded() throws InterruptedException {
        read(TWO);
        assertEquals(
                List.of(
                        "ConfigMap flags",
                        "apiVersion",
                        "kind",
                        "metadata",
                        "name",
                        "data",
                        "new-checkout",
                        "Service api"),
                labels());
        model.caret(new YamlEditor.Caret(12, 4));
        assertEquals("name", current());
        assertTrue(labels().containsAll(List.of("Service api", "new-checkout")));
    }

    @Test
    void theCaretIsInTheLastKeyThatBegan() throws InterruptedException {
        read(TWO);
        model.caret(new YamlEditor.Caret(6, 5));
        assertEquals("data", current());
        model.caret(new YamlEditor.Caret(7, 1));
        assertEquals("new-checkout", current());
        model.caret(new YamlEditor.Caret(1, 1));
        assertEquals("apiVersion", current());
    }

    @Test
    void whatAPersonFoldsStaysFoldedAndItsHeadStandsForTheCaret() throws InterruptedException {
        read(TWO);
        model.fold(model.rows().get(5), true);
        model.caret(new YamlEditor.Caret(7, 5));
        assertFalse(labels().contains("new-checkout"));
        assertEquals("data", current());
        read(TWO.replace("\"true\"", "\"false\""));
        assertFalse(labels().contains("new-checkout"));
    }
}
