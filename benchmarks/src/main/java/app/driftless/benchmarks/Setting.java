package app.driftless.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a run takes its programs from and where it works.
///
/// @param root of the project
/// @param work a folder for what is generated; emptied afterwards
/// @param peers the folder of fetched peers
/// @param sandbox the sandbox's executable, which is kubectl too
/// @param rounds for everything that is quick
/// @param sizes of the repositories, in manifests
record Setting(Path root, Path work, Path peers, Path sandbox, int rounds, List<Integer> sizes) {
    /// For what takes seconds.
    int fewRounds() {
        return Math.max(3, rounds * 5 / 7);
    }

    /// The command line, started as `./driftless` starts it.
    Program cli(String... arguments) {
        return java("-m", "app.driftless.cli/app.driftless.cli.Main")
                .with(arguments)
                .where(home());
    }

    /// A class of the benchmarks in a process of its own, with the options of the product.
    Program own(Class<?> main, List<String> options, String... arguments) {
        var all = new ArrayList<>(options);
        all.addAll(List.of("-cp", root.resolve("benchmarks/target/classes").toString(), main.getName()));
        return java(all.toArray(String[]::new)).with(arguments).where(home());
    }

    private Program java(String... more) {
        return Program.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-p",
                        root.resolve("target/dist/mods").toString())
                .with(more);
    }

    /// Settings and state of the measured product, apart from those of the person who measures.
    Map<String, String> home() {
        return Map.of("DRIFTLESS_HOME", homeFolder().toString());
    }

    Path homeFolder() {
        return work.resolve("home");
    }

    Optional<Program> kubeconform() {
        Path program = peers.resolve("kubeconform");
        return Files.isExecutable(program) ? Optional.of(Program.of(program.toString())) : Optional.empty();
    }

    /// js-yaml over all files of a folder, where Node.js is.
    Optional<Program> jsYaml() {
        boolean there = Files.isDirectory(peers.resolve("node_modules/js-yaml")) && Programs.onPath("node");
        return there
                ? Optional.of(Program.of(
                        "node", root.resolve("benchmarks/peers/walk.cjs").toString(), peers.toString()))
                : Optional.empty();
    }

    Program kubectl(Path kubeconfig) {
        return Program.of(sandbox.toString(), "kubectl", "--kubeconfig", kubeconfig.toString());
    }

    /// A new empty folder.
    Path folder(String name) throws IOException {
        Path folder = work.resolve(name);
        Folders.delete(folder);
        return Files.createDirectories(folder);
    }
}
