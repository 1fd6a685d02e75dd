package app.driftless.desktop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.EngineException;
import app.driftless.core.workspace.WorkspaceProblem;
import app.driftless.desktop.diff.EditPreview;
import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules for `.driftless.yaml` of a real work tree: shown first, saved only over what was shown.
class SourceDeskTest {
    private static final String FILE = """
            apiVersion: driftless.app/v1
            kind: Workspace
            environments:
              - name: production
                path: production   # the shop
            """;

    @TempDir
    Path folder;

    private Engine engine;
    private Workspace workspace;
    private SourceDesk desk;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        Path tree = GitFixture.withRemote(folder.resolve("git")).workTree();
        file = tree.resolve(".driftless.yaml");
        engine = new Engine(EngineOptions.below(folder.resolve("profile")));
        workspace = new Workspace(engine, engine.repositories().open(tree), () -> false);
        desk = new SourceDesk(workspace);
    }

    @AfterEach
    void close() {
        workspace.close();
        engine.close();
    }

    @Test
    void aRuleIsShownBeforeAnythingIsWritten() throws IOException {
        Files.writeString(file, FILE);
        EditPreview edit = desk.rule(rule(), Optional.of("production"));
        assertEquals(FILE, edit.before());
        assertEquals(FILE, edit.after().substring(0, FILE.length()), "nothing else of the file changes");
        assertEquals(FILE, Files.readString(file));
        desk.save(edit);
        assertEquals(edit.after(), Files.readString(file));
    }

    @Test
    void aFileThatChangedSinceItWasShownIsNotWritten() throws IOException {
        Files.writeString(file, FILE);
        EditPreview edit = desk.rule(rule(), Optional.empty());
        Files.writeString(file, FILE + "# mine\n");
        assertThrows(EngineException.class, () -> desk.save(edit));
        assertEquals(FILE + "# mine\n", Files.readString(file));
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotWrittenOver() throws IOException {
        EditPreview edit = desk.rule(rule(), Optional.empty());
        assertEquals("", edit.before());
        Files.writeString(file, FILE);
        assertThrows(EngineException.class, () -> desk.save(edit));
        assertEquals(FILE, Files.readString(file));
    }

    @Test
    void aBrokenFileTakesNoRule() throws IOException {
        Files.writeString(file, FILE + "  - [unclosed\n");
        var refused = assertThrows(EngineException.class, () -> desk.rule(rule(), Optional.empty()));
        assertEquals(WorkspaceProblem.RULE_NOT_ADDED, refused.problem().code());
    }

    @Test
    void anEnvironmentThatTheFileDoesNotNameTakesNoRule() throws IOException {
        Files.writeString(file, FILE);
        assertThrows(EngineException.class, () -> desk.rule(rule(), Optional.of("staging")));
        assertFalse(Files.readString(file).contains("ignore"));
    }

    private static IgnoreRule rule() {
        return new IgnoreRule(
                1,
                0,
                IgnoreRule.Objects.just(new ResourceKey("apps", "Deployment", "shop", "api")),
                List.of("/spec/replicas"),
                List.of(),
                Optional.of("Scaled: by hand # really"));
    }
}
