package app.driftless.core.validate;

import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.YamlRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Prints medians of parsing and validating the manifests under a folder, or 10,000 generated ones, on one thread and
/// on all. A measurement, not a test: `ValidationSpeed [FOLDER]`.
public final class ValidationSpeed {
    private static final int ROUNDS = 15;

    private ValidationSpeed() {}

    /// @param file read or generated before the clock starts
    private record Text(String path, String content) {}

    public static void main(String[] args) throws IOException {
        List<Text> texts = args.length > 0 ? read(Path.of(args[0])) : generated();
        long characters = texts.stream().mapToLong(t -> t.content().length()).sum();
        SchemaSet schemas = new SchemaSets().newest();
        List<ManifestFile> files = texts.stream().map(ValidationSpeed::parse).toList();
        print("parse, 1 thread", texts.size(), characters, () -> texts.forEach(ValidationSpeed::parse));
        print("validate parsed, 1 thread", texts.size(), characters, () -> files.forEach(f -> check(f, schemas)));
        print("parse and validate, all cores", texts.size(), characters, () -> texts.parallelStream()
                .forEach(t -> check(parse(t), schemas)));
    }

    private static ManifestFile parse(Text text) {
        return Manifests.parser().parse(text.path(), text.content(), YamlRoute.RAW);
    }

    private static void check(ManifestFile file, SchemaSet schemas) {
        new SchemaValidator().validate(file, schemas);
    }

    private static void print(String name, int files, long characters, Runnable work) {
        double[] seconds = IntStream.range(0, ROUNDS)
                .mapToDouble(_ -> {
                    long start = System.nanoTime();
                    work.run();
                    return (System.nanoTime() - start) / 1e9;
                })
                .toArray();
        // The first rounds warm up.
        double[] warm = Arrays.copyOfRange(seconds, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        double median = warm[warm.length / 2];
        System.out.printf(
                "%-30s first %.3f s, median %.3f s, %.0f files/s, %.1f MB/s%n",
                name, seconds[0], median, files / median, characters / median / 1e6);
    }

    private static List<Text> read(Path folder) throws IOException {
        var texts = new ArrayList<Text>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(p -> p.toString().matches(".*\\.ya?ml")).toList()) {
                texts.add(new Text(folder.relativize(path).toString(), Files.readString(path)));
            }
        }
        return texts;
    }

    private static List<Text> generated() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> new Text("app-" + i + ".yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: app-%1$d
                          namespace: team-%2$d
                          labels:
                            app.kubernetes.io/name: app-%1$d
                        spec:
                          replicas: 3
                          selector:
                            matchLabels:
                              app.kubernetes.io/name: app-%1$d
                          template:
                            metadata:
                              labels:
                                app.kubernetes.io/name: app-%1$d
                            spec:
                              containers:
                                - name: main
                                  image: "registry.example.org/team/app-%1$d:1.%2$d.0"
                                  env:
                                    - name: LOG_LEVEL
                                      value: info
                                  ports:
                                    - name: http
                                      containerPort: 8080
                                  resources:
                                    requests: {cpu: 100m, memory: 128Mi}
                                    limits: {memory: 256Mi}
                        """.formatted(i, i % 50)))
                .toList();
    }
}
