package app.driftless.core.internal.git;

import app.driftless.core.flow.Workers;
import app.driftless.core.repo.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Does one save, stage or commit in a process of its own, and what comes before it without being disturbed: it says
/// `ready` then, waits for a line of input, and says `done` in the end.
final class StepProcess {
    private StepProcess() {}

    /// @param arguments work tree, folder of state, `save`, `stage` or `commit`, number of the text
    public static void main(String[] arguments) throws IOException {
        String step = arguments[2];
        int number = Integer.parseInt(arguments[3]);
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                Path.of(arguments[1]),
                                Path.of(System.getProperty("user.home")),
                                System.getenv(),
                                workers,
                                InstantSource.system())
                        .open(Path.of(arguments[0]))) {
            // Once undisturbed, so that every class is loaded and only the calls of the step itself are left.
            save(repository, number - 1);
            repository.stage(List.of(CommitProcess.FILE));
            repository.commit("Number " + (number - 1));
            if (!step.equals("save")) {
                save(repository, number);
            }
            if (step.equals("commit")) {
                repository.stage(List.of(CommitProcess.FILE));
            }
            System.out.println("ready");
            System.in.read();
            switch (step) {
                case "save" -> save(repository, number);
                case "stage" -> repository.stage(List.of(CommitProcess.FILE));
                default -> repository.commit("Number " + number);
            }
            System.out.println("done");
        }
    }

    private static void save(Repository repository, int number) {
        repository.save(
                CommitProcess.FILE,
                CommitProcess.text(number),
                Optional.of(repository.readText(CommitProcess.FILE).contentHash()));
    }
}
