package app.driftless.core.internal.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderProblem;
import app.driftless.core.render.RenderSetup;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the program for kustomizations, always by its absolute path: the person's choice, `kustomize` or `kubectl`
/// on the PATH, the sandbox's own. What a program says of its version is asked once for each state of its file.
final class KustomizePrograms {
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+[\\w.+-]*");
    private static final Pattern KUBECTL_VERSION = Pattern.compile("Kustomize Version:\\s*(v\\S+)");
    private final RenderSetup setup;
    private final Map<String, KustomizeProgram> known = new ConcurrentHashMap<>();

    KustomizePrograms(RenderSetup setup) {
        this.setup = setup;
    }

    /// @throws EngineException if there is none, or it does not tell its version
    KustomizeProgram find(CancelToken cancel) {
        List<String> command = setup.chosen()
                .get()
                .map(path -> List.of(path.toAbsolutePath().toString()))
                .or(() -> onPath("kustomize"))
                .or(() -> onPath("kubectl"))
                .or(setup.sandboxKubectl())
                .orElseThrow(() -> new EngineException(Problem.of(RenderProblem.NO_PROGRAM, "kustomize")));
        Path file = Path.of(command.getFirst());
        String state =
                command + " " + file.toFile().length() + " " + file.toFile().lastModified();
        KustomizeProgram program = known.get(state);
        if (program == null) {
            program = ask(command, cancel);
            known.put(state, program);
        }
        return program;
    }

    private KustomizeProgram ask(List<String> command, CancelToken cancel) {
        boolean kubectl = command.size() > 1 || !saysKustomize(command.getFirst());
        try (var place = new RenderFolder()) {
            List<String> question = kubectl ? plus(command, "version", "--client") : plus(command, "version");
            var answer = new BoundedProcess(question, place, cancel).run();
            String text = new String(answer.output(), StandardCharsets.UTF_8) + "\n" + answer.errors();
            Matcher version = (kubectl ? KUBECTL_VERSION : VERSION).matcher(text);
            if (answer.exitCode() != 0 || !version.find()) {
                throw new EngineException(Problem.of(
                                RenderProblem.PROGRAM_FAILED,
                                String.join(" ", question),
                                "",
                                Integer.toString(answer.exitCode()))
                        .withDetails(text.strip()));
            }
            return new KustomizeProgram(
                    kubectl ? plus(command, "kustomize") : plus(command, "build"),
                    kubectl ? version.group(1) : version.group());
        }
    }

    private static boolean saysKustomize(String program) {
        return Path.of(program).getFileName().toString().startsWith("kustomize");
    }

    private Optional<List<String>> onPath(String program) {
        String name = File.separatorChar == '\\' ? program + ".exe" : program;
        for (String folder : setup.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
            // A relative entry would mean whatever folder this process was started in.
            if (folder.isBlank() || !Path.of(folder).isAbsolute()) {
                continue;
            }
            Path candidate = Path.of(folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(List.of(candidate.toString()));
            }
        }
        return Optional.empty();
    }

    private static List<String> plus(List<String> command, String... more) {
        return Stream.concat(command.stream(), Arrays.stream(more)).toList();
    }
}
