package app.driftless.core.internal.fs;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Settings;
import app.driftless.core.settings.SettingsProblem;
import app.driftless.core.settings.SettingsStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// [SettingsStore] in `settings.json`.
public final class JsonSettings implements SettingsStore {
    private final JsonFile file;
    private final SignalSource<Settings> settings;

    public JsonSettings(Path path) throws IOException {
        file = new JsonFile(path, 1);
        settings = new SignalSource<>(parse(file.read()));
    }

    /// Why what was in the file does not count.
    public Optional<Problem> damage() {
        return file.setAside()
                .map(kept ->
                        Problem.of(SettingsProblem.SETTINGS_DAMAGED, file.path().toString(), kept.toString()));
    }

    @Override
    public Signal<Settings> settings() {
        return settings;
    }

    @Override
    public synchronized void change(UnaryOperator<Settings> step) {
        Settings next = step.apply(settings.get());
        try {
            file.write(format(next));
        } catch (IOException e) {
            throw unwritable(file.path(), e);
        }
        settings.set(next);
    }

    static EngineException unwritable(Path path, IOException e) {
        String reason = String.valueOf(e.getMessage());
        return new EngineException(
                Problem.of(SettingsProblem.UNWRITABLE, path.toString(), reason).causedBy(e), e);
    }

    private static Settings parse(ObjectNode node) {
        Settings initial = Settings.initial();
        return new Settings(
                theme(node.path("theme").asText("")),
                Optional.ofNullable(node.path("language").textValue()),
                Math.clamp(node.path("zoom").asDouble(initial.zoom()), 1, 2),
                paths(node.path("recent")),
                paths(node.path("kubeconfigs")),
                Optional.ofNullable(node.path("kustomizeProgram").textValue()).map(Path::of),
                node.has("personsTools") ? texts(node.path("personsTools")) : initial.personsTools(),
                node.path("syncsPaused").asBoolean(initial.syncsPaused()),
                node.path("outlineShown").asBoolean(initial.outlineShown()));
    }

    private static Settings.Theme theme(String name) {
        for (Settings.Theme theme : Settings.Theme.values()) {
            if (theme.name().equalsIgnoreCase(name)) {
                return theme;
            }
        }
        return Settings.Theme.SYSTEM;
    }

    private static ObjectNode format(Settings settings) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("theme", settings.theme().name().toLowerCase(Locale.ROOT));
        settings.language().ifPresent(tag -> node.put("language", tag));
        node.put("zoom", settings.zoom());
        addAll(node.putArray("recent"), settings.recent());
        addAll(node.putArray("kubeconfigs"), settings.kubeconfigs());
        settings.kustomizeProgram().ifPresent(path -> node.put("kustomizeProgram", path.toString()));
        addAll(node.putArray("personsTools"), settings.personsTools());
        node.put("syncsPaused", settings.syncsPaused());
        node.put("outlineShown", settings.outlineShown());
        return node;
    }

    static void addAll(ArrayNode array, List<?> values) {
        values.forEach(value -> array.add(value.toString()));
    }

    static List<Path> paths(JsonNode node) {
        return texts(node).stream().map(Path::of).toList();
    }

    static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }
}
