package app.driftless.core.internal.fs;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.problem.Problem;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.SettingsProblem;
import app.driftless.core.settings.TrustStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// [TrustStore] in `trust.json`: by real path of the repository. What is not in it is not allowed.
public final class JsonTrust implements TrustStore {
    private final JsonFile file;
    private final ObjectNode root;

    public JsonTrust(Path path) throws IOException {
        file = new JsonFile(path, 1);
        root = file.read();
    }

    /// Why what was in the file does not count.
    public Optional<Problem> damage() {
        return file.setAside()
                .map(kept ->
                        Problem.of(SettingsProblem.TRUST_DAMAGED, file.path().toString(), kept.toString()));
    }

    @Override
    public synchronized boolean mayRender(Path repository) {
        return of(repository).path("render").asBoolean(false);
    }

    @Override
    public synchronized void allowRendering(Path repository, boolean allowed) {
        change(repository).put("render", allowed);
        save();
    }

    @Override
    public synchronized List<Path> allowedExec() {
        return JsonSettings.paths(root.path("exec"));
    }

    @Override
    public synchronized void allowExec(Path program) {
        if (!program.isAbsolute()) {
            throw new IllegalArgumentException("Programs are allowed by absolute path: " + program);
        }
        if (!allowedExec().contains(program)) {
            root.withArray("exec").add(program.toString());
            save();
        }
    }

    @Override
    public synchronized boolean consented(Path repository, String loosening) {
        return JsonSettings.texts(of(repository).path("consents")).contains(loosening);
    }

    @Override
    public synchronized void consent(Path repository, String loosening) {
        if (!consented(repository, loosening)) {
            change(repository).withArray("consents").add(loosening);
            save();
        }
    }

    @Override
    public synchronized List<Binding> bindings(Path repository) {
        var bindings = new ArrayList<Binding>();
        of(repository).path("bindings").forEach(node -> bindings.add(parse(node)));
        return List.copyOf(bindings);
    }

    @Override
    public synchronized Optional<Binding> binding(Path repository, String environment, String cluster) {
        return bindings(repository).stream()
                .filter(b -> b.environment().equals(environment) && b.cluster().equals(cluster))
                .findFirst();
    }

    @Override
    public synchronized void bind(Path repository, Binding binding) {
        var bindings = without(repository, binding.environment(), binding.cluster());
        bindings.add(binding);
        write(repository, bindings);
    }

    @Override
    public synchronized void unbind(Path repository, String environment, String cluster) {
        write(repository, without(repository, environment, cluster));
    }

    private List<Binding> without(Path repository, String environment, String cluster) {
        var bindings = new ArrayList<>(bindings(repository));
        bindings.removeIf(
                b -> b.environment().equals(environment) && b.cluster().equals(cluster));
        return bindings;
    }

    private void write(Path repository, List<Binding> bindings) {
        ArrayNode array = change(repository).putArray("bindings");
        for (Binding binding : bindings) {
            ObjectNode node = array.addObject();
            node.put("environment", binding.environment());
            node.put("cluster", binding.cluster());
            JsonSettings.addAll(node.putArray("kubeconfigs"), binding.kubeconfigs());
            node.put("context", binding.context());
            node.put("server", binding.identity().server());
            node.put("caHash", binding.identity().caHash());
            node.put("uid", binding.identity().uid());
            node.put("observeOnly", binding.observeOnly());
        }
        save();
    }

    private static Binding parse(JsonNode node) {
        return new Binding(
                node.path("environment").asText(),
                node.path("cluster").asText(),
                JsonSettings.paths(node.path("kubeconfigs")),
                node.path("context").asText(),
                new ClusterIdentity(
                        node.path("server").asText(),
                        node.path("caHash").asText(),
                        node.path("uid").asText()),
                // Absent means the safer of the two.
                node.path("observeOnly").asBoolean(true));
    }

    private JsonNode of(Path repository) {
        return root.path("repositories").path(repository.toString());
    }

    private ObjectNode change(Path repository) {
        return root.withObjectProperty("repositories").withObjectProperty(repository.toString());
    }

    private void save() {
        try {
            file.write(root);
        } catch (IOException e) {
            throw JsonSettings.unwritable(file.path(), e);
        }
    }
}
