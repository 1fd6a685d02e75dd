package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.cluster.KubeClusters;
import app.driftless.core.cluster.LiveDiff;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Origin;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.desktop.diff.DiffView;
import app.driftless.desktop.diff.DiffViewModel;
import app.driftless.desktop.diff.ShownDiff;
import app.driftless.desktop.diff.Sides;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.ProblemPane;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.secret.Canaries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the window itself makes of Secrets that a real server holds, wants or refuses: their values are in no text,
/// explanation, hint, description for screen readers or clipboard (goal 6).
class SecretsShownTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path folder;

    private final Canaries canaries = new Canaries();
    private final Map<String, StringBuilder> sinks = new LinkedHashMap<>();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Stagehand.start();
    }

    private void tell(String sink, String text) {
        if (text != null) {
            sinks.computeIfAbsent(sink, _ -> new StringBuilder()).append(text).append('\n');
        }
    }

    private Resource secret(String namespace, String name, Object data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "v1");
        body.put("kind", "Secret");
        body.put("metadata", new LinkedHashMap<>(Map.of("name", name, "namespace", namespace)));
        body.put("data", data);
        return Resource.of(body, new Origin("apps/secret.yaml", 0, 1));
    }

    private List<ResourceDiff> diffs() throws Exception {
        String namespace = PLANE.namespace("shown");
        Path live = Files.writeString(folder.resolve("live.yaml"), canaries.fill("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: kept, namespace: NS}
                        stringData: {changed: "{{changed:live}}", removed: "{{removed}}", same: "{{same}}"}
                        """.replace("NS", namespace)));
        // As kubectl does it, its annotation quotes them all.
        PLANE.kubectl("apply", "-f", live.toString());
        Resource kept = secret(
                namespace,
                "kept",
                Map.of(
                        "changed",
                        canaries.fill("{{@changed:git}}"),
                        "same",
                        canaries.fill("{{@same}}"),
                        "added",
                        canaries.fill("{{@added}}")));
        Resource fresh = secret(namespace, "new", Map.of("key", canaries.fill("{{@new}}")));
        Resource refused = secret(namespace, "refused", Map.of("key", canaries.fill("{{refused}}!")));
        Resource misshaped = secret(namespace, "misshaped", Map.of("key", Map.of("deep", canaries.fill("{{deep}}"))));
        try (var workers = new Workers();
                Cluster cluster = new KubeClusters(workers, System.getenv())
                        .connect(
                                new ContextRef(List.of(PLANE.kubeconfig()), PLANE.context()),
                                Set.of(),
                                new CancelToken())) {
            return new LiveDiff(workers, new Masking(), new PersonsTools(List.of("kubectl*")))
                    .diff(
                            cluster,
                            new LiveDiff.Request(List.of(kept, fresh, refused, misshaped), List.of(), List.of()),
                            _ -> {},
                            Progress.none(),
                            new CancelToken());
        }
    }

    private void texts(String sink, Node node) {
        tell(sink + ": screen readers", node.getAccessibleText());
        tell(sink + ": screen readers", node.getAccessibleHelp());
        if (node instanceof Labeled labeled) {
            tell(sink, labeled.getText());
        }
        if (node instanceof Text text) {
            tell(sink, text.getText());
        }
        if (node instanceof TextInputControl input) {
            tell(sink, input.getText());
        }
        if (node instanceof Control control && control.getTooltip() != null) {
            tell(sink + ": hints", control.getTooltip().getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> texts(sink, child));
        }
    }

    private void show(ResourceDiff diff, Words words) {
        var model = new DiffViewModel(Runnable::run, Runnable::run);
        var view = new DiffView(
                model,
                new StoryScreens.NoWrites(),
                words,
                new Ages(words, ZoneOffset.UTC),
                InstantSource.fixed(Story.NOW));
        var scene = new Scene(view, 1400, 2000);
        model.show(new ShownDiff(
                diff,
                "staging",
                "one",
                new Sides.Wanted("main @ 1", Optional.empty(), true, Instant.EPOCH, false, Optional.empty())));
        model.counts().keySet().stream()
                .filter(kind -> kind == DiffClass.DEFAULT)
                .forEach(model::toggle);
        for (int i = 0; i <= model.total(); i++) {
            model.next();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            texts("diff", view);
        }
        for (DiffRow row : model.rowsProperty().get()) {
            tell("rows", row.toString());
        }
    }

    private void show(Problem problem, Words words) {
        var pane = new ProblemPane(problem, words);
        new Scene(pane, 600, 600);
        texts("problem", pane);
        for (Node link : pane.lookupAll(".hyperlink")) {
            ((Hyperlink) link).fire();
        }
        texts("problem", pane);
        tell("clipboard", Clipboard.getSystemClipboard().getString());
    }

    @Test
    void noValueIsShownExplainedOrCopied() throws Exception {
        List<ResourceDiff> diffs = diffs();
        Stagehand.onFx(() -> {
            var empty = new ClipboardContent();
            empty.putString("");
            Clipboard.getSystemClipboard().setContent(empty);
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                var words = new Words(locale);
                for (ResourceDiff diff : diffs) {
                    show(diff, words);
                    diff.problem().ifPresent(problem -> show(problem, words));
                }
            }
            return true;
        });
        assertTrue(
                sinks.keySet().containsAll(Set.of("diff", "rows", "problem", "clipboard")),
                sinks.keySet().toString());
        assertTrue(sinks.get("diff").toString().contains("changed"), "what changed is shown");
        assertTrue(sinks.get("clipboard").toString().contains("refused"), "the problem was copied");
        var leaks = new TreeSet<String>();
        sinks.forEach((sink, text) -> canaries.in(text.toString()).forEach(mark -> leaks.add(mark + " in " + sink)));
        assertEquals(Set.of(), leaks);
        assertEquals(7, canaries.names().size(), canaries.names().toString());
    }
}
