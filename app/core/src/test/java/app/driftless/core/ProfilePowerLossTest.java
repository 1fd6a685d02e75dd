package app.driftless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.ProblemCode;
import app.driftless.core.problem.Texts;
import app.driftless.core.repo.Drafts.Draft;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsProblem;
import app.driftless.testkit.fault.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of the profile as a loss of power leaves them (F13 of the trust reference): the next start names the
/// one that is damaged, keeps it beside, and loses nothing of the others.
class ProfilePowerLossTest {
    @TempDir
    Path folder;

    private Path repository;

    private final Binding binding = new Binding(
            "staging", "eu", List.of(Path.of("/k")), "ctx", new ClusterIdentity("https://x", "aa", "uid"), false);

    private Engine start() {
        return new Engine(EngineOptions.below(folder.resolve("home")));
    }

    @BeforeEach
    void use() {
        repository = folder.resolve("repo");
        try (var engine = start()) {
            assertEquals(List.of(), engine.damage());
            engine.settings()
                    .change(s -> new Settings(
                            Settings.Theme.DARK,
                            Optional.of("zh-CN"),
                            1.5,
                            List.of(repository),
                            List.of(),
                            Optional.empty(),
                            s.personsTools(),
                            true,
                            false));
            engine.trust().bind(repository, binding);
            engine.drafts().put(draft("a.yaml"));
            engine.drafts().flush();
            engine.drafts().put(draft("b.yaml"));
        }
    }

    private Draft draft(String path) {
        return new Draft(repository, path, "typed: " + path + "\n", Optional.empty(), Instant.ofEpochMilli(5));
    }

    private Path file(String name) {
        return folder.resolve("home").resolve(name);
    }

    private static List<ProblemCode> codes(Engine engine) {
        for (Problem problem : engine.damage()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                assertFalse(new Texts(locale).text(problem).sentence().contains("{"), problem::toString);
            }
            assertTrue(Files.exists(Path.of(problem.args().getFirst().toString())), "no copy");
        }
        return engine.damage().stream().map(Problem::code).toList();
    }

    private boolean settingsAreThere(Engine engine) {
        return engine.settings().settings().get().theme() == Settings.Theme.DARK;
    }

    private boolean bindingIsThere(Engine engine) {
        return engine.trust().binding(repository, "staging", "eu").equals(Optional.of(binding));
    }

    private List<String> drafts(Engine engine) {
        return engine.drafts().of(repository).stream().map(Draft::path).toList();
    }

    @ParameterizedTest
    @EnumSource
    void damagedSettingsAreNamedAndTheRestStays(PowerLoss damage) throws IOException {
        damage.hit(file("config/settings.json"));
        try (var engine = start()) {
            assertEquals(List.of(SettingsProblem.SETTINGS_DAMAGED), codes(engine));
            assertFalse(settingsAreThere(engine));
            assertTrue(bindingIsThere(engine));
            assertEquals(List.of("a.yaml", "b.yaml"), drafts(engine));
        }
        try (var engine = start()) {
            assertEquals(List.of(), codes(engine));
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedTrustMeansNoneAndIsNamed(PowerLoss damage) throws IOException {
        damage.hit(file("config/trust.json"));
        try (var engine = start()) {
            assertEquals(List.of(SettingsProblem.TRUST_DAMAGED), codes(engine));
            assertTrue(engine.trust().bindings(repository).isEmpty());
            assertTrue(settingsAreThere(engine));
            engine.trust().bind(repository, binding);
        }
        try (var engine = start()) {
            assertEquals(List.of(), codes(engine));
            assertTrue(bindingIsThere(engine));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWholeInTheJournalIsThereAndWritingGoesOn(PowerLoss damage) throws IOException {
        damage.hit(file("state/drafts.journal"));
        List<String> left =
                switch (damage) {
                    case HALF -> List.of("a.yaml");
                    case EMPTY, ZEROS -> List.of();
                };
        try (var engine = start()) {
            // A file that is empty or ends in the middle is what a new profile or a kill leaves as well.
            assertEquals(
                    damage == PowerLoss.ZEROS ? List.of(SettingsProblem.DRAFTS_DAMAGED) : List.of(), codes(engine));
            assertEquals(left, drafts(engine));
            engine.drafts().put(draft("c.yaml"));
        }
        try (var engine = start()) {
            assertEquals(Stream.concat(left.stream(), Stream.of("c.yaml")).toList(), drafts(engine));
        }
    }

    /// One page of it has no data.
    @Test
    void aDamagedRecordHidesNoneBehindIt() throws IOException {
        Path journal = file("state/drafts.journal");
        byte[] bytes = Files.readAllBytes(journal);
        for (int i = 40; i < 80; i++) {
            bytes[i] = 0;
        }
        Files.write(journal, bytes);
        try (var engine = start()) {
            assertEquals(List.of(SettingsProblem.DRAFTS_DAMAGED), codes(engine));
            assertEquals(List.of("b.yaml"), drafts(engine));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedKeyIsKeptAndNothingNewIsSealedWithZeros(PowerLoss damage) throws IOException {
        damage.hit(file("state/keys/images.key"));
        try (var engine = start()) {
            assertEquals(List.of(SettingsProblem.DRAFTS_DAMAGED), codes(engine));
            assertTrue(settingsAreThere(engine));
            engine.drafts().put(draft("c.yaml"));
        }
        try (var engine = start()) {
            assertTrue(drafts(engine).contains("c.yaml"));
        }
        try (Stream<Path> keys = Files.list(file("state/keys"))) {
            assertTrue(keys.anyMatch(key -> key.getFileName().toString().startsWith("images.key.broken-")));
        }
    }
}
