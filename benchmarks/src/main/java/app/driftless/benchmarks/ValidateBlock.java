package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Severity;
import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Validating repositories, beside kubeconform with the schemas of the same Kubernetes version. Both must find the
/// same files wrong, else nothing is timed.
final class ValidateBlock implements Block {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGE = 50_000;

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String figures(Setting setting) throws IOException {
        Path schemas = setting.folder("schemas");
        try (var plane = ControlPlane.start("schemas")) {
            new KubeconformSchemas(plane.kubectl("get", "--raw", "/openapi/v2")).writeTo(schemas);
        }
        var text = new StringBuilder();
        try (Engine engine = Opening.engine(setting.folder("resident"))) {
            for (int size : setting.sizes()) {
                Dataset data = Dataset.of(setting, size, true);
                Optional<Program> peer = setting.kubeconform()
                        .map(p -> p.with("-strict", "-ignore-missing-schemas", "-n", cores(), "-schema-location")
                                .with(schemas + "/" + KubeconformSchemas.TEMPLATE)
                                .mayFind());
                int rounds = size < LARGE ? setting.rounds() : setting.fewRounds();
                text.append(table(setting, engine, data, peer, rounds)).append('\n');
                Folders.delete(data.folder());
            }
        }
        return text.toString();
    }

    private static String cores() {
        return Integer.toString(Runtime.getRuntime().availableProcessors());
    }

    private static String table(Setting setting, Engine engine, Dataset data, Optional<Program> peer, int rounds)
            throws IOException {
        Path folder = data.folder();
        try (var workspace = new Workspace(engine, engine.repositories().open(folder), () -> false)) {
            Set<String> ours = wrong(workspace);
            var all = new ArrayList<Contestant>();
            if (peer.isPresent()) {
                Set<String> theirs = wrong(peer.get(), folder);
                if (!ours.equals(theirs)) {
                    throw new IllegalStateException("kubeconform finds " + theirs.size() + " files wrong, Driftless "
                            + ours.size() + "; only one of them: " + differing(theirs, ours));
                }
                all.add(Contestant.peer("kubeconform", peer.get().with(folder.toString())));
            }
            all.add(Contestant.process(
                    "Driftless, whole process",
                    setting.cli("validate", folder.toString()).mayFind()));
            all.add(Contestant.resident("Driftless, resident", () -> wrong(workspace)));
            return Table.of(
                    String.format("%,d files, %,d of them wrong", data.written().files(), ours.size()),
                    Samples.interleaved(rounds, all));
        }
    }

    private static Set<String> wrong(Workspace workspace) {
        return workspace
                .check()
                .check(workspace.repository().workTree(), "", Optional.empty(), Progress.none(), new CancelToken())
                .findings()
                .stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> wrong(Program kubeconform, Path folder) throws IOException {
        JsonNode answer = JSON.readTree(
                kubeconform.with("-output", "json", folder.toString()).run().output());
        var files = new TreeSet<String>();
        for (JsonNode resource : answer.path("resources")) {
            if (Set.of("statusInvalid", "statusError")
                    .contains(resource.path("status").asText())) {
                files.add(folder.relativize(Path.of(resource.path("filename").asText()))
                        .toString());
            }
        }
        return files;
    }

    private static List<String> differing(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all.stream()
                .filter(file -> !one.contains(file) || !other.contains(file))
                .limit(5)
                .toList();
    }
}
