package app.driftless.core.internal.git;

import app.driftless.core.flow.Workers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Saves, stages and commits without end in a process of its own, to be killed. It says `begin …` before each step,
/// and `saved N`, `staged N` and `committed ID` only when that is done.
final class CommitProcess {
    static final String FILE = "app.yaml";

    private CommitProcess() {}

    /// @param arguments work tree, folder of state, number of the first text
    public static void main(String[] arguments) {
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                Path.of(arguments[1]),
                                Path.of(System.getProperty("user.home")),
                                System.getenv(),
                                workers,
                                InstantSource.system())
                        .open(Path.of(arguments[0]))) {
            for (int i = Integer.parseInt(arguments[2]); ; i++) {
                System.out.println("begin save " + i);
                repository.save(
                        FILE, text(i), Optional.of(repository.readText(FILE).contentHash()));
                System.out.println("saved " + i);
                System.out.println("begin stage " + i);
                repository.stage(List.of(FILE));
                System.out.println("staged " + i);
                System.out.println("begin commit " + i);
                System.out.println(
                        "committed " + repository.commit("Number " + i).id());
            }
        }
    }

    /// A text of many pages that shows where it is torn.
    static String text(int number) {
        return ("number: " + number + "\n").repeat(5000);
    }
}
