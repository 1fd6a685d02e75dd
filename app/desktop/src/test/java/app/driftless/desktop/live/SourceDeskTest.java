package app.driftless.desktop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Outcome;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.Loosening;
import app.driftless.core.problem.EngineException;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.WorkspaceProblem;
import app.driftless.desktop.diff.Choice;
import app.driftless.desktop.diff.Decision;
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

    @Test
    void aDecisionToTakeOverIsShownThenSavedAndConsentedTo() throws IOException {
        Files.writeString(file, FILE);
        EditPreview edit = remembered(Choice.TAKE_OVER).orElseThrow();
        assertEquals(FILE, Files.readString(file));
        assertTrue(desk.saveRules(edit, "production", TakeOverRules.NONE, new CancelToken()));
        Environment now = production();
        assertEquals(
                List.of("apps/Deployment shop/api /spec/replicas hpa"),
                now.takeOver().all().stream().map(TakeOverRule::text).toList());
        assertTrue(consented(now));
        assertEquals(Optional.empty(), remembered(Choice.TAKE_OVER), "it stands there already");
    }

    @Test
    void aDecisionToLeaveNeedsNoConsent() throws IOException {
        Files.writeString(file, FILE);
        EditPreview edit = remembered(Choice.LEAVE).orElseThrow();
        assertFalse(desk.saveRules(edit, "production", TakeOverRules.NONE, new CancelToken()));
        assertEquals(1, production().ignore().all().size());
        assertEquals(Optional.empty(), remembered(Choice.LEAVE), "it stands there already");
    }

    @Test
    void oneRuleOfOursDoesNotConsentToThoseOfOthers() throws IOException {
        Files.writeString(file, FILE + """
                    takeOver:
                      - kind: Secret
                        fields: [/data]
                """);
        Environment pulled = production();
        EditPreview edit = remembered(Choice.TAKE_OVER).orElseThrow();
        assertFalse(desk.saveRules(edit, "production", TakeOverRules.NONE, new CancelToken()));
        assertEquals(2, production().takeOver().all().size());
        assertFalse(consented(production()), "nobody has seen the rule about Secrets");

        Files.writeString(file, edit.before());
        EditPreview again = remembered(Choice.TAKE_OVER).orElseThrow();
        assertTrue(desk.saveRules(again, "production", pulled.takeOver(), new CancelToken()), "it counts already");
        assertTrue(consented(production()));
    }

    private Optional<EditPreview> remembered(Choice choice) {
        var key = new ResourceKey("apps", "Deployment", "shop", "api");
        var conflict = new Difference(
                JsonPointer.of("spec", "replicas"),
                ".spec.replicas",
                DiffClass.DRIFT,
                true,
                Difference.Side.of(1L),
                Difference.Side.of(2L),
                Difference.Side.of(1L),
                Optional.of("hpa"),
                Optional.empty(),
                false);
        Outcome<Optional<EditPreview>> outcome = desk.remember(
                        "production", List.of(new Decision(key, conflict, choice)))
                .outcome()
                .toCompletableFuture()
                .join();
        return switch (outcome) {
            case Outcome.Done<Optional<EditPreview>> done -> done.value();
            case Outcome.Failed<Optional<EditPreview>> failed -> throw new EngineException(failed.problem());
            case Outcome.Cancelled<Optional<EditPreview>> _ -> throw new AssertionError("cancelled");
        };
    }

    private Environment production() {
        return workspace
                .finder()
                .find(workspace.repository().workTree(), new CancelToken())
                .named("production")
                .orElseThrow();
    }

    private boolean consented(Environment environment) {
        return engine.trust().consented(workspace.repository().root(), Loosening.ofTakeOver(environment));
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
