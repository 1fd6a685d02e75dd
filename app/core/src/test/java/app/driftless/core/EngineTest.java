package app.driftless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    Path folder;

    @Test
    void keepsSettingsTrustAndBindingsOverARestart() {
        Path repository = folder.resolve("repo");
        var binding = new Binding(
                "staging",
                "eu",
                List.of(folder.resolve("kubeconfig")),
                "ctx",
                new ClusterIdentity("https://x", "aa", "uid"),
                true);
        try (var engine = new Engine(EngineOptions.below(folder.resolve("home")))) {
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
            engine.trust().allowRendering(repository, true);
            engine.trust().consent(repository, "auto");
        }
        try (var engine = new Engine(EngineOptions.below(folder.resolve("home")))) {
            assertEquals(Settings.Theme.DARK, engine.settings().settings().get().theme());
            assertEquals(List.of(repository), engine.settings().settings().get().recent());
            assertEquals(Optional.of(binding), engine.trust().binding(repository, "staging", "eu"));
            assertTrue(engine.trust().mayRender(repository));
            assertTrue(engine.trust().consented(repository, "auto"));
            assertFalse(engine.trust().mayRender(folder.resolve("other")));
        }
    }

    @Test
    void aSecondEngineOfTheProfileKnowsThatItIsTheSecond() {
        try (var first = new Engine(EngineOptions.below(folder));
                var second = new Engine(EngineOptions.below(folder))) {
            assertTrue(first.holdsProfile());
            assertFalse(second.holdsProfile());
        }
        try (var next = new Engine(EngineOptions.below(folder))) {
            assertTrue(next.holdsProfile());
        }
    }

    @Test
    void aBrokenSettingsFileIsKeptBesideAndDefaultsAreUsed() throws IOException {
        Path settings = folder.resolve("config/settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{ \"theme\": ");
        try (var engine = new Engine(EngineOptions.below(folder))) {
            assertEquals(Settings.initial(), engine.settings().settings().get());
        }
        try (var files = Files.list(settings.getParent())) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().startsWith("settings.json.broken-")));
        }
    }
}
