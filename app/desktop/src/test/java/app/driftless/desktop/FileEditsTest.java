package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.repo.Drafts;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.desktop.document.Documents;
import app.driftless.desktop.document.OpenTarget;
import app.driftless.desktop.editor.EditCondition;
import app.driftless.desktop.editor.EditorAspect;
import app.driftless.desktop.editor.EditorViewModel;
import app.driftless.desktop.editor.Language;
import app.driftless.desktop.fx.FxBridge;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.notice.Notices;
import app.driftless.desktop.resources.FileEdits;
import app.driftless.desktop.shell.Tab;
import app.driftless.desktop.shell.Workbench;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Renaming and deleting files that are open, on a real repository with the real journal.
class FileEditsTest {
    @TempDir
    Path folder;

    private final Notices notices = new Notices(InstantSource.system());
    private final Workbench bench = new Workbench();
    private Engine engine;
    private Path root;
    private Repository repository;
    private Documents documents;
    private FileEdits edits;
    private EditorViewModel.Parts editorParts;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Stagehand.start();
    }

    @BeforeEach
    void open() throws IOException {
        GitFixture git = GitFixture.withRemote(folder);
        git.write("base/site.yaml", "kind: Site\n");
        git.commitAndPush("A site");
        root = git.workTree();
        engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        repository = engine.repositories().open(root);
        editorParts = new EditorViewModel.Parts(
                repository,
                engine.drafts(),
                (_, _) -> List.of(),
                engine.workers(),
                InstantSource.system(),
                Platform::runLater);
        var words = new Words(Locale.ENGLISH);
        documents = Stagehand.onFx(() -> new Documents(
                List.of(new EditorAspect(
                        editorParts,
                        _ -> Language.plain(),
                        (_, _) -> List.of(),
                        new SimpleBooleanProperty(true),
                        new app.driftless.desktop.action.ActionRegistry(),
                        words)),
                bench,
                words));
        edits = new FileEdits(
                new FileEdits.Parts(repository, engine.drafts(), engine.operations(), FxBridge.ofPlatform(), notices),
                new SessionFiles.Open(documents));
    }

    @AfterEach
    void close() {
        repository.close();
        engine.close();
    }

    private void onFx(Runnable task) {
        Stagehand.onFx(() -> {
            task.run();
            return true;
        });
    }

    private List<String> drafts() {
        return engine.drafts().of(root).stream().map(Drafts.Draft::path).toList();
    }

    @Test
    void theTabOfARenamedFolderGoesOnWithItsContent() throws InterruptedException {
        onFx(() -> documents.open(OpenTarget.file("base/site.yaml", 0)));
        Tab before = bench.tabs().getFirst();
        onFx(() -> edits.rename("base", "clusters/eu", () -> {}));
        Stagehand.await(() -> Files.exists(root.resolve("clusters/eu/site.yaml"))
                && Documents.pathOf(bench.tabs().getFirst()).equals(Optional.of("clusters/eu/site.yaml")));
        assertEquals(before.content(), bench.tabs().getFirst().content());
        assertEquals(bench.tabs().getFirst(), bench.current().orElseThrow());
        onFx(() -> documents.open(OpenTarget.file("clusters/eu/site.yaml", 0)));
        assertEquals(1, bench.tabs().size());
    }

    @Test
    void unsavedTextFollowsARenameAndIsSavedUnderTheNewName() throws Exception {
        var model = Stagehand.onFx(() -> new EditorViewModel("app.yaml", editorParts));
        onFx(model::load);
        Stagehand.await(() -> model.text().equals("kind: Good\n"));
        onFx(() -> model.edited("kind: Unsaved\n"));
        repository.rename("app.yaml", "main.yaml");
        onFx(() -> model.renamed("main.yaml"));
        assertEquals(List.of("main.yaml"), drafts());
        onFx(model::save);
        Stagehand.await(() -> !model.dirtyProperty().get());
        assertEquals("kind: Unsaved\n", Files.readString(root.resolve("main.yaml")));
        assertFalse(Files.exists(root.resolve("app.yaml")));
        assertInstanceOf(EditCondition.Fine.class, model.conditionProperty().get());
        onFx(model::close);
    }

    @Test
    void theDraftOfAClosedFileFollowsARenameAndStaysWhenItIsRefused() throws InterruptedException {
        engine.drafts().put(new Drafts.Draft(root, "app.yaml", "draft\n", Optional.empty(), engineNow()));
        onFx(() -> edits.rename("app.yaml", "base/site.yaml", () -> {}));
        Stagehand.await(() -> !notices.toasts().isEmpty());
        assertEquals(
                RepoProblem.EXISTS,
                notices.toasts().getFirst().problem().orElseThrow().code());
        assertEquals(List.of("app.yaml"), drafts());
        onFx(() -> edits.rename("app.yaml", "base/app.yaml", () -> {}));
        Stagehand.await(() -> drafts().equals(List.of("base/app.yaml")));
    }

    private java.time.Instant engineNow() {
        return engine.options().clock().instant();
    }

    @Test
    void aDeletedFileTakesItsTabAndItsUnsavedTextWithIt() throws InterruptedException {
        onFx(() -> documents.open(OpenTarget.file("app.yaml", 0)));
        engine.drafts().put(new Drafts.Draft(root, "app.yaml", "draft\n", Optional.empty(), engineNow()));
        assertTrue(Stagehand.onFx(() -> edits.unsaved("app.yaml")));
        onFx(() -> edits.delete("app.yaml"));
        Stagehand.await(() -> bench.tabs().isEmpty());
        assertEquals(List.of(), drafts());
        assertFalse(Files.exists(root.resolve("app.yaml")));
        onFx(() -> edits.restore("app.yaml"));
        Stagehand.await(() -> Files.exists(root.resolve("app.yaml")));
    }

    @Test
    void aNewFileIsOpened() throws InterruptedException {
        onFx(() -> edits.create("base/new.yaml", () -> {}));
        Stagehand.await(() -> bench.current().isPresent());
        assertEquals(
                Optional.of("base/new.yaml"), Documents.pathOf(bench.current().orElseThrow()));
        assertTrue(Files.exists(root.resolve("base/new.yaml")));
    }
}
